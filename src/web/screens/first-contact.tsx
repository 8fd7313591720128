// An unlocked device that its country's log does not know, or that has not reached its host yet. It goes on by itself.
import type { JSX } from "preact";
import type { MemberView } from "../../member/views.ts";
import { Alarms } from "../components/alarms.tsx";
import { Heading } from "../components/heading.tsx";
import type { Engine } from "../engine.ts";
import { t } from "../text/translate.ts";

export function FirstContact({ engine, view }: { readonly engine: Engine; readonly view: MemberView }): JSX.Element {
  return (
    <main id="content" class="column">
      <Heading>{t("first.title")}</Heading>
      <Alarms engine={engine} alarms={view.alarms} />
      <p>{t(view.network === "online" ? "first.unknown" : "first.offline")}</p>
      <button type="button" class="button primary" onClick={() => void engine.sync()}>
        {t("first.again")}
      </button>
    </main>
  );
}
