// Rings once when a referral or a case arrives: two soft tones and a sentence for screen readers. Never a name, never a picture.
import { effect, untracked } from "@preact/signals";
import { changeOf } from "../../member/cases/list-change.ts";
import type { CaseloadItem } from "../../member/views.ts";
import { afterDrawing } from "../after-drawing.ts";
import type { Engine } from "../engine.ts";
import { sound } from "../preferences.ts";
import { isOurs } from "./case-line.ts";

/** Follows the inbox; gives a function that ends it. What is there at the beginning does not ring. */
export function ringOnArrival(engine: Engine, announce: () => void): () => void {
  let known: ReadonlySet<string> | null = null;
  let looked: readonly CaseloadItem[] = [];
  let hasEnded = false;
  // Anyone can make what is refused: it does not ring, nor does what we opened ourselves. What is another's rings when our turn has come.
  const referralOf = (item: CaseloadItem) =>
    ["refused", "not-yet", "elsewhere"].includes(item.state) || isOurs(engine, item)
      ? []
      : [item.referral ?? item.caseId];
  const look = (items: readonly CaseloadItem[]) => {
    const change = changeOf(items);
    const isSaidOtherwise =
      change?.before === looked && isSameSet(change.gone.flatMap(referralOf), change.came.flatMap(referralOf));
    looked = items;
    if (isSaidOtherwise) return;
    const referrals = items.flatMap(referralOf);
    const arrived = known !== null && referrals.some((referral) => known?.has(referral) === false);
    known = new Set(referrals);
    if (!arrived) return;
    announce();
    if (sound.peek()) ring();
  };
  const end = effect(() => {
    const items = engine.caseload.value;
    if (known === null) untracked(() => look(items));
    // Ten thousand lines are gone through once what changed in them is on the screen, and not for one that only says something else.
    else void afterDrawing().then(() => hasEnded || look(items));
  });
  return () => {
    hasEnded = true;
    end();
  };
}

function isSameSet(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((one) => others.includes(one));
}

/** Two soft tones. */
export function ring(): void {
  const audio = new AudioContext();
  const volume = audio.createGain();
  volume.connect(audio.destination);
  volume.gain.setValueAtTime(0.08, audio.currentTime);
  volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + 0.9);
  for (const [delay, hertz] of [
    [0, 660],
    [0.22, 880],
  ] as const) {
    const tone = audio.createOscillator();
    tone.frequency.value = hertz;
    tone.connect(volume);
    tone.start(audio.currentTime + delay);
    tone.stop(audio.currentTime + delay + 0.4);
    tone.onended = delay > 0 ? () => void audio.close() : null;
  }
}
