// The officer's start: one large button, and under it what is on its way. Nothing here says to whom anything went (SL7).
import type { JSX } from "preact";
import type { MemberView } from "../../member/views.ts";
import { Alarms } from "../components/alarms.tsx";
import { Heading } from "../components/heading.tsx";
import type { Engine } from "../engine.ts";
import { go } from "../navigation.ts";
import { t } from "../text/translate.ts";
import { personsAnswer } from "./persons-answer.ts";
import { SentItem } from "./sent-item.tsx";
import { firstOpenStep } from "./steps.ts";

export function Home({ engine, view }: { readonly engine: Engine; readonly view: MemberView }): JSX.Element {
  const draft = engine.draft.value;
  const sent = engine.sent.value;
  // After a fork nothing more may be sent: the alarm above says what to do.
  const forked = view.alarms.some((alarm) => alarm.code === "fork");
  const begin = () => {
    // A draft may have died of age: its answer is not this person's.
    personsAnswer.value = null;
    go({ at: "step", step: "danger" });
  };
  return (
    <main id="content" class="column">
      <Alarms engine={engine} alarms={view.alarms} />
      <Heading>{t("home.title")}</Heading>
      {view.self?.active === false && <p class="notice waiting">{t("settings.inactive")}</p>}
      {draft === null ? (
        <button type="button" class="button primary hero" disabled={forked} onClick={begin}>
          {t("home.new")}
        </button>
      ) : (
        <>
          <button
            type="button"
            class="button primary hero"
            onClick={() => go({ at: "step", step: firstOpenStep(draft) })}
          >
            {t("home.continue")}
          </button>
          <p class="hint">{t("home.continue-note")}</p>
        </>
      )}
      <h2>{t("home.way")}</h2>
      {sent.length === 0 ? (
        <p class="empty">{t("home.empty")}</p>
      ) : (
        <ul class="cards">
          {sent.map((item) => (
            <SentItem key={item.entry} item={item} engine={engine} onAnew={draft === null && !forked ? begin : null} />
          ))}
        </ul>
      )}
    </main>
  );
}
