// The lines of many cases as they rest together. Only what the list shows and sorts by is here, in as few bytes as it takes: ten thousand lines are decrypted and read
// while somebody waits. In a page are a head of JSON, which has each word once, the ids of all lines as they are, the times, and the lines as small numbers that name
// the words by their place. Only for what this program wrote; what another version wrote is no page.
import { decodeHex, encodeHex } from "../../crypto/hex.ts";
import { decodeUtf8, encodeUtf8 } from "../../crypto/utf8.ts";
import type { DueTask, InboxItem } from "../views.ts";
import type { CaseLine, Involved, KeptLine } from "./case-line.ts";

/** A line as it is kept: under the name of its case, with the tag that the roster must have. */
export interface PageLine {
  readonly name: string;
  readonly tag: string;
  readonly kept: KeptLine;
}

/** The first byte of a page; to be raised whenever one is written otherwise. A page of before began with a bracket. */
const format = 2;

/** Behind the format stands how long this is. */
interface Head {
  readonly people: readonly Involved[];
  readonly words: readonly string[];
  /** Tasks without their days. */
  readonly shapes: readonly Omit<DueTask, "due" | "on">[];
  readonly count: number;
  /** Of the few lines of which it is neither none nor the case itself. */
  readonly referrals: readonly (readonly [line: number, referral: string])[];
  readonly turns: readonly (readonly [line: number, turnAt: number])[];
  /** Of the few lines that speak of other cases. */
  readonly linked: readonly (readonly [line: number, Pick<KeptLine, "linking" | "links">])[];
}

const headAt = 5;
/** In hexadecimal digits. */
const nameLength = 32;
const tagLength = 16;
const caseLength = 64;
const idsLength = nameLength + tagLength + caseLength;
const timeBytes = 8;

/** What is true of a line, added up. */
const is = { inDanger: 1, unlogged: 2, screened: 4, child: 8, ownReferral: 16 } as const;

/** Values that stand once, each by its place. */
class Places {
  readonly #places = new Map<string, number>();

  of(text: string): number {
    const place = this.#places.get(text) ?? this.#places.size;
    this.#places.set(text, place);
    return place;
  }

  get all(): string[] {
    return [...this.#places.keys()];
  }
}

export function packLines(lines: readonly PageLine[]): Uint8Array {
  const [people, words, shapes] = [new Places(), new Places(), new Places()];
  // Nought is none.
  const maybe = (text: string | null) => (text === null ? 0 : words.of(text) + 1);
  const rows = lines.flatMap(({ kept }) => {
    const { item, risk, worker, lastWord, first, days } = kept.line;
    return [
      people.of(JSON.stringify(kept.involved)),
      words.of(kept.by),
      words.of(kept.from),
      words.of(kept.until),
      maybe(item.danger),
      words.of(item.state),
      maybe(item.sentBy),
      maybe(risk?.level ?? null),
      maybe(risk?.on ?? null),
      maybe(worker),
      maybe(lastWord),
      (item.inDanger ? is.inDanger : 0) +
        (item.unlogged ? is.unlogged : 0) +
        (item.treatAsChild === null ? 0 : is.screened) +
        (item.treatAsChild === true ? is.child : 0) +
        (item.referral === kept.case ? is.ownReferral : 0),
      first.length,
      ...first.flatMap(({ due, on, ...shape }) => [shapes.of(JSON.stringify(shape)), words.of(due), maybe(on ?? null)]),
      days.length,
      ...days.map((day) => words.of(day)),
    ];
  });
  const head: Head = {
    people: people.all.map((each) => JSON.parse(each)),
    words: words.all,
    shapes: shapes.all.map((each) => JSON.parse(each)),
    count: lines.length,
    referrals: lines.flatMap(({ kept }, line) => {
      const { referral } = kept.line.item;
      return referral === null || referral === kept.case ? [] : [[line, referral] as const];
    }),
    turns: lines.flatMap(({ kept }, line) => {
      const { turnAt } = kept.line.item;
      return turnAt === null ? [] : [[line, turnAt] as const];
    }),
    linked: lines.flatMap(({ kept: { linking, links } }, line) =>
      linking.length + links.length === 0 ? [] : [[line, { linking, links }] as const],
    ),
  };
  const parts = [
    encodeUtf8(JSON.stringify(head)),
    decodeHex(lines.map(({ name, tag, kept }) => name + tag + kept.case).join("")) ?? new Uint8Array(0),
    timesOf(lines),
    Uint8Array.from(rows.flatMap(inBytes)),
  ];
  const page = new Uint8Array(headAt + parts.reduce((sum, { length }) => sum + length, 0));
  page[0] = format;
  new DataView(page.buffer).setUint32(1, parts[0]?.length ?? 0);
  let at = headAt;
  for (const part of parts) {
    page.set(part, at);
    at += part.length;
  }
  return page;
}

function timesOf(lines: readonly PageLine[]): Uint8Array {
  const times = new DataView(new ArrayBuffer(timeBytes * lines.length));
  for (const [line, { kept }] of lines.entries()) times.setFloat64(timeBytes * line, kept.line.item.since);
  return new Uint8Array(times.buffer);
}

/** A number in as many bytes as it takes, seven bits in each; all but the last have the eighth. */
function inBytes(value: number): readonly number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...inBytes(Math.floor(value / 128))];
}

/** The lines of such a page; null where another version wrote it. */
export function unpackLines(page: Uint8Array): readonly PageLine[] | null {
  if (page[0] !== format) return null;
  const view = new DataView(page.buffer, page.byteOffset, page.length);
  const idsAt = headAt + view.getUint32(1);
  const head = JSON.parse(decodeUtf8(page.subarray(headAt, idsAt)) ?? "") as Head;
  const { people, words, shapes, count } = head;
  const timesAt = idsAt + (idsLength / 2) * count;
  const ids = encodeHex(page.subarray(idsAt, timesAt));
  const [linked, turns, referrals] = [new Map(head.linked), new Map(head.turns), new Map(head.referrals)];
  let at = timesAt + timeBytes * count;
  const next = () => {
    let value = page[at++] ?? 0;
    if (value < 128) return value;
    value -= 128;
    for (let scale = 128; ; scale *= 128) {
      const byte = page[at++] ?? 0;
      if (byte < 128) return value + byte * scale;
      value += (byte - 128) * scale;
    }
  };
  const word = <T extends string>() => words[next()] as T;
  const maybe = <T extends string>() => (words[next() - 1] ?? null) as T | null;
  const many = <T>(one: () => T): readonly T[] => {
    const all: T[] = [];
    for (let left = next(); left > 0; left--) all.push(one());
    return all;
  };
  // Of one shape, so that what compares ten thousand of them is fast.
  const task = (): DueTask => {
    const { form, rule, does, kind, at, where } = shapes[next()] as DueTask;
    const of = { form, rule, does, due: word(), kind };
    const on = maybe();
    const more = { ...(at !== undefined && { at }), ...(where !== undefined && { where }) };
    return on === null ? of : { ...of, on, ...more };
  };
  const lineOf = (caseId: string, place: number): CaseLine => {
    const danger = maybe<NonNullable<InboxItem["danger"]>>();
    const state = word();
    const sentBy = maybe();
    const level = maybe<NonNullable<CaseLine["risk"]>["level"]>();
    const on = maybe();
    const worker = maybe();
    const lastWord = maybe();
    const truths = next();
    const item: InboxItem = {
      caseId,
      danger,
      inDanger: (truths & is.inDanger) > 0,
      treatAsChild: (truths & is.screened) === 0 ? null : (truths & is.child) > 0,
      referral: (truths & is.ownReferral) > 0 ? caseId : (referrals.get(place) ?? null),
      state,
      turnAt: turns.get(place) ?? null,
      since: view.getFloat64(timesAt + timeBytes * place),
      sentBy,
      unlogged: (truths & is.unlogged) > 0,
    };
    const risk = level === null || on === null ? null : { level, on };
    return { item, risk, worker, lastWord, first: many(task), days: many(word) };
  };
  const lines: PageLine[] = [];
  for (let place = 0; place < count; place++) {
    const nameAt = idsLength * place;
    const tagAt = nameAt + nameLength;
    const caseAt = tagAt + tagLength;
    const caseId = ids.slice(caseAt, caseAt + caseLength);
    const involved = people[next()] as Involved;
    const by = word();
    const from = word();
    const until = word();
    const line = lineOf(caseId, place);
    const { linking, links } = linked.get(place) ?? noLinks;
    const kept: KeptLine = { case: caseId, involved, by, from, until, line, linking, links };
    lines.push({ name: ids.slice(nameAt, tagAt), tag: ids.slice(tagAt, caseAt), kept });
  }
  return lines;
}

const noLinks: Pick<KeptLine, "linking" | "links"> = { linking: [], links: [] };
