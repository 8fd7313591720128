// The time that screens show, by the engine's clock (EN7) and renewed every half minute.
import { signal } from "@preact/signals";
import type { Engine } from "./engine.ts";

/** Milliseconds since 1970; 0 before the engine is here. */
export const now = signal(0);

export function followClock(engine: Engine): void {
  now.value = engine.now();
  setInterval(() => {
    now.value = engine.now();
  }, 30_000);
}
