// Our numbers: exact tables of our own cases, of a period against the one before, on this device alone (CN6). A word counts its persons alone, a number shows its cases,
// and a case is opened as from the list.
import { type Signal, signal } from "@preact/signals";
import { Fragment, type JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { caseMark } from "../../core/case/mark.ts";
import {
  chosenWords,
  numberShown,
  ownPeriodWords,
  ownPlot,
  rowName,
  rowsShown,
  tablesShown,
} from "../../reports/own-numbers.ts";
import { framedPlot } from "../../reports/print/document.ts";
import {
  type Chosen,
  type OwnCase,
  type OwnNumbers,
  ownNumbers,
  type Split,
  splits,
  type TableName,
  tableNames,
} from "../../statistics/own-numbers.ts";
import { daysOf, kindOfPeriod, lastMonth, lastPeriod, periodsBegun } from "../../statistics/period.ts";
import type { RawCount, RawTable } from "../../statistics/raw-table.ts";
import { BackButton } from "../components/back-button.tsx";
import { DateInput } from "../components/date-input.tsx";
import { drawnWith } from "../components/drawn.ts";
import { SelectField } from "../components/fields.tsx";
import { Heading } from "../components/heading.tsx";
import type { Engine } from "../engine.ts";
import { forgetOnLock } from "../forget-on-lock.ts";
import { todayOf } from "../form/form-words.ts";
import { loadPart } from "../load-part.ts";
import { t, words } from "../text/translate.ts";
import type { NumbersAsked } from "./asked.ts";
import { ExactFor } from "./exact-for.tsx";
import { ForOthers } from "./for-others.tsx";
import { KeptViews } from "./kept-views.tsx";
import "../plot.css";
import { useLoaded } from "../use-loaded.ts";
import "./numbers.css";

/** What was asked for last: whoever comes back from a case finds it as it was. Nothing of it outlives a lock. */
const asked: Signal<NumbersAsked | null> = signal(null);
function forgetAsked(): void {
  asked.value = null;
}

export function NumbersPage(props: {
  readonly engine: Engine;
  /** What is counted of each case; null for a device that was locked meanwhile. */
  readonly counted: Promise<readonly OwnCase[] | null>;
  /** Opens a case, as from the list. */
  readonly onCase: (caseId: string) => void;
}): JSX.Element {
  const { engine } = props;
  const today = todayOf(engine);
  const { period, chosen, shown } = asked.value ?? { period: lastMonth(today), chosen: {}, shown: tableNames };
  const ask = (change: Partial<NumbersAsked>) => {
    asked.value = { period, chosen, shown, ...change };
  };
  const cases = useCounted(engine, props.counted);
  const numbers = useMemo(
    () => (cases === null ? null : ownNumbers(cases, period, chosen, today)),
    [cases, period, chosen, today],
  );
  const only = numbers === null ? "" : chosenWords(numbers, words());
  return (
    <main id="content" class="column numbers">
      <div class="no-print">
        <BackButton />
      </div>
      <Heading>{t("numbers.title")}</Heading>
      <p class="notice waiting">
        <strong>{t("numbers.exact")}</strong> {t("numbers.exact-about")}
      </p>
      <p class="hint no-print">{t("numbers.lead")}</p>
      <PeriodChoice period={period} today={today} onPeriod={(next) => ask({ period: next })} />
      <p class="numbers-period">{ownPeriodWords(period, words())}</p>
      {only !== "" && (
        <p class="numbers-only">
          <strong>{only}</strong>{" "}
          <button type="button" class="link no-print" onClick={() => ask({ chosen: {} })}>
            {t("numbers.everybody")}
          </button>
        </p>
      )}
      {numbers === null ? (
        <p role="status">{t("numbers.counting")}</p>
      ) : (
        <>
          <p role="status">{agreedWords(numbers)}</p>
          <p class="hint no-print">{t("numbers.choose")}</p>
          {tablesShown(numbers, shown).map((table) => (
            <NumbersTable
              key={`${table.of} ${period}`}
              {...{ numbers, table }}
              onCase={props.onCase}
              onChoose={(split, key) => ask({ chosen: chosenWith(chosen, split, key) })}
            />
          ))}
          <div class="no-print">
            <KeptViews
              engine={engine}
              asked={{ period, chosen, shown }}
              onShown={(tables) => ask({ shown: tables })}
              onView={(view) => ask({ period: lastPeriod(view.kind, today), chosen: view.chosen, shown: view.shown })}
              kind={kindOfPeriod(period)}
            />
            <p class="numbers-out">
              <button type="button" class="button plain numbers-save" onClick={() => void save(numbers, shown)}>
                {t("numbers.save")}
              </button>{" "}
              <button type="button" class="button plain" onClick={() => print()}>
                {t("numbers.print")}
              </button>
            </p>
            {cases !== null && <ForOthers engine={engine} cases={cases} />}
            {cases !== null && engine.exact.mayGive && <ExactFor {...{ engine, cases, period }} />}
          </div>
        </>
      )}
    </main>
  );
}

/** What was counted; null while it is being counted. */
function useCounted(engine: Engine, counted: Promise<readonly OwnCase[] | null>): readonly OwnCase[] | null {
  useEffect(() => forgetOnLock(engine, forgetAsked), [engine]);
  return useLoaded(() => counted, [counted]);
}

function agreedWords({ agreed, helped }: OwnNumbers): string {
  return t("numbers.agreed", { agreed: words().language.number(agreed), helped: words().language.number(helped) });
}

/** The same class once more counts everybody again. */
function chosenWith(chosen: Chosen, split: Split, key: string): Chosen {
  const { [split]: before, ...others } = chosen;
  return before === key ? others : { ...others, [split]: key };
}

const otherDays = "days";

function PeriodChoice(props: {
  readonly period: string;
  readonly today: string;
  readonly onPeriod: (period: string) => void;
}): JSX.Element {
  const { period, today, onPeriod } = props;
  const [first = "", last = ""] = period.split("/");
  const [days, setDays] = useState<readonly [string, string] | null>(last === "" ? null : [first, last]);
  const options = useMemo(() => {
    const { months, quarters, years } = periodsBegun(today);
    return [...months, ...quarters, ...years].map((value) => ({ value, label: ownPeriodWords(value, words()) }));
  }, [today, words()]);
  const choose = (value: string) => {
    if (value !== otherDays) {
      setDays(null);
      if (value !== "") onPeriod(value);
      return;
    }
    const there = daysOf(period);
    setDays(there === null ? ["", ""] : [there.first, there.last]);
  };
  const setDay = (next: readonly [string, string]) => {
    setDays(next);
    if (daysOf(next.join("/")) !== null) onPeriod(next.join("/"));
  };
  const [from, to] = days ?? ["", ""];
  const isWrong = days !== null && from.length === 10 && to.length === 10 && from > to;
  return (
    <div class="no-print">
      <SelectField
        id="numbers-period"
        label={t("numbers.period")}
        value={days === null ? period : otherDays}
        empty=""
        options={[...options, { value: otherDays, label: t("numbers.days") }]}
        onChange={choose}
      />
      {days !== null && (
        <>
          <DateInput
            id="numbers-from"
            legend={t("numbers.from")}
            error={isWrong ? t("numbers.no-days") : null}
            value={from}
            upTo="day"
            onChange={(day) => setDay([day, to])}
          />
          <DateInput
            id="numbers-to"
            legend={t("numbers.to")}
            error={null}
            value={to}
            upTo="day"
            onChange={(day) => setDay([from, day])}
          />
        </>
      )}
    </div>
  );
}

/** A cell that was pressed: its cases are shown below its row. */
interface Opened {
  readonly key: string;
  readonly when: "now" | "before";
}

function NumbersTable(props: {
  readonly numbers: OwnNumbers;
  readonly table: RawTable;
  readonly onChoose: (split: Split, key: string) => void;
  readonly onCase: (caseId: string) => void;
}): JSX.Element {
  const { numbers, table } = props;
  const nameOf = (key: string) => rowName(table.of, key, words());
  const [opened, setOpened] = useState<Opened | null>(null);
  const split = splits.find((one) => one === table.of);
  const title = words().text(`numbers.table.${table.of}`);
  const rows = rowsShown(table);
  const periods = { now: ownPeriodWords(numbers.period, words()), before: ownPeriodWords(numbers.before, words()) };
  const cell = (key: string, when: Opened["when"], count: RawCount) => {
    const isOpened = opened?.key === key && opened.when === when;
    const shown = words().language.number(numberShown(key, count));
    const { cases } = count;
    if (cases.length === 0) return <td class="number">{words().language.number(0)}</td>;
    return (
      <td class="number">
        <button
          type="button"
          class="link"
          aria-expanded={isOpened}
          aria-label={t("numbers.cases-of", {
            row: nameOf(key),
            period: periods[when],
            number: shown,
            n: cases.length,
          })}
          onClick={() => setOpened(isOpened ? null : { key, when })}
        >
          {shown}
        </button>
      </td>
    );
  };
  return (
    <section aria-labelledby={`numbers-of-${table.of}`} class={`numbers-table of-${table.of}`}>
      <h2 id={`numbers-of-${table.of}`}>{title}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("numbers.column.class")}</th>
            <th scope="col" class="number">
              {periods.now}
            </th>
            <th scope="col" class="number">
              {periods.before}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, now, before }) => (
            <Fragment key={key}>
              <tr class={`row-${key.replace(" ", "-")}`}>
                <th scope="row">
                  {split === undefined ? (
                    nameOf(key)
                  ) : (
                    <button
                      type="button"
                      class="link choose"
                      aria-pressed={numbers.chosen[split] === key}
                      onClick={() => props.onChoose(split, key)}
                    >
                      {nameOf(key)}
                    </button>
                  )}
                </th>
                {cell(key, "now", now)}
                {cell(key, "before", before)}
              </tr>
              {opened?.key === key && (
                <tr class="no-print">
                  <td colSpan={3}>
                    <Cases onCase={props.onCase} cases={(opened.when === "now" ? now : before).cases} />
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
      {rows.length > 0 && table.of !== "given" && drawnWith(framedPlot(ownPlot(table, numbers, words())))}
    </section>
  );
}

/** By their marks alone: whoever opens one is written down as ever (SL10). */
function Cases(props: { readonly cases: readonly string[]; readonly onCase: (caseId: string) => void }): JSX.Element {
  const { cases, onCase } = props;
  return (
    <ul class="numbers-cases" aria-label={t("numbers.cases", { n: cases.length })}>
      {cases.map((caseId) => (
        <li key={caseId}>
          <button type="button" class="link" onClick={() => onCase(caseId)}>
            <bdi>{caseMark(caseId)}</bdi>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** What makes the file is loaded when it is wanted. */
async function save(numbers: OwnNumbers, shown: readonly TableName[]): Promise<void> {
  const { saveNumbers } = await loadPart(() => import("./save-numbers.ts"));
  saveNumbers(numbers, shown, words());
}
