// Where the parts of the program in the browser meet: language, first paint, then engine and service worker.
import { render } from "preact";
import { afterDrawing } from "./after-drawing.ts";
import { App, followMarks, followTitle, followTouches } from "./app.tsx";
import { followClock } from "./clock.ts";
import { entryFragment } from "./demonstration-fragment.ts";
import { engineFailed, engineNow, placeEngine } from "./engine-slot.ts";
import { lookForFirstVisit } from "./first-visit.ts";
import { loadPart } from "./load-part.ts";
import { followHistory } from "./navigation.ts";
import { followNewerVersion, followTakeOver } from "./newer-version.ts";
import { neutral, startLanguage, wasSetUp } from "./preferences.ts";
import { takeInvitation } from "./taken-invitation.ts";
import { needWords, useLanguage } from "./text/translate.ts";
import { serviceWorkerUrl, trustedScript } from "./trusted-script.ts";
import { countWaiting } from "./waiting-count.ts";
import { wordParts } from "./word-parts.ts";

takeInvitation();
const enters = location.hash === entryFragment;
// Not where a link leads into a role of the demonstration: that page would be gone in a moment.
if (!enters && !wasSetUp()) void lookForFirstVisit();
await useLanguage(startLanguage());
followHistory();
followTitle(
  () => countWaiting(engineNow.value),
  () => neutral.value,
  () => engineNow.value?.demonstrationRole.value ?? null,
);
const root = document.getElementById("app");
if (root === null) throw new Error("the page has no place for the program");
render(<App />, root);

// After the first paint.
void afterDrawing()
  .then(start)
  .catch(() => {
    engineFailed.value = true;
  });

async function start(): Promise<void> {
  followTakeOver();
  const [{ openEngine }] = await Promise.all([
    loadPart(() => import("./open-engine.ts")),
    needWords(...wordParts.open),
  ]);
  // So that a reload, or a device that was locked, asks for its words again.
  if (enters) history.replaceState(history.state, "", location.pathname);
  const engine = await openEngine(enters);
  // Before the engine is placed, so that no page is drawn that would be gone in a moment. What does not open shows its usual door.
  if (enters) await engine.openDemonstration();
  followClock(engine);
  followTouches(engine);
  followMarks(engine);
  placeEngine(engine);
  // A page that was not installed works as well; a refusal is no fault.
  const registration = await navigator.serviceWorker?.register(trustedScript(serviceWorkerUrl)).catch(() => undefined);
  if (registration !== undefined) followNewerVersion(registration);
}
