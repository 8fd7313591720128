// Which things are about a case that is hidden from some body (R26). A case is so for good: by any row that ever named the body, in whatever
// register, organisation or version, since a figure that was reported while it was hidden would otherwise show which case it was.
import { kindsOfBody, type OfficialBody } from "../core/official-body.ts";
import type { Statement } from "./statement.ts";

/** One version of a thing; without values where it was withdrawn. */
interface SaidVersion {
  readonly values: Statement["values"] | null;
}

/** The cases that these things name a body for, withdrawn things and earlier versions included. */
export function shieldedCases(things: Iterable<readonly SaidVersion[]>): ReadonlySet<string> {
  const cases = new Set<string>();
  for (const versions of things) if (namesBody(versions)) for (const one of casesOf(versions)) cases.add(one);
  return cases;
}

/** True for a thing that is about such a case in any of its versions, or that names such a body itself. */
export function isShielded(versions: readonly SaidVersion[], cases: ReadonlySet<string>): boolean {
  return namesBody(versions) || casesOf(versions).some((one) => cases.has(one));
}

/** A body without any organisation in the directory hides nothing from anybody. */
function namesBody(versions: readonly SaidVersion[]): boolean {
  return versions.some(({ values }) => {
    const body = facetsOf(values).official_body;
    return body !== undefined && kindsOfBody[body].length > 0;
  });
}

function casesOf(versions: readonly SaidVersion[]): readonly string[] {
  return versions.flatMap(({ values }) => facetsOf(values).case ?? []);
}

function facetsOf(values: SaidVersion["values"]): { readonly case?: string; readonly official_body?: OfficialBody } {
  return values ?? {};
}
