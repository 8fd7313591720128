// The figures of the log on the public page, as this host states them. They are shown, not verified: the page says how anyone can.
// Without scripts the page simply has no figures.

import type { CountryMark } from "../../core/country-marks.ts";
import { asksForNoWitness, marksOf } from "../../core/country-marks.ts";
import type { Founding } from "../../core/directory-note.ts";

const notLogged = "—";

interface Figures {
  readonly size: number;
  /** Milliseconds since 1970 of each witness's signature. */
  readonly cosignedAt: readonly number[];
}

/** Reads a checkpoint note (C2SP tlog-checkpoint, tlog-cosignature) for display; null when it is not one. */
export function readFigures(note: string): Figures | null {
  const [, sizeLine = ""] = note.split("\n");
  const size = /^(0|[1-9]\d{0,15})$/.test(sizeLine) ? Number(sizeLine) : null;
  if (size === null) return null;
  const cosignedAt = note.split("\n").flatMap((line) => cosignatureTime(line) ?? []);
  return { size, cosignedAt };
}

// A cosignature is 4 bytes of key id, 8 of time, 64 of signature; the log's own line is shorter.
function cosignatureTime(line: string): number | null {
  const blob = /^— \S+ (\S+)$/.exec(line)?.[1];
  if (blob === undefined) return null;
  let bytes: Uint8Array;
  try {
    bytes = Uint8Array.from(atob(blob), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
  if (bytes.length !== 76) return null;
  const seconds = Number(new DataView(bytes.buffer).getBigUint64(4));
  return Number.isSafeInteger(seconds * 1000) ? seconds * 1000 : null;
}

async function showFigures(): Promise<void> {
  const response = await fetch("/checkpoint");
  const figures = response.ok ? readFigures(await response.text()) : null;
  if (figures === null) return;
  const language = document.documentElement.lang;
  fill("log-size", new Intl.NumberFormat(known(language)).format(figures.size));
  fill("log-witnesses", new Intl.NumberFormat(known(language)).format(figures.cosignedAt.length));
  const median = figures.cosignedAt.toSorted((a, b) => a - b)[Math.floor((figures.cosignedAt.length - 1) / 2)];
  const time =
    median === undefined
      ? notLogged
      : new Intl.DateTimeFormat(known(language), { dateStyle: "long", timeStyle: "short" }).format(median);
  fill("log-time", time);
  document.getElementById("log-figures")?.removeAttribute("hidden");
}

// Browsers know no Tajik and write Uzbek dates as "2026 M03 5": Russian dates are read there.
function known(language: string): string {
  return language === "tg" || language === "uz" ? "ru" : language === "en" ? "en-GB" : language;
}

function fill(id: string, text: string): void {
  const place = document.getElementById(id);
  if (place !== null) place.textContent = text;
}

// Leaving replaces the page, so that "back" does not return to it. Without scripts the link simply leads away.
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

async function sayWhatItIs(): Promise<void> {
  const response = await fetch("/founding");
  const marks = response.ok ? readFoundingMarks(await response.text()) : [];
  for (const mark of marks) document.getElementById(`mark-${mark}`)?.removeAttribute("hidden");
}

/** What a founding note says that its country is; nothing for a real one and for anything that is no founding note. */
export function readFoundingMarks(note: string): readonly CountryMark[] {
  try {
    const said = JSON.parse(note.split("\n")[2] ?? "") as Partial<Founding>;
    return marksOf({
      trial: said.trial === true,
      demonstration: said.demonstration === true,
      waits: said.waits ?? noWaitsSaid,
      unwatched: asksForNoWitness(said.policy ?? ""),
      lyingWitnessesForFork: null,
    });
  } catch {
    return [];
  }
}

// Waits that raise no mark.
const noWaitsSaid = { admission: 1, reader: 1, soloReader: 1, answer: 1 };

if (typeof document !== "undefined") {
  followExit();
  fill("log-command", `panoh verify --founding FILE --url ${location.origin}`);
  void showFigures().catch(() => undefined);
  void sayWhatItIs().catch(() => undefined);
}
