// The troubles of the record that need somebody: imports that nobody vouched for, imports that are not whole, rows that do not count, keys that nobody
// entered, measures that are overdue, judgements whose rows have changed. Each with its reason and what to do.

import type { JSX } from "preact";
import type { RecordBook } from "../../../record/book.ts";
import { versionOf } from "../../../record/evidence.ts";
import { Exact } from "../../components/exact.tsx";
import { Heading } from "../../components/heading.tsx";
import type { Engine } from "../../engine.ts";
import { exactMoment, listOf } from "../../text/moments.ts";
import { nameOfOrganisation } from "../../text/organisation-name.ts";
import { apart, t } from "../../text/translate.ts";
import { goRecord } from "../go-record.ts";
import { BackLink, type PageProps } from "../page-frame.tsx";
import {
  countReasons,
  measuresOverdue,
  staleJudgements,
  type UnsignedImport,
  unsignedImports,
} from "../record-numbers.ts";
import { refusalText } from "../refusal-words.ts";
import { commaList, dateWords, fieldName, registerName, rowWords } from "../words.ts";

interface Item {
  readonly key: string;
  readonly n: number;
  readonly words: string;
}

const shownAtOnce = 50;

/** One line for each kind of trouble that there is. */
export function attentionOf(engine: Engine, book: RecordBook, self: PageProps["self"], now: number): readonly Item[] {
  const imports = unsignedImports(book);
  const ours = imports.filter(({ device }) => device !== self.device).length;
  const overdue = measuresOverdue(book, dayOf(now)).length;
  const stale = staleJudgements(book).length;
  const reasons = countReasons(book.refused.map(({ reason }) => reason)).map(([reason]) => refusalText(reason));
  const waits = engine.record.mayEnter("signoff") ? ours : 0;
  const items: readonly Item[] = [
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
    { key: "overdue", n: overdue, words: t("record.attention.overdue", { n: overdue }) },
    { key: "stale", n: stale, words: t("record.attention.stale", { n: stale }) },
  ];
  return items.filter(({ n }) => n > 0);
}

export function Attention(props: PageProps): JSX.Element {
  const { engine, book, self } = props;
  return (
    <>
      <BackLink />
      <Heading>{t("record.overview.attention")}</Heading>
      {attentionOf(engine, book, self, engine.now()).length === 0 && <p class="empty">{t("record.attention.none")}</p>}
      <UnsignedImports {...props} />
      <IncompleteImports {...props} />
      <RefusedRows {...props} />
      <UnknownKeys {...props} />
      <OverdueMeasures {...props} />
      <StaleJudgements {...props} />
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

function OverdueMeasures({ engine, book }: PageProps): JSX.Element {
  const overdue = measuresOverdue(book, dayOf(engine.now()));
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
        <li key={versionOf(judgement.ref)}>
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

/** The day as records write it, in the reader's time. */
function dayOf(now: number): string {
  const date = new Date(now);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
