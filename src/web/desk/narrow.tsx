// The person agrees to less for an organisation (FD7o): which parts it may still read, what is erased there and what stays. As a withdrawal is confirmed, so is
// this: by the person's own word to us, with a button that must be held.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { partsKept } from "../../core/case/readers.ts";
import { type Rests, withChildsAnswer } from "../../core/consent-basis.ts";
import type { ContentOf } from "../../core/entry.ts";
import { purposes } from "../../core/entry-kind.ts";
import { type Part, parts } from "../../core/part-table.ts";
import { presentFields } from "../../core/present-fields.ts";
import type { CaseView } from "../../member/views.ts";
import { Ask } from "../components/ask.tsx";
import { BasisQuestion, ChildsAnswer } from "../components/child-answer.tsx";
import { AnyOf } from "../components/choices.tsx";
import { ErrorSummary, type Gap, gapOf } from "../components/error-summary.tsx";
import { type HowAgreed, howGaps, MannerQuestions } from "../components/how-agreed.tsx";
import type { Engine } from "../engine.ts";
import { nameOfOrganisation } from "../text/organisation-name.ts";
import { partContents, partNames } from "../text/part-words.ts";
import { type Sentence, t } from "../text/translate.ts";
import { caseInWords } from "./case-in-words.ts";

type Consent = ContentOf<"consent.give">["body"];

interface Chosen extends HowAgreed {
  readonly kept: readonly Part[];
}

export function Narrow(props: {
  readonly engine: Engine;
  readonly opened: CaseView;
  /** Whose consent it is. */
  readonly organisation: string;
  /** Our own organisation. */
  readonly self: string;
  readonly onDone: (news: Sentence) => void;
}): JSX.Element | null {
  const { engine, opened, organisation, self } = props;
  const name = nameOfOrganisation(engine, organisation);
  const before = partsBefore(engine, opened, organisation);
  const isChild = opened.state.treatAsChild === true;
  const last = givenBefore(opened, organisation).at(-1);
  const begin = (): Chosen => ({ ...restsBefore(isChild, last), kept: before });
  const [chosen, setChosen] = useState(begin);
  // What was missing when it was tried: said above until the next try, at each field until it is there.
  const [tried, setTried] = useState<readonly Gap[]>([]);
  const erased = before.filter((part) => !chosen.kept.includes(part));
  const gaps = tried.length === 0 ? tried : gapsIn(chosen, erased, isChild);
  const amend = (change: Partial<Chosen>) => setChosen((known) => ({ ...known, ...change }));
  if (before.length === 0 || last === undefined) return null;

  const narrow = () => {
    const missing = gapsIn(chosen, erased, isChild);
    setTried(missing);
    const consent = missing.length > 0 ? null : consentOf(opened, organisation, chosen);
    return consent === null ? null : engine.cases.consents.narrowConsent(opened.state.id, consent);
  };
  return (
    <Ask
      button={t("narrow.button")}
      look="link narrow"
      title={t("narrow.title", { name })}
      about={caseInWords(engine, opened.state.id)}
      isFinal
      act={t("confirm.hold")}
      manner="held"
      onBegin={() => {
        setChosen(begin());
        setTried([]);
      }}
      verb={narrow}
      onDone={() => props.onDone(() => t("narrow.done", { name }))}
    >
      <ErrorSummary gaps={tried} />
      <p>{t("confirm.body")}</p>
      <AnyOf<Part>
        id="narrow-parts"
        legend={t("narrow.keep", { name })}
        hint={t("consent.always", { list: partContents(["referral"]) })}
        options={before.map((part) => ({ value: part, label: t(`part.${part}`), hint: t(`part-about.${part}`) }))}
        values={chosen.kept}
        error={gapOf(gaps, "narrow-parts")}
        onChange={(kept) => amend({ kept })}
      />
      <ChildsAnswer
        prefix="narrow-"
        treatAsChild={isChild}
        rests={chosen}
        gaps={gaps}
        onChange={(change) => setChosen((known) => withChildsAnswer(known, change))}
      />
      {isChild && (
        <BasisQuestion
          id="narrow-basis"
          treatAsChild
          rests={chosen}
          gaps={gaps}
          onChange={(basis) => amend({ basis })}
        />
      )}
      <MannerQuestions prefix="narrow-" legend={t("narrow.manner")} how={chosen} gaps={gaps} onChange={amend} />
      {erased.length > 0 && (
        <p class="notice waiting narrow-erases" role="status">
          {organisation === self
            ? t("narrow.erases-self", { list: partNames(erased) })
            : t("narrow.erases", { name, list: partNames(erased) })}{" "}
          {t("confirm.undo")}
        </p>
      )}
      <p class="hint">{t("confirm.hold-hint")}</p>
    </Ask>
  );
}

/** The parts besides the referral that the organisation reads on consents that were not confirmed as withdrawn. */
function partsBefore(engine: Engine, { state }: CaseView, organisation: string): readonly Part[] {
  const kept = partsKept(state, organisation);
  const readable = engine.directory.readableParts(organisation);
  return readable.filter((part) => part !== "referral" && kept.has(part));
}

/** What was agreed to for it and not confirmed as withdrawn, the last one behind. */
function givenBefore({ state, contents }: CaseView, organisation: string): readonly Consent[] {
  return state.consents.flatMap(({ id, organisation: of, held, purge }) => {
    const content = contents.get(id);
    return of === organisation && held && !purge && content?.kind === "consent.give" ? [content.body] : [];
  });
}

// Adults say it themselves (FD7b). Who decides for a child decides on; what the child says of this is asked, as how it was said is.
function restsBefore(isChild: boolean, last: Consent | undefined): Rests {
  return isChild ? presentFields({ guardian: last?.guardian }) : { basis: "consent" };
}

function gapsIn(chosen: Chosen, erased: readonly Part[], isChild: boolean): readonly Gap[] {
  return [
    ...(erased.length === 0 ? [{ field: "narrow-parts", text: () => t("narrow.gap") }] : []),
    ...howGaps("narrow-", isChild, chosen),
  ];
}

/** The consent that takes the place of those before it: for the same uses, in the language and until the day of the last one. */
function consentOf(opened: CaseView, organisation: string, chosen: Chosen): Consent | null {
  const { kept, basis, guardian, assent, manner, interpreter } = chosen;
  const all = givenBefore(opened, organisation);
  const last = all.at(-1);
  if (last === undefined || basis === undefined || manner === undefined || interpreter === undefined) return null;
  const { language, expires } = last;
  return {
    organisation,
    purposes: purposes.filter((purpose) => all.some((given) => given.purposes.includes(purpose))),
    compartments: parts.filter((part) => part === "referral" || kept.includes(part)),
    language,
    manner,
    interpreter,
    basis,
    ...presentFields({ expires, guardian, assent }),
  };
}
