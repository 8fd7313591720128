// The lines of many cases as they rest together. Only what the list shows and sorts by is here, as rows without names of fields, and words that come again stand
// once: ten thousand are read so while somebody waits. Only for what this program wrote; what another version wrote is no page.
import type { DueTask, InboxItem } from "../views.ts";
import type { CaseLine, Involved, KeptLine } from "./case-line.ts";

/** A line as it is kept: under the name of its case, with the tag that the roster must have. */
export interface PageLine {
  readonly name: string;
  readonly tag: string;
  readonly kept: KeptLine;
}

/** To be raised whenever a page is written otherwise. */
const format = "lines/1";

/** A text by its place among the words. */
type Word = number;

type Line = readonly [
  name: string,
  tag: string,
  caseId: string,
  involved: number,
  by: Word,
  from: Word,
  until: Word,
  item: readonly [
    danger: Word | null,
    inDanger: boolean,
    treatAsChild: boolean | null,
    referral: string | null,
    state: Word,
    turnAt: number | null,
    since: number,
    sentBy: Word | null,
    unlogged: boolean,
  ],
  risk: readonly [level: Word, on: Word] | null,
  worker: Word | null,
  lastWord: Word | null,
  first: readonly (readonly [shape: number, due: Word, on: Word | null])[],
  days: readonly Word[],
];

interface Page {
  readonly format: string;
  readonly people: readonly Involved[];
  readonly words: readonly string[];
  /** Tasks without their days. */
  readonly shapes: readonly Omit<DueTask, "due" | "on">[];
  readonly lines: readonly Line[];
  /** Of the few lines that speak of other cases. */
  readonly linked: readonly (readonly [line: number, Pick<KeptLine, "linking" | "links">])[];
}

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

export function packLines(lines: readonly PageLine[]): string {
  const [people, words, shapes] = [new Places(), new Places(), new Places()];
  const maybe = (text: string | null) => (text === null ? null : words.of(text));
  const page: Page = {
    format,
    lines: lines.map(({ name, tag, kept }): Line => {
      const { item, risk, worker, lastWord, first, days } = kept.line;
      return [
        name,
        tag,
        kept.case,
        people.of(JSON.stringify(kept.involved)),
        words.of(kept.by),
        words.of(kept.from),
        words.of(kept.until),
        [
          maybe(item.danger),
          item.inDanger,
          item.treatAsChild,
          item.referral === kept.case ? "" : item.referral,
          words.of(item.state),
          item.turnAt,
          item.since,
          maybe(item.sentBy),
          item.unlogged,
        ],
        risk === null ? null : [words.of(risk.level), words.of(risk.on)],
        maybe(worker),
        maybe(lastWord),
        first.map(({ due, on, ...shape }) => [shapes.of(JSON.stringify(shape)), words.of(due), maybe(on ?? null)]),
        days.map((day) => words.of(day)),
      ];
    }),
    linked: lines.flatMap(({ kept: { linking, links } }, line) =>
      linking.length + links.length === 0 ? [] : [[line, { linking, links }] as const],
    ),
    // These are known once the lines are made.
    people: people.all.map((each) => JSON.parse(each)),
    words: words.all,
    shapes: shapes.all.map((each) => JSON.parse(each)),
  };
  return JSON.stringify(page);
}

/** The lines of such a page; null where another version wrote it. */
export function unpackLines(text: string): readonly PageLine[] | null {
  const page = JSON.parse(text) as Page;
  if (page.format !== format) return null;
  const { people, words, shapes, lines } = page;
  const linked = new Map(page.linked);
  const word = <T extends string>(place: Word) => words[place] as T;
  const maybe = <T extends string>(place: Word | null) => (place === null ? null : word<T>(place));
  return lines.map(([name, tag, caseId, who, by, from, until, item, risk, worker, lastWord, first, days], at) => {
    const [danger, inDanger, treatAsChild, referral, state, turnAt, since, sentBy, unlogged] = item;
    const { linking, links } = linked.get(at) ?? noLinks;
    const line: CaseLine = {
      item: {
        caseId,
        danger: maybe<NonNullable<InboxItem["danger"]>>(danger),
        inDanger,
        treatAsChild,
        referral: referral === "" ? caseId : referral,
        state: word(state),
        turnAt,
        since,
        sentBy: maybe(sentBy),
        unlogged,
      },
      risk: risk === null ? null : { level: word(risk[0]), on: word(risk[1]) },
      worker: maybe(worker),
      lastWord: maybe(lastWord),
      // Of one shape, so that what compares ten thousand of them is fast.
      first: first.map(([shape, due, on]) => {
        const { form, rule, does, kind } = shapes[shape] as DueTask;
        const task = { form, rule, does, due: word(due), kind };
        return on === null ? task : { ...task, on: word(on) };
      }),
      days: days.map((day) => word(day)),
    };
    const kept: KeptLine = {
      case: caseId,
      involved: people[who] as Involved,
      by: word(by),
      from: word(from),
      until: word(until),
      line,
      linking,
      links,
    };
    return { name, tag, kept };
  });
}

const noLinks: Pick<KeptLine, "linking" | "links"> = { linking: [], links: [] };
