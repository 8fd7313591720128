// One referral on its way: sealed, logged, witnessed, answered (LG6). Each step says in words whether it is reached.
import type { JSX } from "preact";
import type { SentView } from "../../member/views.ts";
import type { MessageKey } from "../../words/message-key.ts";
import { now } from "../clock.ts";
import { Moment } from "../components/moment.tsx";
import type { Engine } from "../engine.ts";
import { Done } from "../icons.tsx";
import { saveFile } from "../save-file.ts";
import { exactMoment, shortMoment } from "../text/moments.ts";
import { between, t } from "../text/translate.ts";

export function SentItem(props: {
  readonly item: SentView;
  readonly engine: Engine;
  /** Begins another referral; null while none can be begun. */
  readonly onAnew: (() => void) | null;
}): JSX.Element {
  const { item, engine, onAnew } = props;
  const { answer, receivedAt } = item;
  const declines = item.answers.filter(({ state }) => state === "declined").length;
  const isDeclined = answer?.state === "declined";
  const none = isDeclined && declines >= item.asked;
  const isOpen = answer === null || isDeclined || answer.state === "waitlisted";
  // Somebody in danger may depend on it: that a device holds it is never shown as an answer.
  const reached = answer === null && receivedAt !== null ? ({ state: "received", at: receivedAt } as const) : null;
  const current = answer === null || isDeclined ? reached : answer;
  const carry = () => {
    const bytes = engine.device.drafts.sealedFile(item.entry);
    if (bytes !== null) saveFile("sealed.age", "application/octet-stream", bytes);
  };
  return (
    <li class="card sent">
      <h3>
        {t("home.item", { time: shortMoment(item.sealedAt, now.value) })}
        {item.mark !== null && (
          <>
            {between()}
            <bdi>{item.mark}</bdi>
          </>
        )}
      </h3>
      {item.part !== undefined && <p class="quiet">{t(`sent.part-${item.part}`)}</p>}
      <ol class="four">
        <FourStep name="sent.sealed" at={item.sealedAt} />
        <FourStep name="sent.logged" at={item.loggedAt} />
        <FourStep name="sent.witnessed" at={item.witnessedAt} />
        <FourStep name="sent.answered" at={answer?.at ?? null} />
      </ol>
      {item.lost === true && <Unanswered words={t("sent.lost")} onAnew={onAnew} />}
      {answer === null && reached === null && item.lost !== true && <p class="quiet">{t("sent.no-answer")}</p>}
      {current !== null && current.state !== "declined" && (
        <p class={current.state === "accepted" || current.state === "met" ? "answer good" : "answer"}>
          {t(`receipt.${current.state}`)}{" "}
          <span class="quiet">
            <Moment at={current.at} />
          </span>
        </p>
      )}
      {isOpen && declines > 0 && !none && (
        <p class="answer">
          {t("sent.declined", { n: declines, of: item.asked })} {t("sent.next-asked")}
        </p>
      )}
      {none && <Unanswered words={t("sent.none")} onAnew={onAnew} />}
      {item.refused !== null && (
        <p class="notice waiting" role="status">
          {t(`problem.${item.refused}`)}
        </p>
      )}
      {item.late && (
        <div class="notice waiting">
          <p>{t("sent.late")}</p>
          <button type="button" class="button plain" onClick={() => void carry()}>
            {t("sent.carry")}
          </button>
        </div>
      )}
    </li>
  );
}

function Unanswered(props: { readonly words: string; readonly onAnew: (() => void) | null }): JSX.Element {
  return (
    <div class="notice waiting" role="status">
      <p>{props.words}</p>
      {props.onAnew !== null && (
        <button type="button" class="button plain" onClick={props.onAnew}>
          {t("home.new")}
        </button>
      )}
    </div>
  );
}

function FourStep({
  name,
  at,
}: {
  readonly name: MessageKey & `sent.${string}`;
  readonly at: number | null;
}): JSX.Element {
  const step = t(name as "sent.sealed");
  const text = at === null ? t("sent.open", { step }) : t("sent.done", { step, time: exactMoment(at) });
  return (
    <li class={at === null ? "open" : "done"} title={text}>
      <span class="dot">{at !== null && <Done />}</span>
      <span class="four-name" aria-hidden="true">
        {step}
      </span>
      <span class="unseen">{text}</span>
    </li>
  );
}
