// The own cases of a period by themselves, coded, for somebody whom two devices agreed on (CN9b): first how many would go and why others stay, to whom, then the sealed file.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Agreement, CasesToGive } from "../../member/exact-numbers.ts";
import { fingerprintOf } from "../../member/fingerprint.ts";
import { ownPeriodWords } from "../../reports/own-numbers.ts";
import { whyLeftOut } from "../../statistics/htcds.ts";
import { AskDialog } from "../components/ask.tsx";
import { VerbError } from "../components/verb-error.tsx";
import type { Engine } from "../engine.ts";
import { loadPart } from "../load-part.ts";
import { t, words } from "../text/translate.ts";
import { useVerb } from "../use-verb.ts";

export function GiveCases(props: {
  readonly engine: Engine;
  readonly agreement: Agreement;
  readonly period: string;
  readonly onGave: () => void;
}): JSX.Element {
  const { engine, agreement, period } = props;
  const { key, to: name, recipient } = agreement;
  const [found, setFound] = useState<CasesToGive | null>(null);
  const { busy, error, run } = useVerb();
  const periodWords = ownPeriodWords(period, words());
  const give = async () => {
    const { csvBytes, saveSealed } = await loadPart(() => import("./save-numbers.ts"));
    const verdict = await engine.exact.giveCases(key, period, csvBytes);
    if (verdict.is === "done") saveSealed("cases", period, verdict.value.sealed);
    return verdict;
  };
  return (
    <>
      <button
        type="button"
        class="button plain look-at-cases"
        aria-disabled={busy}
        onClick={() => void run(() => engine.exact.lookAtCases(key, period), setFound)}
      >
        {busy ? t("numbers.counting") : t("numbers.cases-look", { period: periodWords, name })}
      </button>
      <VerbError error={error} />
      <div role="status">
        {found?.cases === 0 && (
          <>
            <p>{t("numbers.cases-none", { period: periodWords, name })}</p>
            <LeftOut found={found} name={name} />
            <p>{t("numbers.cases-none-yet", { name })}</p>
          </>
        )}
      </div>
      {found !== null && found.cases > 0 && (
        <AskDialog
          title={t("numbers.cases-ask", { name })}
          about={periodWords}
          act={t("numbers.cases-give", { name })}
          verb={give}
          onDone={() => {
            setFound(null);
            props.onGave();
          }}
          onLeave={() => setFound(null)}
        >
          <p>
            <strong>{t("numbers.cases-go", { cases: found.cases, rows: found.rows })}</strong>
          </p>
          <LeftOut found={found} name={name} />
          <p>{t("numbers.cases-about")}</p>
          <KeyPrint recipient={recipient} />
        </AskDialog>
      )}
    </>
  );
}

function LeftOut({ found, name }: { readonly found: CasesToGive; readonly name: string }): JSX.Element | null {
  const why = whyLeftOut.filter((one) => found.leftOut[one] > 0);
  if (why.length === 0) return null;
  return (
    <ul>
      {why.map((one) => (
        <li key={one}>{t(`numbers.cases-left.${one}`, { n: found.leftOut[one], name })}</li>
      ))}
    </ul>
  );
}

/** Of a key as two people compare it: a long one is as good as never read out. */
export function KeyPrint({ recipient }: { readonly recipient: string }): JSX.Element {
  return (
    <p class="key">
      {t("numbers.key-print")} <bdi dir="ltr">{fingerprintOf(recipient)}</bdi>
    </p>
  );
}
