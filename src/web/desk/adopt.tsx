// Taking a refused entry on in our own name, so that no honest person is lost to a formality (FD5): one sentence on what it means, and a
// question before it.
import type { JSX } from "preact";
import type { EntryRefusal } from "../../core/case/entry-refusal.ts";
import type { CaseView } from "../../member/views.ts";
import { Ask } from "../components/ask.tsx";
import type { Engine } from "../engine.ts";
import { failureText } from "../text/failure.ts";
import { type Sentence, t } from "../text/translate.ts";
import { adoptableReason, isProvider } from "./case-content.ts";
import { caseInWords } from "./case-in-words.ts";

/** The button of one refused entry, or of all that were refused when none is named. */
export function Adopt(props: {
  readonly engine: Engine;
  readonly caseId: string;
  readonly reason: EntryRefusal;
  readonly entry?: string;
  readonly onDone: (news: Sentence) => void;
}): JSX.Element {
  const { engine, caseId, entry } = props;
  return (
    <Ask
      button={t("adopt.button")}
      look={entry === undefined ? "button plain" : "link"}
      title={t("adopt.title")}
      about={caseInWords(engine, caseId)}
      isFinal
      act={t("adopt.do")}
      verb={() => engine.cases.steps.adopt(caseId, entry === undefined ? undefined : [entry])}
      words={(reason) =>
        reason === "not-allowed" || reason === "nothing-to-adopt" ? t("adopt.not-allowed") : failureText(reason)
      }
      onDone={() => props.onDone(() => t("adopt.done"))}
    >
      <p class="quiet">{t("adopt.reason", { reason: t(`refusal.${props.reason}`) })}</p>
      <p>{t("adopt.body")}</p>
      <p class="notice waiting">{t("adopt.check")}</p>
    </Ask>
  );
}

/** What stands over a case that reached us and does not count. */
export function RefusedCase(props: {
  readonly engine: Engine;
  readonly opened: CaseView;
  readonly onDone: (news: Sentence) => void;
}): JSX.Element | null {
  const { engine, opened } = props;
  const [reason] = opened.state.entries.flatMap((entry) => adoptableReason(entry) ?? []);
  if (reason === undefined) return null;
  return (
    <div class="notice waiting refused-case">
      <p>{t("refused.case", { reason: t(`refusal.${reason}`) })}</p>
      {isProvider(engine) && <Adopt engine={engine} caseId={opened.state.id} reason={reason} onDone={props.onDone} />}
    </div>
  );
}
