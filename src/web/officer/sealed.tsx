// After sending: what happened, and that the officer cannot open it again. The name is forgotten when this page is left (SL7).

import type { JSX } from "preact";
import { Heading } from "../components/heading.tsx";
import { PhoneBook } from "../components/phones.tsx";
import type { Engine } from "../engine.ts";
import { Seal } from "../icons.tsx";
import { goHome } from "../navigation.ts";
import { listOf, timeOfDay } from "../text/moments.ts";
import { nameOfOrganisation } from "../text/organisation-name.ts";
import { t } from "../text/translate.ts";

export function Sealed(props: {
  readonly engine: Engine;
  readonly entry: string;
  /** The organisations that were asked. */
  readonly asked: readonly string[];
}): JSX.Element {
  const { engine } = props;
  const name = listOf(props.asked.map((id) => nameOfOrganisation(engine, id)));
  const listed = engine.directory.phones(props.asked);
  const item = engine.sent.value.find((candidate) => candidate.entry === props.entry);
  const logged = item?.loggedAt ?? null;
  const offline = engine.view.value?.network === "offline";
  return (
    <main id="content" class="column centred">
      <div class="seal-mark">
        <Seal />
      </div>
      <Heading>{t("sealed.title")}</Heading>
      {item !== undefined && (
        <p class="lead" role="status">
          {logged === null
            ? t("sealed.lead", { time: timeOfDay(item.sealedAt), name })
            : t("sealed.logged", { time: timeOfDay(logged), name })}
        </p>
      )}
      {logged === null && <p>{t(offline ? "sealed.offline" : "sealed.online")}</p>}
      <p class="notice news">{t("sealed.stay")}</p>
      {item?.mark != null && <p class="notice plain">{t("sent.mark", { mark: item.mark })}</p>}
      {listed.length > 0 && (
        <section>
          <h2>{t("phone.asked")}</h2>
          <p class="hint">{t("phone.asked-note")}</p>
          <PhoneBook engine={engine} listed={listed} />
        </section>
      )}
      <button type="button" class="button primary wide" onClick={goHome}>
        {t("sealed.home")}
      </button>
    </main>
  );
}
