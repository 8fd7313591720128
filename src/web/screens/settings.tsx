// Language, neutral name, lock, and what this device knows of the log.
import type { JSX } from "preact";
import type { DeviceView } from "../../member/views.ts";
import { now } from "../clock.ts";
import { BackButton } from "../components/back-button.tsx";
import { Heading } from "../components/heading.tsx";
import { LanguagePicker } from "../components/language-picker.tsx";
import { later } from "../components/later.tsx";
import { Moment } from "../components/moment.tsx";
import { SeatNotice } from "../components/seat-notices.tsx";
import { Standing } from "../components/standing.tsx";
import type { Engine } from "../engine.ts";
import { Lock } from "../icons.tsx";
import { go, here } from "../navigation.ts";
import { versionHere } from "../newer-version.ts";
import { organisationWords } from "../organisation-words.ts";
import { neutral, setNeutral } from "../preferences.ts";
import { exactMoment, listOf, nameIn, timeAgo } from "../text/moments.ts";
import { needWords, t } from "../text/translate.ts";
import { RingBackForm } from "./ring-back.tsx";

const OrganisationScreens = later(async () => {
  const [part] = await Promise.all([
    import("../organisation/organisation-screens.tsx"),
    needWords(...organisationWords),
  ]);
  return part.OrganisationScreens;
});

/** Settings, and the pages of the organisation to which they lead: the first script names one part for both. */
export function Settings({ engine, view }: { readonly engine: Engine; readonly view: DeviceView }): JSX.Element {
  const place = here.value;
  if (place.at === "settings" && place.organisation !== undefined)
    return <OrganisationScreens engine={engine} view={view} page={place.organisation} />;
  return (
    <main id="content" class="column">
      <BackButton />
      <Heading>{t("bar.settings")}</Heading>
      <LanguagePicker />
      <label class="choice">
        <input type="checkbox" checked={neutral.value} onChange={(event) => setNeutral(event.currentTarget.checked)} />
        <span>
          {t("settings.neutral")}
          <small class="hint">{t("settings.neutral-hint", { name: t("app.neutral") })}</small>
        </span>
      </label>
      <button
        type="button"
        id="organisation"
        class="button plain wide"
        onClick={() => go({ at: "settings", organisation: { at: "overview" } })}
      >
        {t("org.title")}
      </button>
      <button type="button" class="button plain wide" onClick={() => engine.lock()}>
        <Lock />
        {t("settings.lock")}
      </button>
      <p class="hint">{t("settings.lock-hint")}</p>
      {!engine.isPromised && <p class="hint">{t("app.unpromised")}</p>}
      {refers(view) && <RingBackForm engine={engine} />}
      <Device view={view} />
      <Log view={view} />
      <button type="button" class="button plain" onClick={() => void engine.sync()}>
        {t("settings.sync")}
      </button>
      <p class="quiet">{t("settings.version", { version: versionHere() })}</p>
    </main>
  );
}

// Others send no referral.
function refers({ self }: DeviceView): boolean {
  return self?.organisation.party === "referrer" || self?.organisation.party === "provider";
}

function Device({ view: { self, tokens, country } }: { readonly view: DeviceView }): JSX.Element | null {
  if (self === null) return null;
  return (
    <section>
      <h2>{t("settings.device")}</h2>
      <p>
        {nameIn(self.organisation.name)}, {nameIn(country.title)}
      </p>
      <p class="quiet mono">{self.device}</p>
      <Standing self={self} />
      {self.role === "referrer" && <p>{t("settings.tokens", { n: tokens })}</p>}
    </section>
  );
}

function Log({ view: { log, council } }: { readonly view: DeviceView }): JSX.Element {
  const { seen, trusted, lyingWitnessesForFork } = log;
  return (
    <section>
      <h2>{t("settings.log")}</h2>
      {seen !== null && <p>{t("settings.size", { n: seen.size })}</p>}
      {trusted === null ? (
        <p>{t("settings.never")}</p>
      ) : (
        <p>
          {t("settings.witnessed", {
            n: trusted.size,
            by: listOf(trusted.witnesses),
            time: timeAgo(trusted.at, now.value),
          })}
          <span class="unseen">
            <Moment at={trusted.at} />
          </span>
        </p>
      )}
      {lyingWitnessesForFork !== null && lyingWitnessesForFork > 0 && (
        <p class="quiet">{t("settings.liars", { n: lyingWitnessesForFork })}</p>
      )}
      {council.map((news) =>
        news.waits ? (
          <SeatNotice news={news} key={news.fingerprint} />
        ) : (
          <p key={news.fingerprint}>
            {t("council.seat-came", { seat: news.seat, day: exactMoment(news.from ?? 0) })}{" "}
            <bdi dir="ltr">{news.fingerprint}</bdi>
          </p>
        ),
      )}
    </section>
  );
}
