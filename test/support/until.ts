// Waiting for something that comes about by itself, on any machine.
import assert from "node:assert/strict";

/** Waits until something holds. Only what never comes about takes the whole time: it is longer than anything lasts beside another load. */
export async function until(holds: () => boolean | Promise<boolean>, milliseconds = 90_000): Promise<void> {
  const end = performance.now() + milliseconds;
  while (performance.now() < end) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail(`it did not come about in ${milliseconds / 1_000} seconds`);
}
