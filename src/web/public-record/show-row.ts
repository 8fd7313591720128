// One row of the record on the page: what it says, and under it in one quiet line where it comes from. Source, author, sign-off and note are
// never left out.

import type { RegisterName } from "../../core/registers/register-table.ts";
import { fieldWord } from "../../words/code-words.ts";
import type { Words } from "../../words/words.ts";
import { type Child, definitionList, element, entered, onDemand } from "./elements.ts";
import type { ShownRow, Trace } from "./public-view.ts";
import { valueWord } from "./shown-words.ts";

/** How many characters of a note's id stand in the line; the whole id is on demand. */
const shortId = 12;

/** The values of a row under the names of their fields; `not` are shown elsewhere. */
function fieldsOf<R extends RegisterName>(
  words: Words,
  register: R,
  row: ShownRow<R>,
  not: readonly string[] = [],
): readonly (readonly [string, Child])[] {
  return Object.entries(row.values)
    .filter(([field]) => !not.includes(field))
    .map(([field, value]) => {
      const text = valueWord(words, register, field, value, row.values);
      // The parts of a list have their directions already, and stand in the order of the page's language.
      return [fieldWord(words, register, field), Array.isArray(value) ? text : entered(text)];
    });
}

/** The heading of a row, whose parts have their own directions, and the fields that it shows. */
interface RowHeading {
  readonly text: string;
  readonly fields: readonly string[];
  readonly level: "h3" | "h4";
}

export function rowCard<R extends RegisterName>(
  words: Words,
  register: R,
  row: ShownRow<R>,
  { text, fields, level }: RowHeading,
): HTMLElement {
  return element(
    "article",
    {},
    element(level, level === "h3" ? { class: "small" } : {}, text),
    definitionList(fieldsOf(words, register, row, fields)),
    traceLine(words, row.trace),
    historyOf(words, register, row),
  );
}

/** Source, who entered it, who signed it off, and the note. */
export function traceLine(words: Words, trace: Trace): HTMLElement {
  const { source } = trace;
  const from =
    source.key === "own"
      ? words.message("shown.trace.own")
      : [source.title ?? source.key, source.publisher].filter((part) => part !== null).join(", ");
  const signed =
    trace.signedOff.length === 0
      ? words.message("shown.trace.unsigned")
      : trace.signedOff
          .map(({ office, organisation }) =>
            words.message("shown.trace.signed", { office, name: words.language.pick(organisation) }),
          )
          .join("; ");
  const by = words.message("shown.trace.entered", {
    name: words.language.pick(trace.organisation),
    day: words.language.day(Date.parse(trace.at)),
  });
  const note = words.message("shown.trace.note", { id: `${trace.note.slice(0, shortId)}…` });
  return element(
    "div",
    { class: "trace" },
    element("p", {}, words.language.apart([words.message("shown.trace.source", { source: from }), by, signed])),
    onDemand(
      trace.leaf === null
        ? note
        : words.language.apart([note, words.message("shown.trace.leaf", { leaf: trace.leaf })]),
      element("code", { dir: "ltr" }, trace.note),
    ),
  );
}

/** Earlier versions on demand; null when there is none. */
export function historyOf<R extends RegisterName>(words: Words, register: R, row: ShownRow<R>): HTMLElement | null {
  if (row.history.length === 0) return null;
  const versions = row.history.map(({ at, note, values }) => {
    const said =
      values === null
        ? words.message("shown.history.withdrawn")
        : words.language.apart(
            Object.entries(values).map(
              ([field, value]) =>
                `${fieldWord(words, register, field)}: ${valueWord(words, register, field, value, values)}`,
            ),
          );
    const id = words.message("shown.trace.note", { id: `${note.slice(0, shortId)}…` });
    return element("li", {}, `${words.language.day(Date.parse(at))}: ${words.language.apart([said, id])}`);
  });
  return onDemand(words.message("shown.history", { n: row.history.length }), element("ul", {}, ...versions));
}
