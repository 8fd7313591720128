// The parts of the record that need somebody (RC20): imports that nobody vouched for, imports that are not whole, rows that do not count, keys that nobody entered,
// judgements whose rows have changed; and what is due: measures, sources without rows, missing judgements. Each with its reason and the way to where it is mended.

import type { ComponentChild, JSX } from "preact";
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

interface Item {
  readonly key: string;
  readonly n: number;
  readonly words: string;
  readonly to: RecordPage;
}

const shownAtOnce = 50;

/** One line for each kind of trouble that there is. `due` is null until it is made. */
export function attentionOf({ engine, book, self }: PageProps, due: Due | null): readonly Item[] {
  const imports = unsignedImports(book);
  const ours = imports.filter(({ device }) => device !== self.device).length;
  const stale = staleJudgements(book).length;
  const reasons = countReasons(book.refused.map(({ reason }) => reason)).map(([reason]) => refusalText(reason));
  const waits = engine.record.mayEnter("signoff") ? ours : 0;
  const lines: readonly Omit<Item, "to">[] = [
    {
      key: "unsigned",
      n: imports.length,
      words: `${t("record.attention.unsigned", { n: imports.length })} ${waits === 0 ? "" : t(waits === imports.length ? "record.attention.unsigned-yours-all" : "record.attention.unsigned-yours", { n: waits })}`,
    },
    {
      key: "incomplete",
      n: book.incomplete.length,
      words: t("record.attention.incomplete", { n: book.incomplete.length }),
    },
    {
      key: "refused",
      n: book.refused.length,
      words: t("record.attention.refused", { n: book.refused.length, list: listOf(reasons) }),
    },
    { key: "unknown", n: book.flagged.length, words: t("record.attention.unknown", { n: book.flagged.length }) },
    { key: "stale", n: stale, words: t("record.attention.stale", { n: stale }) },
    ...(due === null ? [] : dueLines(engine, due)),
  ];
  const items = [
    ...lines.map((line): Item => ({ ...line, to: { at: "attention" } })),
    ...(due?.editions ?? []).map(staleEdition),
  ];
  return items.filter(({ n }) => n > 0);
}

function dueLines(engine: Engine, { measures, sources, judgements }: Due): readonly Omit<Item, "to">[] {
  const overdue = measures.length;
  const missing = engine.record.mayEnter("judgement")
    ? judgements.reduce((sum, { questions }) => sum + questions.length, 0)
    : 0;
  return [
    { key: "overdue", n: overdue, words: t("record.attention.overdue", { n: overdue }) },
    { key: "judgements", n: missing, words: t("record.attention.judgements", { n: missing }) },
    { key: "sources", n: sources.length, words: t("record.attention.sources", { n: sources.length }) },
  ];
}

/** It is mended at the writer's desk. */
function staleEdition({ name, isPublished, stale: n }: StaleEdition): Item {
  const { year, kind, language } = name;
  const values = { n, published: isPublished, year: dateWords(String(year)), language: languages[language].name };
  return {
    key: `edition ${year} ${kind} ${language} ${isPublished}`,
    n,
    words: t("record.attention.edition", values),
    to: { at: "edition", year, kind, language },
  };
}

/** One thing that needs somebody, on a line with what explains it; `to` is the page on which it is mended. */
interface Row {
  readonly id: string;
  readonly words: string;
  readonly more: ComponentChild;
  readonly to?: RecordPage;
}

/** Rows of one kind of trouble, which the sentences of the same name explain. */
interface Part {
  readonly name: "sign" | "own" | "incomplete" | "refused" | "unknown" | "stale" | "overdue" | "judgements" | "sources";
  readonly rows: readonly Row[];
}

export function Attention(props: PageProps): JSX.Element {
  const due = useDue(props);
  const parts = [...recordParts(props), ...(due === null ? [] : dueParts(props, due))];
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
              {rows.slice(0, shownAtOnce).map((row) => (
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

/** Imports that nobody vouched for (those of others may be signed off here, one's own wait for somebody else), imports and rows that do not count, keys that nobody entered. */
function recordParts({ engine, book, self }: PageProps): readonly Part[] {
  const mayVouch = engine.record.mayEnter("signoff");
  const imports = unsignedImports(book).map((each) => {
    const { id, organisation, register, rows, at } = each;
    const row: Row = {
      id: `${organisation} ${id}`,
      words: commaList([registerName(register), t("value.rows", { n: rows.length })]),
      more: apart(nameOfOrganisation(engine, organisation), exactMoment(Date.parse(at))),
    };
    return { row, each, isOwn: each.device === self.device };
  });
  return [
    {
      name: "sign",
      rows: imports
        .filter(({ isOwn }) => !isOwn)
        .map(({ row, each: { id, organisation } }) =>
          mayVouch ? { ...row, to: { at: "sign-off", import: id, organisation } } : row,
        ),
    },
    { name: "own", rows: imports.filter(({ isOwn }) => isOwn).map(({ row }) => row) },
    {
      name: "incomplete",
      rows: book.incomplete.map((each) => ({
        id: each.import,
        words: registerName(each.register),
        more: apart(
          nameOfOrganisation(engine, each.organisation),
          t("record.attention.parts", { n: each.here.length, of: each.of }),
        ),
      })),
    },
    {
      name: "refused",
      rows: book.refused.map(({ note, row, reason }) => ({
        id: `${note} ${row}`,
        words: refusalText(reason),
        more: (
          <>
            {row === null ? t("record.refused.whole") : t("record.refused.row", { n: row + 1 })}{" "}
            <Exact>{note.slice(0, 16)}</Exact>
          </>
        ),
      })),
    },
    {
      name: "unknown",
      rows: book.flagged.flatMap(({ ref, field, key }) => {
        const statement = book.statement(ref);
        if (statement === null) return [];
        return {
          ...ofThing(statement),
          id: `${refId(ref)} ${field} ${key}`,
          words: t("record.attention.unknown-key", { field: fieldName(statement.register, field), key }),
          more: `${registerName(statement.register)}: ${rowWords(statement)}`,
        };
      }),
    },
    {
      name: "stale",
      rows: staleJudgements(book).map((judgement) => ({
        ...ofThing(judgement),
        words: rowWords(judgement),
        more: dateWords(judgement.values.year),
      })),
    },
  ];
}

/** Measures overdue, sources without rows, and judgements that are missing, for those who may give them. */
function dueParts({ engine }: PageProps, { measures, judgements, sources }: Due): readonly Part[] {
  const missing = engine.record.mayEnter("judgement") ? judgements : [];
  return [
    {
      name: "overdue",
      rows: measures.map((one) => ({
        ...ofThing(one),
        words: one.values.measure,
        more: apart(one.values.agency, t("record.attention.due", { date: dateWords(one.values.until ?? "") })),
      })),
    },
    {
      name: "judgements",
      rows: missing.flatMap(({ period: { year, kind }, questions }) =>
        questions.map((question) => ({
          id: `${year} ${kind} ${question}`,
          words: codeWord("question", question),
          more: apart(dateWords(String(year)), t(`record.report.${kind}`)),
          to: { at: "enter", register: "judgement" } as const,
        })),
      ),
    },
    {
      name: "sources",
      rows: sources.map((one) => ({ ...ofThing(one), words: one.values.title, more: one.values.publisher })),
    },
  ];
}

/** The page of what a row is about. */
function ofThing({ register, key, ref }: Pick<Statement, "register" | "key" | "ref">): Pick<Row, "id" | "to"> {
  return { id: refId(ref), to: { at: "thing", register, key } };
}
