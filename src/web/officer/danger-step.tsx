// Safe now? Asked first, because everything else can wait.
import type { JSX } from "preact";
import { OneOf } from "../components/choices.tsx";
import { gapOf } from "../components/error-summary.tsx";
import { PhoneBook } from "../components/phones.tsx";
import type { Engine } from "../engine.ts";
import { t } from "../text/translate.ts";
import { amendScreening, draftOf } from "./draft.ts";
import { StepPage } from "./step-page.tsx";

const answers = ["now", "not-now", "unclear"] as const;

export function DangerStep({ engine }: { readonly engine: Engine }): JSX.Element {
  const danger = draftOf(engine).screening?.danger;
  return (
    <StepPage engine={engine} step="danger" title={t("danger.title")}>
      {(gaps) => (
        <>
          <OneOf
            id="danger"
            legend={t("danger.title")}
            legendHidden
            options={answers.map((value) => ({ value, label: t(`danger.${value}`) }))}
            value={danger}
            error={gapOf(gaps, "danger")}
            onChange={(value) => amendScreening(engine, { danger: value })}
          />
          <div aria-live="polite">{danger === "now" && <p class="notice danger">{t("danger.help")}</p>}</div>
          {danger === "now" && <WhomToRing engine={engine} />}
        </>
      )}
    </StepPage>
  );
}

function WhomToRing({ engine }: { readonly engine: Engine }): JSX.Element | null {
  const listed = engine.directory.phones();
  return listed.length === 0 ? null : (
    <section>
      <h2>{t("phone.now")}</h2>
      <PhoneBook listed={listed} />
    </section>
  );
}
