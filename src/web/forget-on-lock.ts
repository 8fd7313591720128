// What screens remember of what was done on them, which nobody else is to find.
import type { Engine } from "./engine.ts";

const forgettings = new WeakMap<Engine, Set<() => void>>();

/** Calls this at each lock from now on, whichever screen is open then. Asked again for the same one, it does nothing. */
export function forgetOnLock(engine: Engine, forget: () => void): void {
  const known = forgettings.get(engine);
  if (known !== undefined) {
    known.add(forget);
    return;
  }
  const all = new Set([forget]);
  forgettings.set(engine, all);
  engine.view.subscribe((view) => {
    if (view?.locked !== false) for (const each of all) each();
  });
}
