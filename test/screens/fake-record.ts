// An invented country's record for looking at screens: folded by the real fold from notes that nobody signed. Nothing here is real.

import { lessonsEdition } from "../../src/core/lessons.ts";
import type { RegisterName } from "../../src/core/registers/register-table.ts";
import type { RecordBatch, RecordNote, Row } from "../../src/core/registers/row.ts";
import { encodeHex } from "../../src/crypto/hex.ts";
import { sha256 } from "../../src/crypto/sha256.ts";
import { encodeUtf8 } from "../../src/crypto/utf8.ts";
import type { RecordBook } from "../../src/record/book.ts";
import { foldRecord } from "../../src/record/fold.ts";
import type { LessonCount, LessonCountEntered } from "../../src/record/lesson-count.ts";
import { besideEntered } from "../../src/record/lesson-count.ts";
import { signOffText } from "../../src/record/sign-off.ts";
import { country, organisation } from "./fake-country.ts";

export const secretariat = organisation(8, "secretariat", "Secretariat of the Teapots", "Котиботи Чойникҳо");
export const prosecutor = organisation(9, "prosecutor", "Prosecutor of the Round Table", "Прокурори Мизи Мудаввар");
export const ombudsman = organisation(0, "ombudsman", "Ombudsman for Cups", "Ваколатдор оид ба Пиёлаҳо");
export const institute = organisation(10, "training-institute", "Institute of Napkins", "Муассисаи Дастмолҳо");

export const keepers = [secretariat, prosecutor, ombudsman, institute];

/** Devices: the first of an organisation enters, the second vouches. */
export const digitOf = ({ id }: { readonly id: string }) => Number.parseInt(id.slice(-1), 16);
export const deviceOf = (n: number, which: 1 | 2) => `${String(n).padStart(31, "0")}${which}`;
const devices = new Map(
  keepers.flatMap((owner) => ([1, 2] as const).map((which) => [deviceOf(digitOf(owner), which), owner] as const)),
);

// What the fold asks of a directory, and no more.
const directory = {
  device: (id: string) => (devices.has(id) ? { id, organisation: devices.get(id)?.id } : null),
  times: [],
  isActiveDevice: (id: string) => devices.has(id),
  isActiveOrganisation: () => true,
  organisation: (id: string) => keepers.find((each) => each.id === id) ?? null,
  organisations: () => keepers,
} as unknown as Parameters<typeof foldRecord>[1];

export const hashOfText = (text: string): string => encodeHex(sha256(encodeUtf8(text)));

export class FakeRecord {
  readonly #notes: RecordNote[] = [];
  readonly #reads: (register: RegisterName) => boolean;
  #count = 0;

  constructor(reads: (register: RegisterName) => boolean) {
    this.#reads = reads;
  }

  /** Enters rows as one note; gives the import's id. */
  enter(
    device: string,
    register: RegisterName,
    rows: readonly Row[],
    change: Partial<RecordBatch> & { readonly leaf?: null } = {},
  ): string {
    const n = ++this.#count;
    const { leaf, ...batch } = change;
    const importId = `1a0b0000-0000-4000-8000-${String(n).padStart(12, "0")}`;
    this.#notes.push({
      id: hashOfText(`note ${n}`),
      leaf: leaf === null ? null : 100 + n,
      device,
      at: new Date(Date.parse("2026-02-01T09:00:00Z") + n * 3_600_000).toISOString().replace(".000", ""),
      sealed: register === "proceeding" || register === "request",
      to: [ombudsman.id],
      batch: { register, import: importId, part: 1, of: 1, rows, ...batch } as unknown as RecordBatch,
    });
    return importId;
  }

  /** The first import of a register. */
  importOf(register: RegisterName): string {
    return this.#notes.find(({ batch }) => batch.register === register)?.batch.import ?? "";
  }

  signOff(device: string, importId: string, office: string): void {
    const notes = hashOfText(
      signOffText(this.#notes.filter(({ batch }) => batch.import === importId).map(({ id }) => id)),
    );
    this.enter(device, "signoff", [row(importId, "own", { import: importId, notes, office })]);
  }

  get book(): RecordBook {
    const seen = this.#notes.filter(({ batch }) => this.#reads(batch.register));
    return foldRecord(seen, directory, 1200, hashOfText);
  }

  get countryRecord() {
    const { book } = this;
    return {
      origin: country.origin,
      trial: true,
      country: country.country,
      title: country.title,
      log: { size: 1230, root: "q83vq83vq83vq83vq83vq83vq83vq83vq83vq83vq80=" },
      statements: book.all,
      organisationNames: new Map(keepers.map(({ id, name }) => [id, name])),
      mustHold: () => false,
      holds: "some" as const,
      book,
    };
  }
}

/** How many devices did lessons, beside what is entered of it in a record. */
export function lessonsBeside(book: RecordBook): readonly LessonCountEntered[] {
  const count = (month: string, profession: LessonCount["profession"], participants: number): LessonCount => ({
    edition: lessonsEdition,
    month,
    profession,
    countedBy: institute.id,
    participants,
  });
  const counts = [
    count("2026-01", "border-guard", 7),
    count("2026-01", "consul", 1),
    count("2026-02", "border-guard", 2),
  ];
  return besideEntered(counts, book);
}

export function row(key: string, source: string, values: Readonly<Record<string, unknown>>): Row {
  return { key, source, values } as unknown as Row;
}

/** A record with some of everything: two sources that differ, trouble of each kind, `many` trainings. */
export function filledRecord(reads: (register: RegisterName) => boolean, many: number): FakeRecord {
  const record = new FakeRecord(reads);
  const [office, second, justice, review] = [deviceOf(8, 1), deviceOf(8, 2), deviceOf(9, 1), deviceOf(0, 1)];
  const sources = record.enter(office, "source", [
    row("saucers-2004", "own", {
      title: "Saucers of the World 2004",
      publisher: "Institute of Saucers",
      kind: "report",
      checked: "verified",
      published: "2004-06",
      from: "2003-04",
      until: "2004-03",
    }),
    row("table-2004", "own", {
      title: "Statistics of the Round Table",
      publisher: "Office of Numbers",
      kind: "official-statistics",
      checked: "verified",
      published: "2004",
      from: "2003",
      until: "2003",
    }),
  ]);
  record.signOff(second, sources, "Deputy head of the secretariat");
  record.enter(office, "law", [
    row("cup-code-130", "own", {
      act: "Code of Cups",
      article: "130",
      subject: "trafficking",
      stage: "in-force",
      on: "2003-08",
      minimum_months: 60,
      maximum_months: 180,
      confiscation: true,
    }),
  ]);
  record.enter(office, "figure", [
    row("2003-prosecutions", "saucers-2004", { fact: "prosecutions", from: "2003", value: 2, unit: "cases" }),
    row("2002-prosecutions", "saucers-2004", { fact: "prosecutions", from: "2002", value: 4, unit: "cases" }),
    row("2003-convictions", "saucers-2004", { fact: "convictions", from: "2003", value: 1, unit: "persons" }),
    row("2003-victims", "saucers-2004", { fact: "victims-identified", from: "2003", value: "not-reported" }),
  ]);
  record.enter(office, "figure", [
    row("2003-prosecutions", "table-2004", {
      fact: "prosecutions",
      from: "2003",
      value: 3,
      unit: "cases",
      remark: "With one of the year before.",
    }),
  ]);
  record.enter(office, "figure", [
    row("2003-prosecutions", "table-2004", { fact: "prosecutions", from: "2003", value: 5, unit: "cases" }),
  ]);
  record.enter(office, "finding", [
    row("2003-corruption", "saucers-2004", { topic: "corruption", answer: "endemic", from: "2003" }),
    row("2003-plan", "saucers-2004", { topic: "national-plan", answer: "none", from: "2003" }),
    row("2003-referral", "saucers-2004", {
      topic: "referral-system",
      answer: "none",
      from: "2003",
      reason: "lack-of-resources",
    }),
    row("2003-training", "lost-report", { topic: "law-enforcement-training", answer: "lacking", from: "2003" }),
  ]);
  record.enter(office, "route", [
    row("2003-route", "saucers-2004", {
      role: "source",
      persons: ["men", "women", "children"],
      forms: ["sexual", "labour"],
      countries: ["RU"],
      regions: ["gulf-states"],
      from: "2003",
    }),
  ]);
  record.enter(office, "plan", [
    row("plan-1", "own", {
      title: "Plan of the Clean Cups",
      stage: "in-force",
      on: "2024-01-01",
      from: "2024",
      until: "2026",
    }),
  ]);
  record.enter(office, "measure", [
    row("plan-1-1", "own", {
      plan: "plan-1",
      objective: "Every cup is counted",
      measure: "Buy a shelf for the hotline",
      agency: "Ministry of Shelves",
      until: "2025-06-30",
    }),
    row("plan-1-2", "own", {
      plan: "plan-1",
      objective: "Every cup is counted",
      measure: "Train the pourers",
      agency: "Ministry of Tea",
      until: "2027",
    }),
  ]);
  record.enter(justice, "proceeding", [
    row("case-7-1", "own", { case: "Kettle 7", event: "investigation", on: "2003-02", group: true, form: "sexual" }),
    row("case-7-2", "own", {
      case: "Kettle 7",
      event: "prosecution",
      on: "2003-05-11",
      suspect: "A",
      articles: ["cup-code-130"],
    }),
    row("case-7-3", "own", {
      case: "Kettle 7",
      event: "verdict",
      on: "2003-11-30",
      suspect: "A",
      verdict: "convicted",
      prison_months: 168,
    }),
  ]);
  record.enter(review, "judgement", [
    row("2003-efforts", "own", {
      question: "significant-efforts",
      answer: true,
      year: "2003",
      office: "Ombudsman for Cups",
      reasons: "A law was adopted and a committee was formed.",
    }),
    row("2003-full", "own", {
      question: "complies-fully",
      answer: false,
      year: "2003",
      office: "Ombudsman for Cups",
      reasons: "There is no system of referral.",
    }),
  ]);
  record.enter(
    office,
    "training",
    [row("training-half", "own", { on: "2025", topic: "law", profession: "judge", participants: 4 })],
    { part: 1, of: 2 },
  );
  record.enter(office, "proceeding", [row("wrong", "own", { case: "x", event: "trial", on: "2003" })]);
  const trainings = Array.from({ length: many }, (_, i) =>
    row(`training-${i + 1}`, "own", {
      on: `20${String(10 + (i % 15))}-0${(i % 9) + 1}`,
      topic: (["recognition", "investigation", "victim-care"] as const)[i % 3],
      profession: (["police", "judge", "consul"] as const)[i % 3],
      participants: i % 7 === 3 ? "not-reported" : 12 + i,
      trainer: "School of Pouring",
    }),
  );
  for (let i = 0; i < trainings.length; i += 100) record.enter(office, "training", trainings.slice(i, i + 100));
  return record;
}
