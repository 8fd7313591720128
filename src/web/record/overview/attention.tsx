// The parts of the record that need somebody (RC20): imports that nobody vouched for, imports that are not whole, rows that do not count, keys that nobody entered,
// judgements whose rows have changed; and what is due: measures, sources without rows, missing judgements. Each with its reason and the way to where it is mended.

import type { ComponentChild, JSX } from "preact";
import { dayAt } from "../../../core/moment.ts";
import { hashOfText } from "../../../member/record/record-keeper.ts";
import type { RecordBook } from "../../../record/book.ts";
import { unsignedImports } from "../../../record/sign-off.ts";
import { refId, type Statement } from "../../../record/statement.ts";
import type { Due } from "../../../reports/due.ts";
import { languages } from "../../../words/languages.ts";
import { Exact } from "../../components/exact.tsx";
import type { Engine } from "../../engine.ts";
import { loadPart } from "../../load-part.ts";
import type { RecordPage } from "../../record-page.ts";
import { exactMoment, listOf } from "../../text/moments.ts";
import { nameOfOrganisation } from "../../text/organisation-name.ts";
import { apart, formatNumber, t } from "../../text/translate.ts";
import { useLoaded } from "../../use-loaded.ts";
import { useKept } from "../kept.ts";
import { goRecord, type PageProps } from "../page-frame.tsx";
import { staleJudgements } from "../record-numbers.ts";
import { refusalText } from "../refusal-words.ts";
import { codeWord, commaList, dateWords, fieldName, registerName, rowWords } from "../words.ts";

/** One thing that needs somebody, on a line with what explains it; `to` is the page on which it is mended. */
interface Row {
  readonly id: string;
  readonly words: string;
  readonly more: ComponentChild;
  readonly to?: RecordPage;
}

/** One kind of trouble, which the sentences of the same name explain. */
interface Trouble {
  readonly name: "sign" | "incomplete" | "refused" | "unknown" | "stale" | "overdue" | "judgements" | "sources";
  readonly n: number;
  /** The words after the number. */
  readonly line: string;
  readonly rows: readonly Row[];
}

const shownAtOnce = 50;

/** The part of the first page about all that needs somebody; none until it is known that nothing does. What is due is found after the page is drawn, by code that loads then. */
export function Attention(props: PageProps): JSX.Element | null {
  const {
    engine,
    book,
    self: { organisation },
  } = props;
  const due = useLoaded(async () => {
    const { dueIn } = await loadPart(() => import("../../../reports/due.ts"));
    return dueIn(book.all, { today: dayAt(engine.now()), organisation, hash: hashOfText });
  }, [engine, book, organisation]);
  const troubles = troublesOf(props, due).filter(({ n }) => n > 0);
  const editions = due?.editions ?? [];
  const isNone = troubles.length + editions.length === 0;
  if (isNone && due === null) return null;
  return (
    <section aria-labelledby="attention-title">
      <h2 id="attention-title">{t("record.overview.attention")}</h2>
      {isNone && <p class="empty">{t("record.attention.none")}</p>}
      <ul class="attention">
        {troubles.map((trouble) => (
          <li key={trouble.name}>
            <OneKind {...trouble} />
          </li>
        ))}
        {editions.map(({ name: { year, kind, language }, isPublished, stale: n }) => (
          <li key={`${year} ${kind} ${language} ${isPublished}`}>
            <button
              type="button"
              class="row attention-row"
              onClick={() => goRecord({ at: "edition", year, kind, language })}
            >
              <strong>{formatNumber(n)}</strong>
              <span>
                {t("record.attention.edition", {
                  ...{ n, published: isPublished, year: dateWords(String(year)) },
                  language: languages[language].name,
                })}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** How many, and on demand each. Back from one that was mended, it is open as it was left. */
function OneKind({ name, n, line, rows }: Trouble): JSX.Element {
  const [isOpen, setOpen] = useKept(`attention ${name}`, () => false);
  return (
    <details open={isOpen} onToggle={({ currentTarget: { open } }) => setOpen(open)}>
      <summary class="row attention-row">
        <strong>{formatNumber(n)}</strong>
        <span>{line}</span>
      </summary>
      <p class="quiet">{t(`record.attention.${name}-about`)}</p>
      <ul>
        {rows.map((row) => (
          <Line key={row.id} row={row} />
        ))}
      </ul>
    </details>
  );
}

function Line({ row: { words, more, to } }: { readonly row: Row }): JSX.Element {
  const inside = (
    <>
      <strong>{words}</strong>
      <span class="quiet">{more}</span>
    </>
  );
  if (to === undefined) return <li class="row still">{inside}</li>;
  return (
    <li>
      <button type="button" class="row" onClick={() => goRecord(to)}>
        {inside}
      </button>
    </li>
  );
}

/** Imports that nobody vouched for, imports and rows that do not count, keys that nobody entered; and what is due. */
function troublesOf(props: PageProps, due: Due | null): readonly Trouble[] {
  const { engine, book } = props;
  const reasons = new Set(book.refused.map(({ reason }) => refusalText(reason)));
  const refusedLine = t("record.attention.refused", { n: book.refused.length, list: listOf([...reasons]) });
  return [
    unsignedTrouble(props),
    trouble("incomplete", book.incomplete, ({ import: id, register, organisation, here, of }) => ({
      id,
      words: registerName(register),
      more: apart(nameOfOrganisation(engine, organisation), t("record.attention.parts", { n: here.length, of })),
    })),
    trouble("refused", book.refused, refusedRow, refusedLine),
    trouble("unknown", book.flagged, ({ ref, field, key }) => {
      const statement = book.statement(ref);
      if (statement === null) return [];
      return {
        ...ofThing(statement),
        id: `${refId(ref)} ${field} ${key}`,
        words: t("record.attention.unknown-key", { field: fieldName(statement.register, field), key }),
        more: `${registerName(statement.register)}: ${rowWords(statement)}`,
      };
    }),
    trouble("stale", staleJudgements(book), (one) => ({
      ...ofThing(one),
      words: rowWords(one),
      more: dateWords(one.values.year),
    })),
    ...(due === null ? [] : dueTroubles(engine, due)),
  ];
}

function trouble<T>(
  name: Trouble["name"],
  all: readonly T[],
  rowOf: (one: T) => Row | readonly Row[],
  line = t(`record.attention.${name as "stale"}`, { n: all.length }),
): Trouble {
  return { name, n: all.length, line, rows: all.slice(0, shownAtOnce).flatMap(rowOf) };
}

function refusedRow({ note, row, reason }: RecordBook["refused"][number]): Row {
  const which = row === null ? t("record.refused.whole") : t("record.refused.row", { n: row + 1 });
  return {
    id: `${note} ${row}`,
    words: refusalText(reason),
    more: (
      <>
        {which} <Exact>{note.slice(0, 16)}</Exact>
      </>
    ),
  };
}

/** Imports of others may be signed off here; one's own wait for somebody else. */
function unsignedTrouble({ engine, book, self }: PageProps): Trouble {
  const mayVouch = engine.record.mayEnter("signoff");
  const imports = unsignedImports(book).toSorted(
    ({ first: a }, { first: b }) => Number(a.device === self.device) - Number(b.device === self.device),
  );
  const waits = mayVouch ? imports.filter(({ first }) => first.device !== self.device).length : 0;
  const yours = waits === imports.length ? "record.attention.unsigned-yours-all" : "record.attention.unsigned-yours";
  const line = `${t("record.attention.unsigned", { n: imports.length })} ${waits === 0 ? "" : t(yours, { n: waits })}`;
  const rowOf = ({
    first: { import: id, organisation, device, register, at },
    rows,
  }: (typeof imports)[number]): Row => ({
    id: `${organisation} ${id}`,
    words: commaList([registerName(register), t("value.rows", { n: rows.length })]),
    more: apart(
      nameOfOrganisation(engine, organisation),
      exactMoment(Date.parse(at)),
      device === self.device && t("record.sign.own"),
    ),
    ...(mayVouch && device !== self.device ? { to: { at: "sign-off", import: id, organisation } } : {}),
  });
  return trouble("sign", imports, rowOf, line);
}

/** Measures overdue, judgements that are missing, for those who may give them, and sources without rows. */
function dueTroubles(engine: Engine, { measures, judgements, sources }: Due): readonly Trouble[] {
  const missing = (engine.record.mayEnter("judgement") ? judgements : []).flatMap(({ period, questions }) =>
    questions.map((question) => ({ ...period, question })),
  );
  return [
    trouble("overdue", measures, (one) => ({
      ...ofThing(one),
      words: one.values.measure,
      more: apart(one.values.agency, t("record.attention.due", { date: dateWords(one.values.until ?? "") })),
    })),
    trouble("judgements", missing, ({ year, kind, question }) => ({
      id: `${year} ${kind} ${question}`,
      words: codeWord("question", question),
      more: apart(dateWords(String(year)), t(`record.report.${kind}`)),
      to: { at: "enter", register: "judgement" },
    })),
    trouble("sources", sources, (one) => ({
      ...ofThing(one),
      words: one.values.title,
      more: one.values.publisher,
    })),
  ];
}

/** The page of what a row is about. */
function ofThing({ register, key, ref }: Pick<Statement, "register" | "key" | "ref">): Pick<Row, "id" | "to"> {
  return { id: refId(ref), to: { at: "thing", register, key } };
}
