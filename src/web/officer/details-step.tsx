// Who the person is, how to reach them, what happened: the other forms of a referral. All optional, and only what was agreed to is asked. Sealed, and shown
// after acceptance.
import { Fragment, type JSX } from "preact";
import { useState } from "preact/hooks";
import { type Gap, gapOf } from "../components/error-summary.tsx";
import type { Engine } from "../engine.ts";
import { OfCountry } from "../form/of-country.tsx";
import { t } from "../text/translate.ts";
import { answersOf } from "./draft.ts";
import { detailForms } from "./form-pages.ts";
import { type OpenForm, Questions, questionId } from "./questions.tsx";
import { StepPage } from "./step-page.tsx";

export function DetailsStep({ engine }: { readonly engine: Engine }): JSX.Element {
  const forms = detailForms(engine);
  return (
    <StepPage
      engine={engine}
      step="details"
      title={t("path.step.details")}
      lead={t(forms.length === 0 ? "details.nothing" : "details.lead")}
    >
      {(gaps) =>
        forms.map((open) => (
          <Fragment key={open.key}>
            <OfCountry engine={engine} version={open.version} />
            {open.groups.map((group) => (
              <Group key={group.key} engine={engine} open={open} group={group} gaps={gaps} />
            ))}
          </Fragment>
        ))
      }
    </StepPage>
  );
}

/** One group under its name. What nobody needs at once opens when somebody asks it. */
function Group(props: {
  readonly engine: Engine;
  readonly open: OpenForm;
  readonly group: OpenForm["groups"][number];
  readonly gaps: readonly Gap[];
}): JSX.Element {
  const { engine, open, group, gaps } = props;
  const label = open.words.groups[group.key]?.[0] ?? group.key;
  const { set, gone } = answersOf(engine, open.key);
  const isAnswered = group.fields.some(({ key }) => Object.hasOwn(set, key) || Object.hasOwn(gone, key));
  const [wasAnswered] = useState(isAnswered);
  if (group.fields.some(({ required, role }) => required === true || role !== undefined))
    return (
      <>
        <h2>{label}</h2>
        <Questions {...props} />
      </>
    );
  const isWrong = group.fields.some(({ key }) => gapOf(gaps, questionId(open.key, key)) !== null);
  return (
    <details class="opens" id={`fold-${open.key}-${group.key}`} open={wasAnswered || isWrong}>
      <summary>
        <span class="label">{label}</span>
      </summary>
      <Questions {...props} />
    </details>
  );
}
