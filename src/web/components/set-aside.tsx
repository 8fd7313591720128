// What this device alone has and cannot read now: what each is, of which case and form and since when, to be tried again, and to be erased by a person alone
// (EN10d).

import type { JSX } from "preact";
import { caseMark } from "../../core/case/mark.ts";
import type { AsideView } from "../../member/views.ts";
import { now } from "../clock.ts";
import type { Engine } from "../engine.ts";
import { shortMoment } from "../text/moments.ts";
import { apart, formatNumber, t } from "../text/translate.ts";
import { useVerb } from "../use-verb.ts";
import { Ask } from "./ask.tsx";
import { VerbError } from "./verb-error.tsx";

export function SetAsideNotice(props: {
  readonly engine: Engine;
  /** The name of a form; none where no forms are filled in. */
  readonly formName?: (form: string) => string;
}): JSX.Element | null {
  const { engine, formName = (form: string) => form } = props;
  const { busy, error, run } = useVerb();
  const rows = engine.aside.value;
  if (rows.length === 0) return null;
  return (
    <section class="notice waiting set-aside" aria-labelledby="set-aside">
      <h2 id="set-aside">{t("aside.title", { n: formatNumber(rows.length) })}</h2>
      <p>{t("aside.note")}</p>
      <ul class="lines">
        {rows.map((row) => (
          <li key={row.id}>
            <span>{lineOf(row, formName)}</span>
            <Ask
              button={t("aside.erase")}
              title={t("aside.erase-title")}
              about={lineOf(row, formName)}
              isFinal
              manner="grave"
              act={t("aside.erase")}
              verb={() => engine.device.eraseAside(row.id)}
              onDone={() => undefined}
            >
              <p>{t("aside.erase-note")}</p>
            </Ask>
          </li>
        ))}
      </ul>
      <button
        type="button"
        class="button plain"
        aria-disabled={busy}
        onClick={() =>
          void run(
            () => engine.tryAgain(),
            () => undefined,
          )
        }
      >
        {t("aside.again")}
      </button>
      <VerbError error={error} />
    </section>
  );
}

function lineOf({ what, why, caseId, form, at, found }: AsideView, formName: (form: string) => string): string {
  return apart(
    t(`aside.${what}`),
    caseId !== null && t("case.mark", { mark: caseMark(caseId) }),
    form !== null && formName(form),
    at === null
      ? t("aside.noticed", { time: shortMoment(found, now.value) })
      : t("aside.written", { time: shortMoment(at, now.value) }),
    t(`aside.${why}`),
  );
}
