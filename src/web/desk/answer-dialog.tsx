// The question before each answer: what it promises and who will see it. Declining, ending and going on ask for a coded reason; ending asks twice.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import {
  type DeclineReason,
  declineReasons,
  type Outcome,
  outcomes,
  type ReopenReason,
  reopenReasons,
} from "../../core/entry-kind.ts";
import { AskDialog } from "../components/ask.tsx";
import { OneOf } from "../components/choices.tsx";
import { VerbError } from "../components/verb-error.tsx";
import type { Engine } from "../engine.ts";
import { focusSoon } from "../focus-soon.ts";
import { t } from "../text/translate.ts";
import type { Begun } from "../use-verb.ts";
import type { AfterUs } from "./after-us.ts";
import { caseInWords, itemOf, senderOf } from "./case-line.ts";

export interface AnswerAsked {
  readonly verb: "accept" | "decline" | "waitlist" | "meet" | "close" | "reopen";
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
  const [reason, setReason] = useState<DeclineReason>();
  const [outcome, setOutcome] = useState<Outcome>();
  const [why, setWhy] = useState<ReopenReason>();
  const [isSure, setSure] = useState(false);

  const act = (): Begun<unknown> => {
    switch (verb) {
      case "decline":
        return reason === undefined ? () => t("decline.gap") : engine.cases.decline(caseId, referral, reason);
      case "close":
        if (outcome === undefined) return () => t("close.gap");
        if (isSure) return engine.cases.close(caseId, referral, outcome);
        // The help of a whole case ends with it: how first, and then once more whether.
        setSure(true);
        // A press too many then leaves.
        focusSoon(() => document.querySelector<HTMLElement>("dialog[open] .actions .button.plain"));
        return null;
      case "reopen":
        return why === undefined ? () => t("reopen.gap") : engine.cases.reopen(caseId, referral, why);
      default:
        return engine.cases[verb](caseId, referral);
    }
  };

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
            {isSure && outcome !== undefined ? t("close.sure", { outcome: t(`outcome.${outcome}`) }) : promise(props)}
          </p>
          {verb === "decline" && (
            <OneOf
              id="reason"
              legend={t("decline.reason")}
              options={declineReasons.map((value) => ({ value, label: t(`reason.${value}`) }))}
              value={reason}
              error={error}
              onChange={setReason}
            />
          )}
          {verb === "close" && !isSure && (
            <OneOf
              id="outcome"
              legend={t("form.close.field.why")}
              options={outcomes.map((value) => ({ value, label: t(`outcome.${value}`) }))}
              value={outcome}
              error={error}
              onChange={setOutcome}
            />
          )}
          {verb === "reopen" && (
            <OneOf
              id="why"
              legend={t("reopen.why")}
              options={reopenReasons.map((value) => ({ value, label: t(`reopen.why.${value}`) }))}
              value={why}
              error={error}
              onChange={setWhy}
            />
          )}
          {((!grave && verb !== "reopen") || isSure) && <VerbError error={error} />}
        </>
      )}
    </AskDialog>
  );
}

/** What the answer promises, and who is asked after it. */
function promise({ engine, caseId, answer: { verb }, after }: Props): string {
  if (verb !== "decline" && verb !== "waitlist") return t(`${verb}.body`);
  if (verb === "decline" && after.is === "elsewhere") return t("decline.body-elsewhere");
  if (verb === "decline" && after.is === "others") return t("decline.body-others", { n: after.n });
  if (after.is === "others") return t("waitlist.body");
  const item = itemOf(engine, caseId);
  const name = senderOf(engine, item ?? { sentBy: null });
  return verb === "decline" ? t("decline.body-last", { name }) : t("waitlist.body-last");
}
