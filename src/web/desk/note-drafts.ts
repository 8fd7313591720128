// Notes that were begun and not saved, by case. In memory only: they outlive the change to another case, and a lock forgets them.
import { effect } from "@preact/signals";
import type { Engine } from "../engine.ts";

const draftByCase = new Map<string, string>();
let isFollowed = false;

export function noteDraft(caseId: string): string {
  return draftByCase.get(caseId) ?? "";
}

export function keepNoteDraft(engine: Engine, caseId: string, text: string): void {
  if (text === "") draftByCase.delete(caseId);
  else draftByCase.set(caseId, text);
  if (isFollowed) return;
  isFollowed = true;
  effect(() => {
    if (engine.view.value?.locked !== false) draftByCase.clear();
  });
}
