// For who is treated as a child: what the child says, who decides for the child (FD14), and on which basis that leaves. Over a child's no, and where nobody
// decides yet, stands what to do now for the child, and whom to ring (R21).
import type { ComponentChildren, JSX } from "preact";
import { assents, type Basis, basesFor, guardians, type Rests } from "../../core/consent-basis.ts";
import type { Engine } from "../engine.ts";
import { basisWords } from "../text/consent-words.ts";
import { t } from "../text/translate.ts";
import { OneOf } from "./choices.tsx";
import { type Gap, gapOf } from "./error-summary.tsx";
import { PhoneBook } from "./phones.tsx";

/** What is missing of a child's answer; of an adult nothing is asked here. */
export function childGaps(prefix: string, treatAsChild: boolean, rests: Rests): readonly Gap[] {
  if (!treatAsChild) return [];
  const missing = (["assent", "guardian"] as const)
    .filter((field) => rests[field] === undefined)
    .map((field) => ({ field: `${prefix}${field}`, text: () => t(`${field}.gap`) }));
  if (missing.length > 0 || basesFor(true, rests).length > 0) return missing;
  return [{ field: `${prefix}guardian`, text: () => t("best.gap") }];
}

/** The questions about a child; nothing for an adult. */
export function ChildsAnswer(props: {
  readonly prefix: string;
  readonly treatAsChild: boolean;
  readonly rests: Rests;
  readonly gaps: readonly Gap[];
  readonly onChange: (change: Pick<Rests, "guardian" | "assent">) => void;
}): JSX.Element | null {
  const { prefix, rests, gaps, onChange } = props;
  if (!props.treatAsChild) return null;
  return (
    <>
      <OneOf
        id={`${prefix}assent`}
        legend={t("assent.title")}
        hint={t("assent.hint")}
        options={assents.map((value) => ({ value, label: t(`assent.${value}`) }))}
        value={rests.assent}
        error={gapOf(gaps, `${prefix}assent`)}
        onChange={(assent) => onChange({ assent })}
      />
      <OneOf
        id={`${prefix}guardian`}
        legend={t("guardian.title")}
        hint={t("guardian.hint")}
        options={guardians.map((value) => ({ value, label: t(`guardian.${value}`) }))}
        value={rests.guardian}
        error={gapOf(gaps, `${prefix}guardian`)}
        onChange={(guardian) => onChange({ guardian })}
      />
    </>
  );
}

/** The bases that may be chosen, and a no where the page has one; nothing while none is left. */
export function BasisQuestion(props: {
  readonly id: string;
  readonly treatAsChild: boolean;
  readonly rests: Rests;
  readonly no?: { readonly label: string; readonly isChosen: boolean; readonly onChoose: () => void };
  readonly gaps: readonly Gap[];
  readonly onChange: (basis: Basis) => void;
}): JSX.Element | null {
  const { id, treatAsChild, rests, no } = props;
  const offered = basesFor(treatAsChild, rests);
  if (offered.length === 0) return null;
  return (
    <OneOf<Basis | "no">
      id={id}
      legend={t("consent.basis")}
      options={[
        ...offered.map((value) => ({ value, label: basisWords(value, treatAsChild) })),
        ...(no === undefined ? [] : [{ value: "no" as const, label: no.label }]),
      ]}
      value={no?.isChosen === true ? "no" : rests.basis}
      error={gapOf(props.gaps, id)}
      onChange={(value) => (value === "no" ? no?.onChoose() : props.onChange(value))}
    />
  );
}

/** True where a child says no: what is best for the child comes before everything else on the page. */
export function needsBestInterests(treatAsChild: boolean, { assent }: Rests): boolean {
  return treatAsChild && assent === "no";
}

/** What to do now for a child who says no, or for whom the one who decides says no; `isOver` where somebody decides over the child's no. */
export function BestInterests(props: {
  readonly engine: Engine;
  readonly isOver: boolean;
  readonly children?: ComponentChildren;
}): JSX.Element {
  const { engine, isOver, children } = props;
  // Whoever takes children there, and lines that know whom to ring: which body protects children is in no directory.
  const listed = engine.directory
    .phones()
    .filter(
      ({ service: { types, eligibility } }) =>
        types.includes("hotline") ||
        types.includes("child-care") ||
        eligibility.length === 0 ||
        eligibility.some((term) => term === "children" || term === "families-with-children"),
    );
  return (
    <section class="notice waiting best-interests" role="status">
      <h2>{t(isOver ? "best.title-over" : "best.title")}</h2>
      <ol>
        <li>{t("best.ask")}</li>
        <li>{t("best.ring")}</li>
        <li>{t("best.family")}</li>
        <li>{t("best.stay")}</li>
        <li>{t("best.over")}</li>
      </ol>
      <p>{t(listed.length > 0 ? "best.numbers" : "best.no-numbers")}</p>
      <PhoneBook engine={engine} listed={listed} />
      {children}
    </section>
  );
}
