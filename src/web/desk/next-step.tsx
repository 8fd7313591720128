// The next step: what may be done now in each referral, the likeliest first.
import type { JSX } from "preact";
import type { CaseView } from "../../member/views.ts";
import type { Engine } from "../engine.ts";
import { t } from "../text/translate.ts";
import { isLeftByAll } from "./after-us.ts";
import type { AnswerAsked } from "./answer-dialog.tsx";
import { decisionDue, followedAs, isAuthority, standingIn } from "./case-content.ts";
import { itemOf, senderOf } from "./case-in-words.ts";
import { dueFirst } from "./task-lines.tsx";

/** What helps the person. That help ends, or goes on after all, is none that a tired hand should find first. */
const leading: readonly AnswerAsked["verb"][] = ["accept", "waitlist", "meet"];

/** True where one of the next steps helps the person. */
export function leads(opened: CaseView): boolean {
  return opened.actions.some(({ verbs }) => leading.some((verb) => verb === verbs[0]));
}

export function NextStep(props: {
  readonly engine: Engine;
  readonly opened: CaseView;
  /** Our own organisation. */
  readonly self: string;
  readonly onAnswer: (answer: AnswerAsked) => void;
  /** Opens the form that says how the help ended; null where there is none to fill in. */
  readonly onEnd: (() => void) | null;
}): JSX.Element {
  const { opened, self, onEnd } = props;
  const unlogged = opened.state.entries.some(
    (entry) => entry.leaf === null && entry.content.kind === "referral.send" && entry.organisation !== self,
  );
  const actions = opened.actions.filter(({ verbs }) => verbs.length > 0);
  return (
    <section class="next-step">
      <h2>{t("desk.next")}</h2>
      {unlogged && (
        <p class="notice waiting">
          <strong>{t("desk.unlogged")}.</strong> {t("desk.unlogged-note")}
        </p>
      )}
      {actions.length === 0 && <p class="quiet">{idleWords(props)}</p>}
      {actions.map(({ referral, verbs }) => (
        <div class="stack" key={referral}>
          {verbs.map((verb, i) => (
            <button
              type="button"
              key={verb}
              class={i === 0 && leading.includes(verb) ? "button primary wide" : "button plain wide"}
              onClick={() => (verb === "close" && onEnd !== null ? onEnd() : props.onAnswer({ verb, referral }))}
            >
              {t(`act.${verb}`)}
            </button>
          ))}
        </div>
      ))}
    </section>
  );
}

function idleWords(props: { readonly engine: Engine; readonly opened: CaseView; readonly self: string }): string {
  const { engine, opened, self } = props;
  const standing = standingIn(engine, opened);
  const sheets = engine.cases.sheets(opened.state.id);
  const nothing = () => (sheets === null ? null : dueFirst(engine, sheets, true)) ?? t("today.none");
  const decision = isAuthority(engine) ? decisionDue(engine, opened, self, standing) : null;
  if (decision !== null) return decision === "none" ? nothing() : t(`today.${decision}`);
  const followed = followedAs(standing);
  if (standing === "refused") return t("today.refused");
  if (followed !== null) return t(`today.${followed}`);
  if (!isLeftByAll(opened, self)) return nothing();
  const item = itemOf(engine, opened.state.id);
  return t("today.left-by-all", { name: senderOf(engine, item ?? { sentBy: null }) });
}
