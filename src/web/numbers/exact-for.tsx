// To whom exact numbers may be given, who agreed to it, and a sealed file of the period that is shown (CN9).
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { type Agreement, type ExactKind, exactKinds } from "../../member/exact-numbers.ts";
import { ownPeriodWords } from "../../reports/own-numbers.ts";
import { type OwnCase, ownNumbers } from "../../statistics/own-numbers.ts";
import { Ask } from "../components/ask.tsx";
import { AnyOf } from "../components/choices.tsx";
import { DateInput } from "../components/date-input.tsx";
import { TextField } from "../components/fields.tsx";
import { Failed, PageForm } from "../components/page-form.tsx";
import type { Engine } from "../engine.ts";
import { focusSoon } from "../focus-soon.ts";
import { todayOf } from "../form/form-words.ts";
import { loadPart } from "../load-part.ts";
import { failureText } from "../text/failure.ts";
import { t, words } from "../text/translate.ts";
import { useSentence } from "../use-verb.ts";
import { GiveCases, KeyPrint } from "./give-cases.tsx";

interface ExactForProps {
  readonly engine: Engine;
  readonly cases: readonly OwnCase[];
  readonly period: string;
}

export function ExactFor(props: ExactForProps): JSX.Element {
  const { engine } = props;
  const [news, setNews] = useSentence();
  const [failure, setFailure] = useSentence();
  const gave = (name: string) => setNews(() => t("numbers.gave", { name }));
  const sign = async ({ key, version }: Agreement) => {
    const verdict = await engine.exact.sign(key, version);
    setFailure(verdict.is === "failed" ? () => failureText(verdict.reason) : null);
    setNews(null);
  };
  const give = async (agreement: Agreement) => {
    const verdict = await giveTo(props, agreement);
    setFailure(verdict !== null && verdict.is === "failed" ? () => failureText(verdict.reason) : null);
    if (verdict?.is === "done") gave(agreement.to);
    else setNews(null);
  };
  return (
    <section aria-labelledby="numbers-agreements" class="exact-for">
      <h2 id="numbers-agreements">{t("numbers.agreements")}</h2>
      <p>{t("numbers.agreements-about")}</p>
      <ul>
        {engine.agreements.value.map((agreement) => (
          <li key={agreement.key}>
            <OneAgreement
              {...{ engine, agreement, period: props.period }}
              isOwn={agreement.by === engine.exact.device}
              onSign={() => void sign(agreement)}
              onGive={() => void give(agreement)}
              onGave={() => gave(agreement.to)}
            />
          </li>
        ))}
      </ul>
      <p role="status">{news}</p>
      <Failed words={failure} />
      <NewAgreement engine={engine} />
    </section>
  );
}

function OneAgreement(props: {
  readonly engine: Engine;
  readonly agreement: Agreement;
  readonly period: string;
  readonly isOwn: boolean;
  readonly onSign: () => void;
  readonly onGive: () => void;
  readonly onGave: () => void;
}): JSX.Element {
  const { engine, agreement, period, isOwn } = props;
  const { key, to, recipient, tables, until, signedBy, isOver, given } = agreement;
  const { language } = words();
  const state = isOver ? "over" : signedBy === null ? "waits" : "signed";
  return (
    <>
      <p>
        <strong>
          <bdi>{to}</bdi>
        </strong>{" "}
        {t("numbers.agree-until-day", { day: language.date(until) })} {t(`numbers.agree-${state}`)}
      </p>
      <p>{language.list(tables.map(tableWords))}</p>
      <p class="key">
        <bdi>{recipient}</bdi>
      </p>
      <KeyPrint recipient={recipient} />
      {state === "waits" && !isOwn && (
        <button type="button" class="button plain sign-exact" onClick={props.onSign}>
          {t("numbers.agree-sign")}
        </button>
      )}
      {tables.includes("htcds") && <p>{t("numbers.cases-about")}</p>}
      {state === "signed" && tables.some((table) => table !== "htcds") && (
        <button type="button" class="button plain" onClick={props.onGive}>
          {t("numbers.give", { period: ownPeriodWords(period, words()), name: to })}
        </button>
      )}
      {state === "signed" && tables.includes("htcds") && (
        <GiveCases key={period} {...{ engine, agreement, period }} onGave={props.onGave} />
      )}
      {state !== "over" && (
        <Ask
          button={t("numbers.agree-end")}
          look="link"
          title={t("numbers.agree-end-ask", { name: to })}
          act={t("numbers.agree-end")}
          verb={() => engine.exact.end(key)}
          onDone={() => undefined}
        >
          <p>{t("numbers.agree-end-about")}</p>
        </Ask>
      )}
      {given.map(({ at, period: counted, tables: all }) => (
        <p key={at} class="hint">
          {t("numbers.given-at", {
            day: language.date(at.slice(0, "2031-10-31".length)),
            period: ownPeriodWords(counted, words()),
            tables: language.list(all.map(tableWords)),
          })}
        </p>
      ))}
    </>
  );
}

function tableWords(table: string): string {
  return table === "htcds" ? t("numbers.table-htcds") : words().text(`numbers.table.${table}`);
}

const fieldOf = { to: "agree-to", recipient: "agree-key", tables: "agree-tables", until: "agree-until" } as const;
const nothing = { to: "", recipient: "", tables: [] as readonly ExactKind[], until: "" };

function NewAgreement({ engine }: { readonly engine: Engine }): JSX.Element {
  const [terms, setTerms] = useState(nothing);
  const [failure, setFailure] = useSentence();
  /** Said once somebody pressed, and gone from each as it is mended. */
  const [isPressed, setIsPressed] = useState(false);
  const asTyped = { ...terms, to: terms.to.trim(), recipient: terms.recipient.trim() };
  const flaws = isPressed ? engine.exact.flawsOf(asTyped) : [];
  const errorOf = (term: (typeof flaws)[number]) => (flaws.includes(term) ? t(`numbers.agree-wrong.${term}`) : null);
  const change = (part: Partial<typeof nothing>) => setTerms({ ...terms, ...part });
  const write = async () => {
    setIsPressed(true);
    const [first] = engine.exact.flawsOf(asTyped);
    setFailure(null);
    if (first !== undefined)
      return focusSoon(() => document.querySelector<HTMLElement>(`input#${fieldOf[first]}, #${fieldOf[first]} input`));
    const verdict = await engine.exact.agree(asTyped);
    setFailure(verdict.is === "failed" ? () => failureText(verdict.reason) : null);
    if (verdict.is !== "done") return;
    setTerms(nothing);
    setIsPressed(false);
  };
  return (
    <details>
      <summary>{t("numbers.agree")}</summary>
      <PageForm onSubmit={() => void write()}>
        <TextField
          id={fieldOf.to}
          label={t("numbers.agree-to")}
          error={errorOf("to")}
          value={terms.to}
          maxLength={120}
          onInput={(to) => change({ to })}
        />
        <TextField
          id={fieldOf.recipient}
          label={t("numbers.agree-key")}
          error={errorOf("recipient")}
          hint={t("numbers.agree-key-about")}
          value={terms.recipient}
          maxLength={2100}
          onInput={(recipient) => change({ recipient })}
        />
        <AnyOf
          id={fieldOf.tables}
          legend={t("numbers.agree-tables")}
          error={errorOf("tables")}
          options={exactKinds.map((value) => ({ value, label: tableWords(value) }))}
          values={terms.tables}
          onChange={(tables) => change({ tables })}
        />
        <DateInput
          id={fieldOf.until}
          legend={t("numbers.agree-until")}
          error={errorOf("until")}
          value={terms.until}
          upTo="day"
          onChange={(until) => change({ until })}
        />
        <Failed words={failure} />
        <button type="submit" class="button plain">
          {t("numbers.agree-write")}
        </button>
      </PageForm>
    </details>
  );
}

/** All that is counted of the period, whatever is chosen on the page; null for what is no period. */
async function giveTo({ engine, cases, period }: ExactForProps, { key, to, tables }: Agreement) {
  const numbers = ownNumbers(cases, period, {}, todayOf(engine));
  if (numbers === null) return null;
  const { exactFile, saveSealed } = await loadPart(() => import("./save-numbers.ts"));
  const given = tables.filter((table) => table !== "htcds");
  const bytes = exactFile(numbers, given, to, words());
  const verdict = await engine.exact.give(key, { tables: given, period, bytes });
  if (verdict.is === "done") saveSealed("numbers", period, verdict.value);
  return verdict;
}
