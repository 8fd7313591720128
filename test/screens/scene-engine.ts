// The engine of a scene: the real one, on the platform of the scenes. `&unlocked` unlocks it before the first screen is drawn. What a test does from
// outside is on `globalThis.scene`.
import type { Engine } from "../../src/web/engine.ts";
import { newerVersion } from "../../src/web/newer-version.ts";
import { openEngine as openReal } from "../../src/web/open-engine.ts";
import { rememberLockedAt } from "../../src/web/preferences.ts";
import { connect, given, pass } from "./scene-platform.ts";
import { passphrase } from "./stores/store-file.ts";

const scene = new URLSearchParams(location.search);

export async function openEngine(entersDemonstration: boolean): Promise<Engine> {
  if (scene.has("as")) return (await import("./fake-engine.ts")).openEngine();
  if (scene.has("newer")) pretendNewerVersion();
  const lockedAt = given?.texts["locked-at"];
  if (lockedAt !== undefined) rememberLockedAt(Number(lockedAt));
  const engine = await openReal(entersDemonstration);
  if (scene.has("unlocked")) await engine.unlock(passphrase);
  Object.assign(globalThis, {
    scene: {
      cases: given?.cases ?? {},
      organisations: given?.organisations ?? {},
      texts: given?.texts ?? {},
      connect,
      pass,
      sync: () => engine.sync(),
    },
    asked: recordAsked(engine),
    lock: () => engine.lock(),
  });
  return engine;
}

/** The verbs that a screen called, in their order with what they were given: what they do, they do. */
function recordAsked(engine: Engine): readonly unknown[] {
  const asked: unknown[] = [];
  for (const [desk, verbs] of [
    [engine.cases, ["grant", "giveToken", "adopt", "takeStatusStep", "confirmWithdrawal", "sayDanger", "findNamed"]],
    [engine.record, ["enter", "signOff"]],
    [engine.lessons, ["finish"]],
    [engine.drafts, ["send"]],
    [engine, ["sync"]],
  ] as const) {
    const verbsHere = desk as unknown as Record<string, (...given: readonly unknown[]) => unknown>;
    for (const verb of verbs) {
      const real = verbsHere[verb]?.bind(desk);
      verbsHere[verb] = (...given) => {
        asked.push([verb, ...given]);
        return real?.(...given);
      };
    }
  }
  return asked;
}

/** A worker of a newer version that waits, with and without a service worker. */
function pretendNewerVersion(): void {
  newerVersion.value = { postMessage: () => undefined };
  Object.defineProperty(ServiceWorkerRegistration.prototype, "waiting", { get: () => newerVersion.peek() });
}
