// The live part of the public page: starts the check, says how far it is, and shows the record when all of it verified, or why nothing is
// shown. Nothing that a host sends is shown before.
import type { RecordRead } from "../../record/record-read.ts";
import { element, section } from "./elements.ts";
import type { PageRefusal, PublicView, WorkerMessage } from "./public-view.ts";
import { type RecordAt, showLaws, showPublications, showShortLists } from "./show-lists.ts";
import { showPlans } from "./show-plans.ts";
import { ShownWords } from "./shown-words.ts";

const workerUrl = "/record-worker.js";

/** Checks and shows the record in an element of the page. */
export async function showRecord(place: HTMLElement): Promise<void> {
  const words = await ShownWords.load(document.documentElement.lang);
  check(place, words);
}

function check(place: HTMLElement, words: ShownWords): void {
  const status = element("p", { role: "status", class: "note" }, words.say("shown.asking"));
  place.replaceChildren(status);
  const worker = new Worker(admitted());
  const refuse = (part: HTMLElement) => {
    worker.terminate();
    place.replaceChildren(part);
  };
  const waiting = new Map<number, (record: RecordRead | null) => void>();
  const recordAt: RecordAt = (size) =>
    new Promise((resolve) => {
      waiting.set(size, resolve);
      worker.postMessage(size);
    });
  const again = () => check(place, words);
  worker.addEventListener("error", () => refuse(refusal(words, "broken", null, again)));
  worker.addEventListener("message", ({ data }: MessageEvent<WorkerMessage>) => {
    if (data.is === "progress") status.textContent = progressWords(words, data.come, data.of);
    else if (data.is === "refused") refuse(refusal(words, data.why, data.leaf, again));
    else if (data.is === "record") waiting.get(data.size)?.(data.record);
    else place.replaceChildren(...shown(words, data.view, recordAt));
  });
}

function progressWords(words: ShownWords, come: number, of: number): string {
  return come < of ? words.say("shown.progress", { n: come, of }) : words.say("shown.signatures", { n: of });
}

function shown(words: ShownWords, view: PublicView, recordAt: RecordAt): readonly HTMLElement[] {
  return [
    provenance(words, view),
    showPlans(words, view),
    showLaws(words, view),
    showPublications(words, view, recordAt),
    ...showShortLists(words, view),
  ];
}

function provenance(words: ShownWords, { origin, log, notCounted }: PublicView): HTMLElement {
  const at = words.moment(log.at);
  const state =
    log.witnesses.length === 0
      ? words.say("shown.log.nobody", { size: log.size })
      : words.say("shown.log", { size: log.size, witnesses: words.list(log.witnesses), at });
  return element(
    "div",
    { class: "checked" },
    element(
      "p",
      { role: "status" },
      element("strong", {}, words.say("shown.checked", { now: words.moment(Date.now()) })),
      ` ${state}`,
    ),
    log.stale ? element("p", { class: "stale" }, words.say("shown.stale")) : null,
    element("h2", { class: "small" }, words.say("shown.pin.title")),
    element("p", {}, words.say("shown.pin", { host: location.host })),
    element("pre", { dir: "ltr" }, element("code", {}, origin)),
    notCounted === 0 ? null : element("p", {}, words.say("shown.not-counted", { n: notCounted })),
  );
}

function refusal(words: ShownWords, why: PageRefusal | "broken", leaf: number | null, again: () => void): HTMLElement {
  const button = element("button", { type: "button" }, words.say("shown.again"));
  button.addEventListener("click", again);
  const made = section(
    words.say("shown.refused.title"),
    element("p", {}, words.say(`shown.refused.${why}`)),
    leaf === null ? null : element("p", {}, words.say("shown.refused.leaf", { leaf })),
    button,
  );
  made.className = "refused";
  made.setAttribute("role", "alert");
  return made;
}

/** The worker's address in the form that the content security policy asks for: the page's one Trusted Types policy admits it alone. */
function admitted(): string {
  policy ??= makePolicy();
  // The DOM's declarations know only strings here; the object is a TrustedScriptURL.
  return policy.createScriptURL(workerUrl) as string;
}

interface Policy {
  createScriptURL(url: string): unknown;
}

let policy: Policy | null = null;

function makePolicy(): Policy {
  const rules = {
    createScriptURL: (url: string) => {
      if (url !== workerUrl) throw new TypeError("not the page's own script");
      return url;
    },
  };
  const factory = (globalThis as { trustedTypes?: { createPolicy(name: string, rules: Policy): Policy } }).trustedTypes;
  return factory?.createPolicy("panoh", rules) ?? rules;
}
