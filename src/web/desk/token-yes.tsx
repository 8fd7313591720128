// The person agrees that a prosecutor, a court or an investigation unit gets the token of the case: to which, and how it was said. It is recorded for
// everyone in the case but that organisation, which learns nothing from the system (RC9).
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { withChildsAnswer } from "../../core/consent-basis.ts";
import type { TokenConsent } from "../../member/cases/giving.ts";
import type { CaseView } from "../../member/views.ts";
import { spokenLanguages } from "../../words/spoken-languages.ts";
import { AskDialog } from "../components/ask.tsx";
import { OneOf } from "../components/choices.tsx";
import { Dialog } from "../components/dialog.tsx";
import { ErrorSummary, type Gap, gapOf } from "../components/error-summary.tsx";
import { SelectField } from "../components/fields.tsx";
import { HowQuestions, howGaps } from "../components/how-agreed.tsx";
import type { Engine } from "../engine.ts";
import { nameIn } from "../text/moments.ts";
import { type Sentence, t } from "../text/translate.ts";
import { caseInWords } from "./case-in-words.ts";

export function TokenYes(props: {
  readonly engine: Engine;
  readonly opened: CaseView;
  readonly onDone: (news: Sentence) => void;
}): JSX.Element {
  const [asked, setAsked] = useState(false);
  return (
    <>
      <button type="button" class="button plain token-yes" onClick={() => setAsked(true)}>
        {t("token.yes")}
      </button>
      {asked && <Question {...props} onLeave={() => setAsked(false)} />}
    </>
  );
}

function Question(props: {
  readonly engine: Engine;
  readonly opened: CaseView;
  readonly onDone: (news: Sentence) => void;
  readonly onLeave: () => void;
}): JSX.Element {
  const { engine, opened } = props;
  const { id, treatAsChild } = opened.state;
  const language = engine.cases.sheets(id)?.language ?? null;
  const [yes, setYes] = useState<Partial<TokenConsent>>(language === null ? {} : { language });
  const [gaps, setGaps] = useState<readonly Gap[]>([]);
  const justice = engine.cases.consents.newcomers(id).filter(({ organisation }) => organisation.party === "justice");
  const isChild = treatAsChild === true;
  const amend = (change: Partial<TokenConsent>) => setYes((known) => ({ ...known, ...change }));

  const record = () => {
    const missing = gapsIn(yes, isChild);
    setGaps(missing);
    return missing.length > 0 ? null : engine.cases.consents.giveToken(id, yes as TokenConsent);
  };

  if (justice.length === 0) {
    return (
      <Dialog title={t("token.yes")} leaveLabel={t("app.close")} onLeave={props.onLeave}>
        <p>{t("token.yes-none")}</p>
      </Dialog>
    );
  }
  return (
    <AskDialog
      title={t("token.yes")}
      about={caseInWords(engine, id)}
      onLeave={props.onLeave}
      act={t("danger.say-do")}
      verb={record}
      onDone={() => {
        props.onLeave();
        props.onDone(() => t("token.yes-done"));
      }}
    >
      <ErrorSummary gaps={gaps} />
      <p class="notice waiting">{t("token.yes-body")}</p>
      <OneOf
        id="token-who"
        legend={t("token.yes-who")}
        options={justice.map(({ organisation }) => ({
          value: organisation.id,
          label: nameIn(organisation.name),
          hint: t(`org.${organisation.kind}`),
        }))}
        value={yes.organisation}
        error={gapOf(gaps, "token-who")}
        onChange={(organisation) => amend({ organisation })}
      />
      <SelectField
        id="token-language"
        label={t("bring.language")}
        empty={t("path.choose")}
        options={spokenLanguages(engine.view.value?.country.languages ?? [])}
        value={yes.language ?? ""}
        error={gapOf(gaps, "token-language")}
        onChange={(language) => {
          if (language !== "") amend({ language });
        }}
      />
      <HowQuestions
        engine={engine}
        prefix="token-"
        treatAsChild={isChild}
        how={yes}
        gaps={gaps}
        onChild={(change) => setYes((known) => withChildsAnswer(known, change))}
        onChange={amend}
      />
    </AskDialog>
  );
}

function gapsIn(yes: Partial<TokenConsent>, isChild: boolean): readonly Gap[] {
  return [
    ...(yes.organisation === undefined ? [{ field: "token-who", text: () => t("bring.gap-who") }] : []),
    ...(yes.language === undefined ? [{ field: "token-language", text: () => t("person.gap-language") }] : []),
    ...howGaps("token-", isChild, yes),
  ];
}
