// What the person pressed on the screen that was turned to them. It belongs to one referral and is forgotten with it.
import { signal } from "@preact/signals";

export const personsAnswer = signal<"understood" | "stop" | null>(null);
