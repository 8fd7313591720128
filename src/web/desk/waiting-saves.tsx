// What is saved on this device and not sent yet (FM10), of one case or of all: until when it is here alone, to send it now, and to take back what was a mistake.

import type { JSX } from "preact";
import { caseMark } from "../../core/case/mark.ts";
import type { WaitingSave } from "../../member/views.ts";
import { VerbError } from "../components/verb-error.tsx";
import type { Engine } from "../engine.ts";
import { shortMoment } from "../text/moments.ts";
import { apart, formatNumber, type Sentence, t } from "../text/translate.ts";
import { useVerb } from "../use-verb.ts";
import { sheetLine } from "./sheet-words.ts";

export function WaitingSavesNotice(props: {
  readonly engine: Engine;
  /** Null for all cases. */
  readonly caseId: string | null;
  readonly onNews: (news: Sentence | null) => void;
}): JSX.Element | null {
  const { engine, caseId, onNews } = props;
  const { busy, error, run } = useVerb();
  const { cases } = engine;
  // Drawn anew with the list of cases: what is given to this from above stays the same when somebody saves.
  const all = engine.caseload.value.length === 0 ? [] : cases.saves.waiting;
  const here = caseId === null ? all : all.filter((each) => each.caseId === caseId);
  if (here.length === 0) return null;
  const next = Math.min(...here.map(({ leaves }) => leaves));
  const title = `waiting-saves-${caseId ?? "all"}`;
  const places = here.map((each) => `${each.caseId}/${each.form}/${each.sheet}`);
  return (
    <section class="waiting-saves" aria-labelledby={title}>
      <p id={title}>
        <strong>{t("saves.waiting", { n: formatNumber(here.length) })}</strong>{" "}
        <span class="quiet">{t("saves.until", { time: shortMoment(next, engine.now()) })}</span>
      </p>
      <button
        type="button"
        class="button plain"
        aria-disabled={busy}
        onClick={() =>
          void run(
            () => cases.saves.sendNow(caseId ?? undefined),
            () => onNews(() => t("saves.sent")),
          )
        }
      >
        {busy ? t("act.busy") : t("saves.send-now")}
      </button>
      <details>
        <summary>{t("saves.which")}</summary>
        <ul class="lines">
          {here.map((each, i) => (
            <li key={places[i]}>
              <span>
                {apart(caseId === null && t("case.mark", { mark: caseMark(each.caseId) }), lineOf(engine, each))}
              </span>
              {each.held && <span class="mark-word waiting">{t("saves.held")}</span>}
              <button
                type="button"
                class="link"
                aria-disabled={busy}
                onClick={() =>
                  void run(
                    () => cases.saves.takeBack(each),
                    () => onNews(() => t("saves.taken-back")),
                  )
                }
              >
                {t("saves.take-back")}
              </button>
            </li>
          ))}
        </ul>
      </details>
      <VerbError error={error} />
    </section>
  );
}

function lineOf(engine: Engine, { caseId, form, sheet }: WaitingSave): string {
  const version = engine.directory.forms.newest(form);
  const saved = engine.cases.sheets(caseId)?.sheets.find((each) => each.form === form && each.sheet === sheet);
  return version === undefined || saved === undefined ? form : sheetLine(engine, version, saved);
}
