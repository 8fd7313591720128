// What of a page is as it was left when somebody comes back to it: what was typed, looked for and opened. Forgotten when the device locks.
import { useState } from "preact/hooks";

const kept = new Map<string, unknown>();

/** State under a name of its own; until it is set, as it is at first. */
export function useKept<T>(name: string, atFirst: () => T): readonly [T, (value: T) => void] {
  const [value, setValue] = useState(() => (kept.has(name) ? (kept.get(name) as T) : atFirst()));
  return [
    value,
    (next) => {
      kept.set(name, next);
      setValue(next);
    },
  ];
}

export function forget(name: string): void {
  kept.delete(name);
}

export function forgetAll(): void {
  kept.clear();
}
