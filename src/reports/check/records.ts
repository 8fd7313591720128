// The records that a shown report names: the checker's own are compared with what was entered; a sealed one that it does not have may be
// named only as something that the log can hold and that this checker would not have, and with no word that no open row gives.
import { type RegisterName, registerNames, registerOf } from "../../core/registers/register-table.ts";
import type { RecordRead } from "../../record/record-read.ts";
import type { RecordRef, Statement } from "../../record/statement.ts";
import { canonicalJson } from "../data/canonical-json.ts";
import { type RecordUsed, refId, refsIn } from "../data/record-places.ts";
import { ReportSources } from "../data/report-sources.ts";
import type { Sight } from "./outcome.ts";

/** The key of a source as the record has it: a report adds the organisation that means another source by it. Empty for a source that is not shown. */
export function sourceKey(name: string): string {
  return name.split(" ", 1)[0] ?? "";
}

/** What is said of the records behind a report, by their references, and of those who may name some. */
export interface PageRecords {
  /** All that the report names, and those that the checker would. */
  readonly named: ReadonlyMap<string, RecordUsed>;
  /** The sealed ones that the report names and the checker does not hold. */
  readonly unheld: ReadonlyMap<string, RecordUsed>;
  readonly sources: ReportSources;
  /** Names of organisations in the directory, by id. */
  readonly organisations: RecordRead["organisationNames"];
}

/** True when something in the value refers to a sealed record that the checker does not hold. */
export function isUnheld(value: unknown, { unheld }: PageRecords): boolean {
  return unheld.size > 0 && refsIn(value).some((ref) => unheld.has(refId(ref)));
}

/** True when this organisation, by default that of the first record, calls the source of these records so; empty is a source that is not shown. */
export function isSourceOf(
  name: string,
  refs: readonly RecordRef[],
  { named, sources }: PageRecords,
  organisation = named.get(refs[0] === undefined ? "" : refId(refs[0]))?.organisation ?? "",
): boolean {
  const key = sourceKey(name);
  return (
    (name === "" || (key !== "" && sources.nameFor(key, organisation) === name)) &&
    refs.every((ref) => sourceKey(named.get(refId(ref))?.source ?? "") === key)
  );
}

/** True when none of the records is there twice, and all are of one register. */
export function areOf(register: RegisterName, refs: readonly RecordRef[], { named }: PageRecords): boolean {
  return (
    new Set(refs.map(refId)).size === refs.length && refs.every((ref) => named.get(refId(ref))?.register === register)
  );
}

type SealedVerdict =
  /** It may be what it claims. */
  | "possible"
  /** The log has nothing sealed there, or the checker opened what is there and it is something else, or such a record cannot be sealed. */
  | "impossible"
  /** It would have been sealed to the checker's organisation: an organisation that holds all keys is shown no excuse. */
  | "would-be-held";

/** What the checker's record says of the records that a report names. */
export class RecordCheck {
  readonly #sight: Sight;
  readonly #sources: ReportSources;
  /** Leaves of which the checker opened what is sealed there: all that is in one envelope has the same readers. */
  readonly #openedLeaves: ReadonlySet<number | null>;
  /** Who may have vouched for an import that the checker does not have: who signed off one that it has is not among them. */
  readonly #waitingSignOffs: ReadonlySet<string>;
  /** What was said first of each note. */
  readonly #notes = new Map<string, string>();

  constructor(sight: Sight) {
    const { statements } = sight.record;
    this.#sight = sight;
    this.#sources = new ReportSources(statements);
    this.#openedLeaves = new Set(statements.filter(({ sealed }) => sealed).map(({ leaf }) => leaf));
    const used = new Set(statements.flatMap(({ signedOff }) => signedOff.map(({ ref }) => refId(ref))));
    const signOffs = statements.filter((one): one is Statement<"signoff"> => one.register === "signoff");
    this.#waitingSignOffs = new Set(
      signOffs
        .filter(({ ref }) => !used.has(refId(ref)))
        .map(({ organisation, values: { office } }) => canonicalJson({ organisation, office })),
    );
  }

  /** True when the checker has this record and it is what the report says of it. */
  isAsEntered(shown: RecordUsed): boolean {
    const own = this.#sight.statement(shown);
    if (own === null || refId(own.ref) !== refId(shown)) return false;
    const { leaf, register, sealed, organisation } = own;
    const signedOff = own.signedOff.map((one) => ({ organisation: one.organisation, office: one.office }));
    const source = this.#sources.nameFor(own.source, organisation) || null;
    const { note, row } = shown;
    return (
      canonicalJson(shown) === canonicalJson({ note, row, leaf, register, sealed, organisation, source, signedOff })
    );
  }

  /** What a sealed record that the checker does not have can be. */
  sealedVerdict(shown: RecordUsed): SealedVerdict {
    const { leaf, organisation } = shown;
    const { record, isSealedLeaf, mustHold } = this.#sight;
    if (leaf === null || leaf >= record.log.size || !isSealedLeaf(leaf) || sealedRegisterOf(shown) === null)
      return "impossible";
    if (organisation === null || !record.organisationNames.has(organisation)) return "impossible";
    if (this.#openedLeaves.has(leaf) || !this.#isNamedSo(shown, organisation) || !this.#isAsItsNote(shown))
      return "impossible";
    return mustHold(organisation, leaf) ? "would-be-held" : "possible";
  }

  /** Its source is called as this organisation's rows would call it, and who vouches for it did vouch for something. */
  #isNamedSo({ source, signedOff }: RecordUsed, organisation: string): boolean {
    const isNamed =
      source === null || (source !== "" && this.#sources.nameFor(sourceKey(source), organisation) === source);
    return isNamed && signedOff.every((one) => this.#waitingSignOffs.has(canonicalJson(one)));
  }

  /** All rows of one note are of one import: they lie at one leaf, and who vouches for one vouches for all. */
  #isAsItsNote({ note, leaf, register, organisation, signedOff }: RecordUsed): boolean {
    const said = canonicalJson([leaf, register, organisation, signedOff]);
    const first = this.#notes.get(note) ?? said;
    this.#notes.set(note, first);
    return first === said;
  }
}

/** The sealed register of which a record says that it is; null for an open or unknown one. */
function sealedRegisterOf({ register }: RecordUsed): RegisterName | null {
  const known = registerNames.find((name) => name === register);
  return known === undefined || registerOf(known).open ? null : known;
}
