// The own organisation on one page: what is free, its devices, the key of its readers, what it offers, its archive, and who may do what.
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { DeviceView, OrganisationView } from "../../member/views.ts";
import { BackButton } from "../components/back-button.tsx";
import { Heading } from "../components/heading.tsx";
import type { Engine } from "../engine.ts";
import { loadPart } from "../load-part.ts";
import { howLong, nameIn } from "../text/moments.ts";
import { needWords, type Sentence, t } from "../text/translate.ts";
import { useSentence } from "../use-verb.ts";
import { wordParts } from "../word-parts.ts";
import { DevicesSection } from "./devices.tsx";
import { OwnKeySection } from "./own-key.tsx";
import { RecoveryKey } from "./recovery-key.tsx";
import { Services } from "./services.tsx";

export function OrganisationOverview(props: {
  readonly engine: Engine;
  readonly view: DeviceView;
  readonly own: OrganisationView;
}): JSX.Element {
  const { engine, view, own } = props;
  const [news, say] = useSentence();
  // The press that led here is often far below, and the button is gone.
  const onNews = (sentence: Sentence) => {
    say(sentence);
    scrollTo(0, 0);
  };
  const reads = own.key !== null;
  const parts = useDeskParts(reads);
  const key = <OwnKeySection engine={engine} own={own} onNews={onNews} />;
  const isKeyFirst = own.key?.isDue === true;
  const recovery = reads && <RecoveryKey engine={engine} own={own} />;
  const isRecoveryFirst = reads && engine.device.recovery.isRenewalDue;
  return (
    <main id="content" class="column organisation">
      <BackButton />
      <Heading>{t("org.title")}</Heading>
      <p>{nameIn(own.organisation.name)}</p>
      <p class="hint">{t(own.isAdmin ? (reads ? "our.admin" : "our.admin-refers") : "our.not-admin")}</p>
      <p role="status" class={news === null ? "unseen" : "notice news"}>
        {news}
      </p>
      {isKeyFirst && key}
      {isRecoveryFirst && recovery}
      {parts && <parts.FreePlaces engine={engine} />}
      <DevicesSection engine={engine} own={own} onNews={onNews} />
      {!isKeyFirst && key}
      {(reads || own.services.length > 0) && <Services engine={engine} own={own} onNews={onNews} />}
      {parts && (
        <>
          <h2>{t("our.archive")}</h2>
          <parts.ArchiveLine engine={engine} whole />
        </>
      )}
      {!isRecoveryFirst && recovery}
      <WhoMay own={own} view={view} />
    </main>
  );
}

/** What stands on the first page of the desk too, where this device reads: it comes with the desk's words. */
function useDeskParts(reads: boolean) {
  const [parts, setParts] = useState<Awaited<ReturnType<typeof loadDeskParts>> | null>(null);
  useEffect(() => {
    if (!reads) return;
    loadPart(loadDeskParts).then(setParts, () => undefined);
  }, [reads]);
  return parts;
}

async function loadDeskParts() {
  const [{ ArchiveLine }, { FreePlaces }] = await Promise.all([
    import("../desk/archive-notice.tsx"),
    import("../components/free-places.tsx"),
    needWords(...wordParts.desk),
  ]);
  return { ArchiveLine, FreePlaces };
}

function WhoMay({ own, view }: { readonly own: OrganisationView; readonly view: DeviceView }): JSX.Element {
  const reads = own.key !== null;
  return (
    <section aria-labelledby="who-may">
      <h2 id="who-may">{t("may.title")}</h2>
      <ul class="plain-list">
        <li>{t(reads ? "may.reader" : "may.referrer")}</li>
        {!reads && <li>{t("may.one-enrols")}</li>}
        <li>{t("may.one")}</li>
        {reads && <li>{t("may.two", { time: howLong(view.country.waits.reader) })}</li>}
        <li>{t("may.council")}</li>
        <li>{t("may.host")}</li>
      </ul>
    </section>
  );
}
