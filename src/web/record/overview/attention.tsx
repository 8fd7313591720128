// The parts of the record that need somebody (RC20): imports that nobody vouched for, imports that are not whole, rows that do not count, keys that nobody entered,
// judgements whose rows have changed; and what is due: measures, sources without rows, missing judgements. Each with its reason and the way to where it is mended.

import type { JSX } from "preact";
import { refId } from "../../../record/statement.ts";
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
import { countReasons, staleJudgements, type UnsignedImport, unsignedImports } from "../record-numbers.ts";
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

export function Attention(props: PageProps): JSX.Element {
  const due = useDue(props);
  return (
    <>
      <BackLink />
      <Heading>{t("record.overview.attention")}</Heading>
      {due !== null && attentionOf(props, due).length === 0 && <p class="empty">{t("record.attention.none")}</p>}
      <UnsignedImports {...props} />
      <IncompleteImports {...props} />
      <RefusedRows {...props} />
      <UnknownKeys {...props} />
      <StaleJudgements {...props} />
      {due !== null && (
        <>
          <OverdueMeasures overdue={due.measures} />
          {props.engine.record.mayEnter("judgement") && <MissingJudgements missing={due.judgements} />}
          <UnusedSources sources={due.sources} />
        </>
      )}
    </>
  );
}

/** Imports that nobody vouched for: those of others, which may be signed off here, and one's own, which wait for somebody else. */
function UnsignedImports({ engine, book, self }: PageProps): JSX.Element {
  const imports = unsignedImports(book);
  const theirs = imports.filter(({ device }) => device !== self.device);
  const own = imports.filter(({ device }) => device === self.device);
  const mayVouch = engine.record.mayEnter("signoff");
  return (
    <>
      <Part title={t("record.attention.sign-title")} about={t("record.attention.sign-about")} show={theirs.length > 0}>
        {theirs.slice(0, shownAtOnce).map((each) => (
          <li key={`${each.organisation} ${each.id}`}>
            {mayVouch ? (
              <button
                type="button"
                class="row"
                onClick={() => goRecord({ at: "sign-off", import: each.id, organisation: each.organisation })}
              >
                <ImportLine engine={engine} each={each} />
              </button>
            ) : (
              <div class="row still">
                <ImportLine engine={engine} each={each} />
              </div>
            )}
          </li>
        ))}
      </Part>
      <Part title={t("record.attention.own-title")} about={t("record.attention.own-about")} show={own.length > 0}>
        {own.slice(0, shownAtOnce).map((each) => (
          <li key={each.id} class="row still">
            <ImportLine engine={engine} each={each} />
          </li>
        ))}
      </Part>
    </>
  );
}

function IncompleteImports({ engine, book }: PageProps): JSX.Element {
  return (
    <Part
      title={t("record.attention.incomplete-title")}
      about={t("record.attention.incomplete-about")}
      show={book.incomplete.length > 0}
    >
      {book.incomplete.map((each) => (
        <li key={each.import} class="row still">
          <strong>{registerName(each.register)}</strong>
          <span class="quiet">
            {apart(
              nameOfOrganisation(engine, each.organisation),
              t("record.attention.parts", { n: each.here.length, of: each.of }),
            )}
          </span>
        </li>
      ))}
    </Part>
  );
}

function RefusedRows({ book }: PageProps): JSX.Element {
  return (
    <Part
      title={t("record.attention.refused-title")}
      about={t("record.attention.refused-about")}
      show={book.refused.length > 0}
    >
      {book.refused.slice(0, shownAtOnce).map((each) => (
        <li key={`${each.note} ${each.row}`} class="row still">
          <strong>{refusalText(each.reason)}</strong>
          <span class="quiet">
            {each.row === null ? t("record.refused.whole") : t("record.refused.row", { n: each.row + 1 })}{" "}
            <Exact>{each.note.slice(0, 16)}</Exact>
          </span>
        </li>
      ))}
    </Part>
  );
}

function UnknownKeys({ book }: PageProps): JSX.Element {
  return (
    <Part
      title={t("record.attention.unknown-title")}
      about={t("record.attention.unknown-about")}
      show={book.flagged.length > 0}
    >
      {book.flagged.slice(0, shownAtOnce).map((each) => {
        const statement = book.statement(each.ref);
        if (statement === null) return null;
        const { register, key } = statement;
        return (
          <li key={`${each.ref.note} ${each.ref.row} ${each.field} ${each.key}`}>
            <button type="button" class="row" onClick={() => goRecord({ at: "thing", register, key })}>
              <strong>
                {t("record.attention.unknown-key", { field: fieldName(register, each.field), key: each.key })}
              </strong>
              <span class="quiet">{`${registerName(register)}: ${rowWords(statement)}`}</span>
            </button>
          </li>
        );
      })}
    </Part>
  );
}

function OverdueMeasures({ overdue }: { readonly overdue: Due["measures"] }): JSX.Element {
  return (
    <Part
      title={t("record.attention.overdue-title")}
      about={t("record.attention.overdue-about")}
      show={overdue.length > 0}
    >
      {overdue.slice(0, shownAtOnce).map((measure) => (
        <li key={`${measure.key} ${measure.source} ${measure.organisation}`}>
          <button
            type="button"
            class="row"
            onClick={() => goRecord({ at: "thing", register: "measure", key: measure.key })}
          >
            <strong>{measure.values.measure}</strong>
            <span class="quiet">
              {apart(measure.values.agency, t("record.attention.due", { date: dateWords(measure.values.until ?? "") }))}
            </span>
          </button>
        </li>
      ))}
    </Part>
  );
}

function StaleJudgements({ book }: PageProps): JSX.Element {
  const stale = staleJudgements(book);
  return (
    <Part title={t("record.attention.stale-title")} about={t("record.attention.stale-about")} show={stale.length > 0}>
      {stale.slice(0, shownAtOnce).map((judgement) => (
        <li key={refId(judgement.ref)}>
          <button
            type="button"
            class="row"
            onClick={() => goRecord({ at: "thing", register: "judgement", key: judgement.key })}
          >
            <strong>{rowWords(judgement)}</strong>
            <span class="quiet">{dateWords(judgement.values.year)}</span>
          </button>
        </li>
      ))}
    </Part>
  );
}

function MissingJudgements({ missing }: { readonly missing: Due["judgements"] }): JSX.Element {
  return (
    <Part
      title={t("record.attention.judgements-title")}
      about={t("record.attention.judgements-about")}
      show={missing.length > 0}
    >
      {missing.flatMap(({ period: { year, kind }, questions }) =>
        questions.map((question) => (
          <li key={`${year} ${kind} ${question}`}>
            <button type="button" class="row" onClick={() => goRecord({ at: "enter", register: "judgement" })}>
              <strong>{codeWord("question", question)}</strong>
              <span class="quiet">{apart(dateWords(String(year)), t(`record.report.${kind}`))}</span>
            </button>
          </li>
        )),
      )}
    </Part>
  );
}

function UnusedSources({ sources }: { readonly sources: Due["sources"] }): JSX.Element {
  return (
    <Part
      title={t("record.attention.sources-title")}
      about={t("record.attention.sources-about")}
      show={sources.length > 0}
    >
      {sources.slice(0, shownAtOnce).map((source) => (
        <li key={refId(source.ref)}>
          <button
            type="button"
            class="row"
            onClick={() => goRecord({ at: "thing", register: "source", key: source.key })}
          >
            <strong>{source.values.title}</strong>
            <span class="quiet">{source.values.publisher}</span>
          </button>
        </li>
      ))}
    </Part>
  );
}

function Part(props: {
  readonly title: string;
  readonly about: string;
  readonly show: boolean;
  readonly children: JSX.Element | readonly (JSX.Element | null)[];
}): JSX.Element | null {
  if (!props.show) return null;
  return (
    <section>
      <h2>{props.title}</h2>
      <p class="quiet">{props.about}</p>
      <ul class="attention">{props.children}</ul>
    </section>
  );
}

function ImportLine({ engine, each }: { readonly engine: Engine; readonly each: UnsignedImport }): JSX.Element {
  return (
    <>
      <strong>{commaList([registerName(each.register), t("record.rows.count", { n: each.rows.length })])}</strong>
      <span class="quiet">
        {apart(nameOfOrganisation(engine, each.organisation), exactMoment(Date.parse(each.at)))}
      </span>
    </>
  );
}
