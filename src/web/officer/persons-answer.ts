// What the person pressed on the screen that was turned to them. It belongs to one referral and is forgotten with it.
import { signal } from "@preact/signals";

export const personsAnswer = signal<"understood" | "stop" | null>(null);

/** How the person was informed of their rights, as at an officer's; null while they were not. What they pressed on the screen goes before a tick. */
export function rightsAnswerOf(isExplained: boolean): "understood" | "stop" | "explained" | null {
  return personsAnswer.value ?? (isExplained ? "explained" : null);
}
