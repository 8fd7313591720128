// What a case worker has chosen so far in asking services for help in a running case (FD16). It lives in memory only, belongs to one case, and is forgotten when
// that case is closed or the program locks. It survives the screen being turned to the person.
import { effect, signal } from "@preact/signals";
import type { Rests } from "../../core/consent-basis.ts";
import type { Part } from "../../core/part-table.ts";
import { presentFields } from "../../core/present-fields.ts";
import type { ServiceType } from "../../core/service.ts";
import type { Question } from "../../member/cases/giving.ts";
import type { Engine } from "../engine.ts";
import { personsAnswer } from "../officer/persons-answer.ts";

type Agreed = Question["agreed"];

/** How the person said yes. */
export type How = Partial<Pick<Agreed, "language" | "manner" | "interpreter" | keyof Rests>> & {
  readonly explained?: boolean;
};

/** What one service is asked, and what it may read once it accepts. */
export interface AskedOfService {
  readonly need?: ServiceType;
  readonly parts: readonly Part[];
  /** The person agreed that this is read in another country (R22). */
  readonly abroad?: boolean;
}

export interface Referring {
  readonly caseId: string;
  /** False while its dialog is put aside. */
  readonly open: boolean;
  /** The place of the page. */
  readonly at: number;
  /** The help that another service could not give. */
  readonly need?: ServiceType;
  readonly chosen: readonly string[];
  readonly asks: ReadonlyMap<string, AskedOfService>;
  readonly how: How;
}

export const referring = signal<Referring | null>(null);

/** Begins, or takes up again what was put aside in the same case. With `need` it begins anew: the same help is asked of somebody else. */
export function startReferring(engine: Engine, caseId: string, need?: ServiceType): void {
  const aside = referring.peek();
  if (aside?.caseId === caseId && need === undefined) {
    referring.value = { ...aside, open: true };
    return;
  }
  personsAnswer.value = null;
  const language = engine.cases.sheets(caseId)?.language ?? undefined;
  referring.value = {
    ...{ caseId, open: true, at: 0, chosen: [], asks: new Map(), how: presentFields({ language }) },
    ...presentFields({ need }),
  };
  const end = effect(() => {
    if (engine.openedCase.value?.state.id === caseId) return;
    forgetReferring();
    // Not while it is being made.
    queueMicrotask(() => end());
  });
}

export function amendReferring(change: Partial<Referring>): void {
  const known = referring.peek();
  if (known !== null) referring.value = { ...known, ...change };
}

export function forgetReferring(): void {
  referring.value = null;
  personsAnswer.value = null;
}
