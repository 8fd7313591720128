// The officer's start: one large button, and under it what is on its way. Nothing here says to whom anything went (SL7).
import type { JSX } from "preact";
import { mostDrafts } from "../../core/referral-draft.ts";
import type { DeviceView, KeptDraft } from "../../member/views.ts";
import { AlarmList } from "../components/alarms.tsx";
import { Heading } from "../components/heading.tsx";
import { PhoneBook } from "../components/phones.tsx";
import { SetAsideNotice } from "../components/set-aside.tsx";
import type { Engine } from "../engine.ts";
import { go } from "../navigation.ts";
import { t } from "../text/translate.ts";
import { draftLabel } from "./draft-label.ts";
import { LessonsRow } from "./lessons-row.tsx";
import { personsAnswer } from "./persons-answer.ts";
import { SentItem } from "./sent-item.tsx";

export function Home({ engine, view }: { readonly engine: Engine; readonly view: DeviceView }): JSX.Element {
  const drafts = engine.drafts.list.value;
  const sent = engine.sent.value;
  // After a fork nothing more may be sent: the alarm above says what to do.
  const forked = view.alarms.some((alarm) => alarm.code === "fork");
  const lessons = engine.learnt.value;
  const listed = engine.directory.phones();
  const isFull = drafts.length >= mostDrafts;
  // The pages come with the first of them, and not with this screen.
  const toOpenPage = () =>
    void import("./gaps.ts").then(({ firstOpenStep }) => go({ at: "step", step: firstOpenStep(engine) }));
  const begin = () => {
    // What the person pressed belongs to the referral before.
    personsAnswer.value = null;
    engine.drafts.begin();
    toOpenPage();
  };
  const goOn = ({ id }: KeptDraft) => {
    personsAnswer.value = null;
    engine.drafts.open(id);
    toOpenPage();
  };
  return (
    <main id="content" class="column">
      <AlarmList engine={engine} alarms={view.alarms} />
      <SetAsideNotice engine={engine} />
      <Heading>{t("home.title")}</Heading>
      {view.self?.active === false && <p class="notice waiting">{t("home.inactive")}</p>}
      {drafts.map((kept) => (
        <button type="button" class="button primary hero begun" key={kept.id} onClick={() => goOn(kept)}>
          {t("home.continue")}
          <small>{draftLabel(engine, kept)}</small>
        </button>
      ))}
      {drafts.length > 0 && <p class="hint">{t("home.continue-note")}</p>}
      {drafts.length > 0 && !engine.isPromised && <p class="hint">{t("app.unpromised")}</p>}
      {isFull ? (
        <p class="notice waiting">{t("home.full")}</p>
      ) : (
        <button
          type="button"
          class={drafts.length === 0 ? "button primary hero" : "button plain hero"}
          disabled={forked}
          onClick={begin}
        >
          {t("home.new")}
        </button>
      )}
      {lessons?.isDue === true && <LessonsRow view={lessons} />}
      {engine.ringBack.value === null && (
        <div class="notice plain">
          <p>{t("ring-back.missing")}</p>
          <button type="button" class="button plain" onClick={() => go({ at: "settings" })}>
            {t("ring-back.type")}
          </button>
        </div>
      )}
      <h2>{t("home.way")}</h2>
      {sent.some(({ mark }) => mark !== null) && <p class="hint">{t("sent.mark-note")}</p>}
      {sent.length === 0 ? (
        <p class="empty">{t("home.empty")}</p>
      ) : (
        <ul class="cards">
          {sent.map((item) => (
            <SentItem key={item.entry} item={item} engine={engine} onAnew={isFull || forked ? null : begin} />
          ))}
        </ul>
      )}
      {listed.length > 0 && (
        <section>
          <h2>{t("phone.title")}</h2>
          <p class="hint">{t("phone.near")}</p>
          <PhoneBook engine={engine} listed={listed} />
        </section>
      )}
      {/* Once they are done they remind of nothing for a year, and stand behind what is on its way. */}
      {lessons?.isDue === false && <LessonsRow view={lessons} />}
    </main>
  );
}
