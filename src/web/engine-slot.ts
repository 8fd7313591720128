// Where the engine arrives: it is loaded after the first paint, because cryptography is large and the first screen must be quick.
import { signal } from "@preact/signals";
import type { Engine } from "./engine.ts";

/** Null until the engine is loaded. */
export const engineNow = signal<Engine | null>(null);

/** True when the engine's code could not be loaded: there is no way on but to open the program again. */
export const engineFailed = signal(false);

/** True while another window of this device has the engine: this one waits for it to be closed. */
export const engineElsewhere = signal(false);

/** True while the browser does not give what this device keeps: it is asked again and again, and nothing is lost. */
export const engineAway = signal(false);

const slot = Promise.withResolvers<Engine>();

/** Resolves with the engine. */
export const enginePromise: Promise<Engine> = slot.promise;

/** Sets the engine. Called once. */
export function placeEngine(engine: Engine): void {
  engineNow.value = engine;
  slot.resolve(engine);
}
