// The engine of a scene: the real one, on the platform of the scenes. `&unlocked` unlocks it before the first screen is drawn. What a test does from
// outside is on `globalThis.scene`.
import type { RecordDesk } from "../../src/member/record.ts";
import type { Engine } from "../../src/web/engine.ts";
import { newerVersion } from "../../src/web/newer-version.ts";
import { openEngine as openReal } from "../../src/web/open-engine.ts";
import { rememberLockedAt } from "../../src/web/preferences.ts";
import { connect, given, pass, turnDisk } from "./scene-platform.ts";
import { passphrase } from "./stores/store-file.ts";

const scene = new URLSearchParams(location.search);

export async function openEngine(entersDemonstration: boolean): Promise<Engine> {
  if (scene.has("newer")) pretendNewerVersion();
  if (scene.has("archive")) pretendFolder();
  const lockedAt = given?.texts["locked-at"];
  if (lockedAt !== undefined) rememberLockedAt(Number(lockedAt));
  const engine = await openReal(entersDemonstration);
  pretendFaults(engine.record);
  if (scene.has("unlocked")) await engine.unlock(passphrase);
  Object.assign(globalThis, {
    scene: {
      cases: given?.cases ?? {},
      organisations: given?.organisations ?? {},
      texts: given?.texts ?? {},
      connect,
      pass,
      turnDisk,
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
    [engine.cases.consents, { grant: "grant", giveToken: "giveToken", narrowConsent: "narrowConsent" }],
    [engine.cases.consents, { confirmWithdrawal: "confirmWithdrawal" }],
    [engine.cases.steps, { adopt: "adopt", takeStatusStep: "takeStatusStep" }],
    [engine.record, { enter: "enter", signOff: "signOff" }],
    [engine.lessons, { finish: "finish" }],
    [engine.drafts, { send: "send" }],
    [engine, { sync: "sync" }],
  ] as const) {
    const verbsHere = desk as unknown as Record<string, (...given: readonly unknown[]) => unknown>;
    for (const [verb, name] of Object.entries(verbs)) {
      const real = verbsHere[verb]?.bind(desk);
      verbsHere[verb] = (...given) => {
        asked.push([name, ...given]);
        return real?.(...given);
      };
    }
  }
  return asked;
}

// As many bytes as a report may have. Written out, so that the engine of a scene brings no more than the shipped one.
const largestPage = 16 * 1024 * 1024;

/** What no device comes to in the time of a test, over the real desk: a country's name that is longer than any page, and a signing without an end. */
function pretendFaults(record: RecordDesk): void {
  const at = record.at.bind(record);
  if (scene.has("huge"))
    record.at = (size) => {
      const known = at(size);
      return known === null ? null : { ...known, country: "XQ", title: { en: "x".repeat(largestPage) } };
    };
  if (scene.has("signing"))
    record.enter = async (_register, _rows, tell) => {
      for (let n = 1; n <= 40; n++) await tell?.(n, 100);
      return new Promise(() => undefined);
    };
}

/** The program beside this page has a folder for the archive, and offers places for another one. */
function pretendFolder(): void {
  const real = globalThis.fetch;
  const names = ["panoh-archive-0123abcd-0000.age"];
  const places = [
    { path: "/media/example/Example Stick", isHere: false },
    { path: "C:\\Users\\example", isHere: true },
  ];
  const folder = "/media/example/Example Disk/panoh-archive";
  globalThis.fetch = async (address, request) =>
    address === "/archive.json" ? Response.json({ folder, names, newest: names, places }) : real(address, request);
}

/** A worker of a newer version that waits, with and without a service worker. */
function pretendNewerVersion(): void {
  newerVersion.value = { postMessage: () => undefined };
  Object.defineProperty(ServiceWorkerRegistration.prototype, "waiting", { get: () => newerVersion.peek() });
}
