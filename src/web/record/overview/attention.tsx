// The parts of the record that need somebody (RC20): imports that nobody vouched for, imports that are not whole, rows that do not count, keys that nobody entered,
// judgements whose rows have changed; and what is due: measures, sources without rows, missing judgements. Each with its reason and the way to where it is mended.

import type { ComponentChild, JSX } from "preact";
import type { RecordBook } from "../../../record/book.ts";
import { refId, type Statement } from "../../../record/statement.ts";
import type { Due, StaleEdition } from "../../../reports/due.ts";
import { languages } from "../../../words/languages.ts";
import { Exact } from "../../components/exact.tsx";
import { Heading } from "../../components/heading.tsx";
import type { Engine } from "../../engine.ts";
import type { RecordPage } from "../../record-page.ts";
import { exactMoment, listOf } from "../../text/moments.ts";
import { nameOfOrganisation } from "../../text/organisation-name.ts";
import { apart, t } from "../../text/translate.ts";
import { goRecord } from "../go-record.ts";
import { BackLink, type PageProps } from "../page-frame.tsx";
import { countReasons, staleJudgements, unsignedImports } from "../record-numbers.ts";
import { refusalText } from "../refusal-words.ts";
import { codeWord, commaList, dateWords, fieldName, registerName, rowWords } from "../words.ts";
import { useDue } from "./use-due.ts";

/** One thing that needs somebody, on a line with what explains it; `to` is the page on which it is mended. */
interface Row {
  readonly id: string;
  readonly words: string;
  readonly more: ComponentChild;
  readonly to?: RecordPage;
}

/** One kind of trouble, which the sentences of the same name explain. */
interface Trouble {
  readonly name: "sign" | "own" | "incomplete" | "refused" | "unknown" | "stale" | "overdue" | "judgements" | "sources";
  /** How many the first page counts, and in which sentence; 0 for what another kind counts too. */
  readonly n: number;
  readonly line: string;
  readonly rows: () => readonly Row[];
}

/** A line of the first page. */
interface Item extends Pick<Trouble, "n" | "line"> {
  readonly key: string;
  readonly to: RecordPage;
}

const shownAtOnce = 50;

/** One line for each kind of trouble that there is. `due` is null until it is made. */
export function attentionOf(props: PageProps, due: Due | null): readonly Item[] {
  return [
    ...troublesOf(props, due).map(({ name, n, line }): Item => ({ key: name, n, line, to: { at: "attention" } })),
    ...(due?.editions ?? []).map(staleEdition),
  ].filter(({ n }) => n > 0);
}

/** It is mended at the writer's desk. */
function staleEdition({ name, isPublished, stale: n }: StaleEdition): Item {
  const { year, kind, language } = name;
  const values = { n, published: isPublished, year: dateWords(String(year)), language: languages[language].name };
  return {
    key: `edition ${year} ${kind} ${language} ${isPublished}`,
    n,
    line: t("record.attention.edition", values),
    to: { at: "edition", year, kind, language },
  };
}

export function Attention(props: PageProps): JSX.Element {
  const due = useDue(props);
  const parts = troublesOf(props, due).map(({ name, rows }) => ({ name, rows: rows().slice(0, shownAtOnce) }));
  return (
    <>
      <BackLink />
      <Heading>{t("record.overview.attention")}</Heading>
      {due !== null && attentionOf(props, due).length === 0 && <p class="empty">{t("record.attention.none")}</p>}
      {parts
        .filter(({ rows }) => rows.length > 0)
        .map(({ name, rows }) => (
          <section key={name}>
            <h2>{t(`record.attention.${name}-title`)}</h2>
            <p class="quiet">{t(`record.attention.${name}-about`)}</p>
            <ul class="attention">
              {rows.map((row) => (
                <Line key={row.id} row={row} />
              ))}
            </ul>
          </section>
        ))}
    </>
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
  const reasons = countReasons(book.refused.map(({ reason }) => reason)).map(([reason]) => refusalText(reason));
  const refusedLine = t("record.attention.refused", { n: book.refused.length, list: listOf(reasons) });
  return [
    ...unsignedTroubles(props),
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
  return { name, n: all.length, line, rows: () => all.flatMap(rowOf) };
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

/** Imports of others may be signed off here, one's own wait for somebody else. The first page counts them together. */
function unsignedTroubles({ engine, book, self }: PageProps): readonly Trouble[] {
  const mayVouch = engine.record.mayEnter("signoff");
  const imports = unsignedImports(book);
  const others = imports.filter(({ device }) => device !== self.device);
  const waits = mayVouch ? others.length : 0;
  const yours = waits === imports.length ? "record.attention.unsigned-yours-all" : "record.attention.unsigned-yours";
  const rowOf = ({ id, organisation, register, rows, at }: (typeof imports)[number]): Row => ({
    id: `${organisation} ${id}`,
    words: commaList([registerName(register), t("value.rows", { n: rows.length })]),
    more: apart(nameOfOrganisation(engine, organisation), exactMoment(Date.parse(at))),
  });
  const toSign = (each: (typeof imports)[number]): Row => ({
    ...rowOf(each),
    ...(mayVouch ? { to: { at: "sign-off", import: each.id, organisation: each.organisation } } : {}),
  });
  const line = `${t("record.attention.unsigned", { n: imports.length })} ${waits === 0 ? "" : t(yours, { n: waits })}`;
  const own = imports.filter(({ device }) => device === self.device);
  return [
    { ...trouble("sign", others, toSign, line), n: imports.length },
    { ...trouble("own", own, rowOf, ""), n: 0 },
  ];
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
