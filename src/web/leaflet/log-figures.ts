// The public page's script: the way out first, then what country this is, and the newest state of the log, checked before it is shown.
// Without scripts the page simply has no figures.

import { asksForNoWitness, type CountryMark, marksOf } from "../../core/country-marks.ts";
import type { Founding } from "../../core/directory-note.ts";
import { isLanguage, languages } from "../../words/languages.ts";
import { ownText } from "../own-address.ts";

const notSaid = "—";

async function showFigures(): Promise<void> {
  // The page about the open record shares this script and checks more by itself.
  if (document.getElementById("log-figures") === null) return;
  const [founding, checkpoint] = await Promise.all([ownText("/founding"), ownText("/checkpoint")]);
  if (founding === null || checkpoint === null) return;
  // The check is larger than the page: the way out works before it is here.
  const { readVerifiedHead } = await import("./verified-head.ts");
  const head = readVerifiedHead(founding, checkpoint);
  if (head === null) return;
  for (const mark of head.marks) show(`mark-${mark}`);
  show(`log-is-${head.is}`);
  if (head.is === "refused") return;
  const { lang } = document.documentElement;
  const language = languages[isLanguage(lang) ? lang : "en"];
  fill("log-size", language.number(head.size));
  fill("log-root", head.root);
  fill("log-witnesses", head.witnesses.join(", ") || notSaid);
  fill("log-time", head.at === null ? notSaid : language.moment(head.at));
  show("log-figures");
}

function show(id: string): void {
  document.getElementById(id)?.removeAttribute("hidden");
}

function fill(id: string, text: string): void {
  const place = document.getElementById(id);
  if (place !== null) place.textContent = text;
}

// Leaving replaces the page, so that "back" does not return to it, and so does each way to another of these pages: none stays behind. Without scripts links
// simply lead away.
function followExit(): void {
  const exit = document.querySelector<HTMLAnchorElement>("a.exit");
  const leave = (event: Event) => {
    event.preventDefault();
    document.body.replaceChildren();
    if (exit !== null) location.replace(exit.href);
  };
  exit?.addEventListener("click", leave);
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") leave(event);
  });
}

function followLinks(): void {
  addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href]") : null;
    const isElsewhere = link === null || link.origin !== location.origin || link.hasAttribute("download");
    if (isElsewhere || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey)
      return;
    event.preventDefault();
    location.replace(link.href);
  });
}

async function sayWhatItIs(): Promise<void> {
  const marks = readFoundingMarks((await ownText("/founding")) ?? "");
  for (const mark of marks) show(`mark-${mark}`);
}

/** The marks that a founding note gives its country; nothing for a real one and for anything that is no founding note. */
export function readFoundingMarks(note: string): readonly CountryMark[] {
  try {
    const founding = JSON.parse(note.split("\n")[2] ?? "") as Partial<Founding>;
    return marksOf({
      trial: founding.trial === true,
      demonstration: founding.demonstration === true,
      waits: founding.waits ?? noWaitsSaid,
      unwatched: asksForNoWitness(founding.policy ?? ""),
      lyingWitnessesForFork: null,
    });
  } catch {
    return [];
  }
}

// Waits that raise no mark.
const noWaitsSaid = { admission: 1, reader: 1, soloReader: 1, answer: 1, forms: 1 };

if (typeof document !== "undefined") {
  followExit();
  followLinks();
  fill("log-command", `panoh verify --founding founding.note --url ${location.origin}`);
  void showFigures().catch(() => undefined);
  void sayWhatItIs().catch(() => undefined);
}
