// Rings once when a referral or a case arrives: two soft tones and a sentence for screen readers. Never a name, never a picture.
import { effect, untracked } from "@preact/signals";
import type { CaseloadItem } from "../../member/views.ts";
import { afterDrawing } from "../after-drawing.ts";
import type { Engine } from "../engine.ts";
import { sound } from "../preferences.ts";
import { arrivals } from "./arrivals.ts";
import { isOurs } from "./case-in-words.ts";

/** Follows the inbox; gives a function that ends it. What is there at the beginning does not ring. */
export function ringOnArrival(engine: Engine, announce: () => void): () => void {
  let hasEnded = false;
  let isFirst = true;
  const hasArrived = arrivals((item) =>
    // Anyone can make what is refused: it does not ring, nor does what we opened ourselves. What is another's rings when our turn has come.
    ["refused", "not-yet", "elsewhere", "suspended"].includes(item.state) || isOurs(engine, item)
      ? []
      : [item.referral ?? item.caseId],
  );
  const look = (items: readonly CaseloadItem[], isReading: boolean) => {
    if (!hasArrived(items, isReading)) return;
    announce();
    if (sound.peek()) ring();
  };
  const end = effect(() => {
    const items = engine.caseload.value;
    const isReading = engine.toRead.value > 0;
    if (isFirst) untracked(() => look(items, isReading));
    // What changed is on the screen first.
    else void afterDrawing().then(() => hasEnded || look(items, isReading));
    isFirst = false;
  });
  return () => {
    hasEnded = true;
    end();
  };
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
