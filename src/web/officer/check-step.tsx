// Everything once more, each part with its way back, and the one button that seals.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { draftGaps } from "../../core/referral-draft.ts";
import { AskStop } from "../components/ask-stop.tsx";
import { ErrorSummary, type Gap } from "../components/error-summary.tsx";
import { Failed } from "../components/page-form.tsx";
import type { Engine } from "../engine.ts";
import { focusCase } from "../focus-soon.ts";
import { go, goHome, goInstead } from "../navigation.ts";
import { listOf } from "../text/moments.ts";
import { nameOfOrganisation } from "../text/organisation-name.ts";
import { t } from "../text/translate.ts";
import { useVerb } from "../use-verb.ts";
import { draftOf } from "./draft.ts";
import { draftRows, gapWords, rowOf } from "./draft-rows.ts";
import { gapsOn } from "./gaps.ts";
import { ownProvider } from "./own-choice.tsx";
import { personsAnswer } from "./persons-answer.ts";
import { StepPage } from "./step-page.tsx";

export function CheckStep({ engine }: { readonly engine: Engine }): JSX.Element {
  const draft = draftOf(engine);
  const { busy, error, run } = useVerb();
  const [gaps, setGaps] = useState<readonly Gap[]>([]);
  const [asking, setAsking] = useState(false);
  const choices = draft.choices ?? [];
  const own = ownProvider(engine);
  const isOwn = own !== null && choices[0]?.organisation === own.id;
  const receivers = listOf(choices.map(({ organisation }) => nameOfOrganisation(engine, organisation)));

  const ask = () => {
    if (busy) return;
    const missing = [
      ...gapsOn("rights", engine).map(({ text }) => ({ field: "row-rights", text })),
      ...draftGaps(draft, engine.directory.asked).map((gap) => ({
        field: rowOf(engine, gap),
        text: () => gapWords(engine, gap),
      })),
    ];
    setGaps(missing);
    if (missing.length > 0) return;
    if (draft.rights === "stop") setAsking(true);
    else send();
  };
  const send = () => {
    setAsking(false);
    void run(() => engine.drafts.send(draft), sent);
  };
  const sent = (entry: string) => {
    personsAnswer.value = null;
    goHome();
    const caseId = engine.cases.list.caseOf(entry);
    if (caseId !== null) {
      // Who keeps the case goes on in it.
      void engine.openCase(caseId);
      go({ at: "case" });
      focusCase();
      return;
    }
    const asked = choices.map(({ organisation }) => organisation);
    goInstead({ at: "sealed", entry, asked });
  };

  return (
    <StepPage
      engine={engine}
      step="check"
      title={t("path.step.check")}
      end={
        <>
          <p>{t(own === null ? "check.after" : isOwn ? "check.after-own" : "check.after-kept")}</p>
          <Failed words={error === null ? null : t("app.failed", { reason: error })} />
          <button type="button" class="button primary wide hero" aria-disabled={busy} onClick={ask}>
            {busy
              ? t("check.sending")
              : isOwn
                ? t("check.open-own")
                : t("check.send", { name: receivers === "" ? "…" : receivers })}
          </button>
          {asking && <AskStop onLeave={() => setAsking(false)} onSend={send} />}
        </>
      }
    >
      {() => (
        <>
          <ErrorSummary gaps={gaps} />
          {draft.rights === "stop" && <p class="notice waiting">{t("rights.stop")}</p>}
          <Rows engine={engine} />
        </>
      )}
    </StepPage>
  );
}

/** All that was said, each part with its way back. */
function Rows({ engine }: { readonly engine: Engine }): JSX.Element {
  return (
    <dl class="check">
      {draftRows(engine).map((row) => (
        <div key={row.step}>
          <dt>{row.title}</dt>
          <dd>
            {row.lines.map((line, at) => (
              <p key={`${at} ${line}`}>{line}</p>
            ))}
          </dd>
          <dd>
            <button
              type="button"
              class="link"
              id={`row-${row.step}`}
              aria-label={t("check.change-what", { what: row.title })}
              onClick={() => go({ at: "step", step: row.step })}
            >
              {t("check.change")}
            </button>
          </dd>
        </div>
      ))}
    </dl>
  );
}
