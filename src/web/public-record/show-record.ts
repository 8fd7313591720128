// The live part of the public page: starts the check, says how far it is, and shows the record when all of it verified, or why nothing is
// shown. Nothing that a host sends is shown before.

import type { RecordRead } from "../../record/record-read.ts";
import { languageFor } from "../../words/languages.ts";
import type { Words } from "../../words/words.ts";
import { loadWords } from "../text/load-words.ts";
import { recordWorkerUrl, trustedScript } from "../trusted-script.ts";
import { checkHere } from "./check-here.ts";
import { button, element, paragraph, section } from "./elements.ts";
import type { PageRefusal, PublicView, WorkerMessage } from "./public-view.ts";
import { recordSections } from "./record-document.ts";
import { type RecordAt, showPublications } from "./show-publications.ts";
import { showSections } from "./show-report.ts";

/** Checks and shows the record in an element of the page. */
export async function showRecord(place: HTMLElement): Promise<void> {
  const words = await loadWords(languageFor(document.documentElement.lang) ?? "en", ["shown", "codes", "verdict"]);
  check(place, words);
}

function check(place: HTMLElement, words: Words): void {
  const status = element("p", { role: "status", class: "note" }, words.message("shown.asking"));
  place.replaceChildren(status);
  const worker = new Worker(trustedScript(recordWorkerUrl));
  const refuse = (part: HTMLElement) => {
    worker.terminate();
    place.replaceChildren(part);
  };
  /** What waits for the record at a size of the log. */
  const waiting = new Map<number, ((record: RecordRead | null) => void)[]>();
  const recordAt: RecordAt = (size) =>
    new Promise((resolve) => {
      const others = waiting.get(size);
      waiting.set(size, [...(others ?? []), resolve]);
      if (others === undefined) worker.postMessage(size);
    });
  const again = () => check(place, words);
  worker.addEventListener("error", () => refuse(refusal(words, "broken", null, again)));
  worker.addEventListener("message", ({ data }: MessageEvent<WorkerMessage>) => {
    if (data.is === "progress") status.textContent = progressWords(words, data.come, data.of);
    else if (data.is === "refused") refuse(refusal(words, data.why, data.leaf, again));
    else if (data.is === "record") {
      const asked = waiting.get(data.size) ?? [];
      waiting.delete(data.size);
      for (const give of asked) give(data.record);
    } else place.replaceChildren(...shown(words, data.view, recordAt));
  });
}

function progressWords(words: Words, come: number, of: number): string {
  return come < of ? words.message("shown.progress", { n: come, of }) : words.message("shown.signatures", { n: of });
}

function shown(words: Words, view: PublicView, recordAt: RecordAt): readonly HTMLElement[] {
  return [
    provenance(words, view),
    ...releasedPlaces(words, view),
    showPublications(words, view, recordAt),
    checkHere(words, view, recordAt),
    showSections(recordSections(words, view)),
  ];
}

/** Their places, filled once their words and drawings are here; whoever reads the record of a country without released numbers loads none of them. */
function releasedPlaces(words: Words, view: PublicView): readonly HTMLElement[] {
  const kinds = [
    ["cases", async () => (await import("./show-cases.ts")).showCases(view)],
    ["proceedings", async () => (await import("./show-proceedings.ts")).showProceedings(view)],
  ] as const;
  const places = kinds
    .filter(([kind]) => view[kind].years.length > 0 || view[kind].stray > 0)
    .map(([kind, show]) => {
      const place = element("section", { class: `released ${kind}` });
      void show().then((parts) => place.append(...parts));
      return place;
    });
  if (places.length > 0) return places;
  return [section(words.message("shown.releases"), paragraph(words.message("shown.releases.none"), "note"))];
}

function provenance(words: Words, { origin, log, notCounted }: PublicView): HTMLElement {
  const at = words.language.moment(log.at);
  const state =
    log.witnesses.length === 0
      ? words.message("shown.log.nobody", { size: log.size })
      : words.message("shown.log", { size: log.size, witnesses: words.language.list(log.witnesses), at });
  return element(
    "div",
    { class: "checked" },
    element(
      "p",
      { role: "status" },
      element("strong", {}, words.message("shown.checked", { now: words.language.moment(Date.now()) })),
      ` ${state}`,
    ),
    log.stale ? paragraph(words.message("shown.stale"), "stale") : null,
    element("h2", { class: "small" }, words.message("shown.pin.title")),
    paragraph(words.message("shown.pin", { host: location.host })),
    element("pre", { dir: "ltr" }, element("code", {}, origin)),
    notCounted === 0 ? null : paragraph(words.message("shown.not-counted", { n: notCounted })),
  );
}

function refusal(words: Words, why: PageRefusal | "broken", leaf: number | null, again: () => void): HTMLElement {
  const made = section(
    words.message("shown.refused.title"),
    paragraph(words.message(`shown.refused.${why}`)),
    leaf === null ? null : paragraph(words.message("shown.refused.leaf", { leaf })),
    button(words.message("shown.again"), again),
  );
  made.className = "refused";
  made.setAttribute("role", "alert");
  return made;
}
