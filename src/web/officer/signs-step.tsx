// The coded signs in groups that open, and the officer's own decision beside what the list suggests. The list never decides.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { type Sign, type SignGroup, signGroups, signs, suggest } from "../../core/screening.ts";
import { AnyOf, OneOf } from "../components/choices.tsx";
import { gapOf } from "../components/error-summary.tsx";
import type { Engine } from "../engine.ts";
import { t } from "../text/translate.ts";
import { amendScreening, draftOf } from "./draft.ts";
import { StepPage } from "./step-page.tsx";

const decisions = ["presumed", "unclear", "not"] as const;

export function SignsStep({ engine }: { readonly engine: Engine }): JSX.Element {
  const { signs: seen = [], age = "in-doubt", decision } = draftOf(engine).screening ?? {};
  const amendSigns = (values: readonly Sign[]) =>
    amendScreening(engine, { signs: signs.filter((sign) => values.includes(sign)) });
  return (
    <StepPage engine={engine} step="signs" title={t("signs.title")} lead={t("signs.lead")}>
      {(gaps) => (
        <>
          {signGroups.map(({ group, signs: members }) => (
            <SignGroupChoices key={group} group={group} members={members} seen={seen} onChange={amendSigns} />
          ))}
          <p class="suggestion" role="status">
            <strong>
              {seen.length > 0 && `${t("signs.count", { n: seen.length })}. `}
              {t(`signs.${suggest(seen, age)}`)}
            </strong>
          </p>
          <OneOf
            id="decision"
            legend={t("signs.decision")}
            hint={t("signs.note")}
            options={decisions.map((value) => ({ value, label: t(`decision.${value}`) }))}
            value={decision}
            error={gapOf(gaps, "decision")}
            onChange={(value) => amendScreening(engine, { decision: value, signs: seen })}
          />
        </>
      )}
    </StepPage>
  );
}

/** One group under its name. How many of its signs are ticked stands beside the name, open or closed. */
function SignGroupChoices(props: {
  readonly group: SignGroup;
  readonly members: readonly Sign[];
  readonly seen: readonly Sign[];
  readonly onChange: (seen: readonly Sign[]) => void;
}): JSX.Element {
  const { group, members, seen, onChange } = props;
  const ticked = members.filter((sign) => seen.includes(sign)).length;
  // Open from the start where something is ticked. Never changed afterwards: a tick must not close what somebody reads.
  const [isOpen] = useState(ticked > 0);
  return (
    <details class="opens" id={`signs-${group}`} open={isOpen}>
      <summary>
        <span class="label">{t(`group.${group}`)}</span>
        {ticked > 0 && <span class="ticked">{t("signs.ticked", { n: ticked, of: members.length })}</span>}
      </summary>
      <AnyOf<Sign>
        id={`group-${group}`}
        legend={t(`group.${group}`)}
        legendHidden
        options={members.map((value) => ({ value, label: t(`sign.${value}`) }))}
        values={seen}
        onChange={onChange}
      />
    </details>
  );
}
