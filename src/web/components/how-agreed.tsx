// How the person said yes: in which manner and with whose help. At a desk before it, of a child what it says and who decides (FD14), and on which basis.
import type { JSX } from "preact";
import { type Basis, basesFor, type Rests } from "../../core/consent-basis.ts";
import type { ContentOf } from "../../core/entry.ts";
import { interpreters, manners } from "../../core/entry-kind.ts";
import type { Engine } from "../engine.ts";
import { t } from "../text/translate.ts";
import { BasisQuestion, BestInterests, ChildsAnswer, childGaps, needsBestInterests } from "./child-answer.tsx";
import { OneOf } from "./choices.tsx";
import { type Gap, gapOf } from "./error-summary.tsx";

type Manner = Partial<Pick<ContentOf<"consent.give">["body"], "manner" | "interpreter">>;

/** As much of it as is answered. */
export interface HowAgreed extends Rests, Manner {}

export function MannerQuestions(props: {
  readonly prefix: string;
  readonly legend?: string;
  readonly how: Manner;
  readonly gaps: readonly Gap[];
  readonly onChange: (change: Manner) => void;
}): JSX.Element {
  const { prefix, legend = t("consent.manner"), how, gaps, onChange } = props;
  return (
    <>
      <OneOf
        id={`${prefix}manner`}
        legend={legend}
        options={manners.map((value) => ({ value, label: t(`manner.${value}`) }))}
        value={how.manner}
        error={gapOf(gaps, `${prefix}manner`)}
        onChange={(manner) => onChange({ manner })}
      />
      <OneOf
        id={`${prefix}interpreter`}
        legend={t("consent.interpreter")}
        hint={t("consent.interpreter-hint")}
        options={interpreters.map((value) => ({ value, label: t(`interpreter.${value}`) }))}
        value={how.interpreter}
        error={gapOf(gaps, `${prefix}interpreter`)}
        onChange={(interpreter) => onChange({ interpreter })}
      />
    </>
  );
}

/** All of it. An answer about a child may take a basis away, so `onChild` gets it apart. */
export function HowQuestions(props: {
  readonly engine: Engine;
  readonly prefix: string;
  readonly treatAsChild: boolean;
  readonly how: HowAgreed;
  readonly gaps: readonly Gap[];
  readonly onChild: (change: Pick<Rests, "guardian" | "assent">) => void;
  readonly onChange: (change: { readonly basis: Basis } | Manner) => void;
}): JSX.Element {
  const { engine, prefix, treatAsChild, how, gaps, onChild, onChange } = props;
  return (
    <>
      <ChildsAnswer prefix={prefix} treatAsChild={treatAsChild} rests={how} gaps={gaps} onChange={onChild} />
      {needsBestInterests(treatAsChild, how) && (
        <BestInterests engine={engine} isOver={basesFor(treatAsChild, how).length > 0} />
      )}
      <BasisQuestion
        id={`${prefix}basis`}
        treatAsChild={treatAsChild}
        rests={how}
        gaps={gaps}
        onChange={(basis) => onChange({ basis })}
      />
      <MannerQuestions prefix={prefix} how={how} gaps={gaps} onChange={onChange} />
    </>
  );
}

/** What is missing of it. Before both answers about a child the basis is not asked. */
export function howGaps(prefix: string, treatAsChild: boolean, how: HowAgreed): readonly Gap[] {
  return [
    ...childGaps(prefix, treatAsChild, how),
    ...(["basis", "manner", "interpreter"] as const)
      .filter((part) => how[part] === undefined && (part !== "basis" || basesFor(treatAsChild, how).length > 0))
      .map((part) => ({ field: `${prefix}${part}`, text: () => t(`consent.gap-${part}`) })),
  ];
}
