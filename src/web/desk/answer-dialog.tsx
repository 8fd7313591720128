// The question before each answer: what it promises and who will see it. Declining, ending and going on ask for a coded reason; ending asks twice.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { type AnswerVerb, answerOf, fieldOfAnswer } from "../../core/policy-table.ts";
import { AskDialog } from "../components/ask.tsx";
import { OneOf } from "../components/choices.tsx";
import { VerbError } from "../components/verb-error.tsx";
import type { Engine } from "../engine.ts";
import { focusSoon } from "../focus-soon.ts";
import { t } from "../text/translate.ts";
import type { Begun } from "../use-verb.ts";
import type { AfterUs } from "./after-us.ts";
import { answerCodeWords, answerOptions, verbWords } from "./answer-words.ts";
import { isAuthority } from "./case-content.ts";
import { caseInWords, itemOf, needsInWords, senderOf } from "./case-in-words.ts";

export interface AnswerAsked {
  readonly verb: AnswerVerb;
  readonly referral: string;
}

interface Props {
  readonly engine: Engine;
  readonly caseId: string;
  readonly answer: AnswerAsked;
  readonly after: AfterUs;
  readonly onLeave: () => void;
  readonly onDone: () => void;
}

export function AnswerDialog(props: Props): JSX.Element {
  const { engine, caseId } = props;
  const { verb, referral } = props.answer;
  const field = fieldOfAnswer(verb);
  const [code, setCode] = useState<string>();
  const [isSure, setSure] = useState(false);

  const act = (): Begun<unknown> => {
    const answer = answerOf(verb, code);
    if (answer === null) return () => verbWords(verb, "gap");
    if (verb !== "close" || isSure) return engine.cases.steps.answer(caseId, referral, answer);
    // The help of a whole case ends with it: how first, and then once more whether.
    setSure(true);
    // A press too many then leaves.
    focusSoon(() => document.querySelector<HTMLElement>("dialog[open] .actions .button.plain"));
    return null;
  };

  const asks = field !== null && !isSure;
  const grave = verb === "decline" || verb === "close";
  return (
    <AskDialog
      title={t(`${verb}.title`)}
      about={caseInWords(engine, caseId)}
      isFinal={!grave}
      onLeave={props.onLeave}
      act={verb === "close" && !isSure ? t("path.next") : t(`act.${verb}`)}
      {...(grave && (verb !== "close" || isSure) ? { manner: "grave" as const } : {})}
      verb={act}
      onDone={props.onDone}
    >
      {(error) => (
        <>
          <p>
            {isSure && code !== undefined
              ? t("close.sure", { outcome: answerCodeWords("outcome", code) })
              : promise(props)}
          </p>
          {asks && (
            <OneOf
              id={field}
              legend={verbWords(verb, field)}
              options={answerOptions(field)}
              value={code}
              error={error}
              onChange={setCode}
            />
          )}
          {!asks && <VerbError error={error} />}
        </>
      )}
    </AskDialog>
  );
}

/** What the answer promises, and who is asked after it. */
function promise({ engine, caseId, answer: { verb }, after }: Props): string {
  if (isAuthority(engine) && (verb === "accept" || verb === "decline")) return t(`${verb}.body-authority`);
  const name = senderOf(engine, itemOf(engine, caseId) ?? { sentBy: null });
  if (after.is === "asked" && (verb === "accept" || verb === "decline" || verb === "waitlist"))
    return t(`${verb}.body-asked`, { name, need: needsInWords(after.needs) });
  if (verb !== "decline" && verb !== "waitlist") return t(`${verb}.body`);
  if (verb === "decline" && after.is === "elsewhere") return t("decline.body-elsewhere");
  if (verb === "decline" && after.is === "others") return t("decline.body-others", { n: after.n });
  if (after.is === "others") return t("waitlist.body");
  return verb === "decline" ? t("decline.body-last", { name }) : t("waitlist.body-last");
}
