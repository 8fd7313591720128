// What a case worker has chosen so far in bringing an organisation into a case. It lives in memory only, belongs to one case, and is
// forgotten when that case is closed or the program locks. It survives the screen being turned to the person.

import { effect, signal } from "@preact/signals";
import { fitting, type Rests } from "../../core/consent-basis.ts";
import type { BodyOf, Compartment } from "../../core/entry-kind.ts";
import { presentFields } from "../../core/present-fields.ts";
import type { Engine } from "../engine.ts";
import { personsAnswer } from "../officer/persons-answer.ts";
import type { Begun } from "../use-verb.ts";

export const pages = ["who", "rights", "share", "yes", "check"] as const;
export type BringPage = (typeof pages)[number];

/** How far it is. */
type BringStep =
  | { readonly at: BringPage }
  /** It cannot be taken back: a second press, also after the dialog was put aside, must not seal twice. */
  | { readonly at: "sealing" }
  /** Done: to whom, and when. It is shown until it was seen. */
  | { readonly at: "sealed"; readonly time: number; readonly organisation: string };

type Consent = BodyOf<"consent.give">;

export interface Bringing
  extends Partial<Pick<Consent, "organisation" | "language" | "manner" | "interpreter" | keyof Rests>> {
  readonly caseId: string;
  readonly step: BringStep;
  /** False while its dialog is put aside. */
  readonly open: boolean;
  readonly compartments: readonly Compartment[];
  readonly purposes: Consent["purposes"];
  /** The last day of the consent, if the person wants one. */
  readonly expires?: string | undefined;
  /** The rights were explained in another way than on the screen. */
  readonly rightsExplained?: boolean;
}

export const bringing = signal<Bringing | null>(null);

/** Begins, or takes up again what was put aside in the same case. */
export function startBringing(engine: Engine, caseId: string, language: string | null): void {
  const aside = bringing.peek();
  if (aside?.caseId === caseId) {
    bringing.value = { ...aside, open: true };
    return;
  }
  personsAnswer.value = null;
  bringing.value = {
    caseId,
    step: { at: "who" },
    open: true,
    compartments: ["referral"],
    purposes: [],
    ...presentFields({ language: language ?? undefined }),
  };
  const end = effect(() => {
    if (engine.openedCase.value?.state.id === caseId) return;
    forgetBringing();
    // Not while it is being made.
    queueMicrotask(() => end());
  });
}

/** Changes what is chosen. What the person agreed to for one organisation is not carried over to another. */
export function amendBringing(change: Partial<Bringing>): void {
  const known = bringing.peek();
  if (known === null) return;
  const isOther = change.organisation !== undefined && change.organisation !== known.organisation;
  const { manner: _manner, interpreter: _interpreter, expires: _expires, ...others } = known;
  const { basis: _basis, guardian: _guardian, assent: _assent, ...kept } = others;
  const base = isOther ? { ...kept, compartments: ["referral"] as const, purposes: [] } : known;
  bringing.value = { ...base, ...change };
}

/** With what the child says or who decides, and the basis that they leave; a basis that they do not leave is gone. */
export function chooseRests(chosen: Bringing): void {
  bringing.value = chosen;
}

/** As chosen, without what does not fit the person's age any more (FD14b): an adult says yes themselves, of a child it is asked who decides. */
export function soundlyChosen(chosen: Bringing, treatAsChild: boolean): Bringing {
  const sound = fitting(treatAsChild, chosen);
  return sound !== chosen && sound.step.at === "check" ? { ...sound, step: { at: "yes" } } : sound;
}

/** Seals what is chosen, once. */
export function sealBringing(engine: Pick<Engine, "cases" | "now">, chosen: Bringing): Begun<unknown> {
  const consent = consentOf(chosen);
  if (consent === null || bringing.peek()?.step.at === "sealing") return null;
  const to = (step: BringStep) => {
    if (bringing.peek()?.caseId === chosen.caseId) amendBringing({ step });
  };
  to({ at: "sealing" });
  return engine.cases.consents.grant(chosen.caseId, consent).then(
    (result) => {
      const { organisation } = consent;
      to(result.is === "done" ? { at: "sealed", time: engine.now(), organisation } : { at: "check" });
      return result;
    },
    (fault: unknown) => {
      to({ at: "check" });
      throw fault;
    },
  );
}

export function forgetBringing(): void {
  bringing.value = null;
  personsAnswer.value = null;
}

/** The consent as chosen; null while something is missing. */
export function consentOf(chosen: Bringing): Consent | null {
  const { organisation, purposes, compartments, language, manner, interpreter, basis, expires } = chosen;
  const { guardian, assent } = chosen;
  if (organisation === undefined || purposes.length === 0 || language === undefined) return null;
  if (manner === undefined || interpreter === undefined || basis === undefined) return null;
  const ofChild = guardian === undefined || assent === undefined ? {} : { guardian, assent };
  const said = { organisation, purposes, compartments, language, manner, interpreter, basis, ...ofChild };
  return expires === undefined ? said : { ...said, expires };
}
