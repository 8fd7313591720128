// The own organisation on one page: what is free, its devices, the key of its readers, what it offers, its archive, and who may do what.
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { DeviceView, OrganisationView } from "../../member/views.ts";
import { BackButton } from "../components/back-button.tsx";
import { FreePlaces } from "../components/free-places.tsx";
import { Heading } from "../components/heading.tsx";
import type { Engine } from "../engine.ts";
import { loadPart } from "../load-part.ts";
import { howLong, nameIn } from "../text/moments.ts";
import { needWords, type Sentence, t } from "../text/translate.ts";
import { useSentence } from "../use-verb.ts";
import { wordsOf } from "../word-parts.ts";
import { Devices } from "./devices.tsx";
import { OwnKeySection } from "./own-key.tsx";
import { Services } from "./services.tsx";

export function Overview(props: {
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
  const key = <OwnKeySection engine={engine} own={own} onNews={onNews} />;
  const isKeyFirst = own.key?.isDue === true;
  return (
    <main id="content" class="column organisation">
      <BackButton />
      <Heading>{t("org.title")}</Heading>
      <p>{nameIn(own.organisation.name)}</p>
      <p class="hint">{t(own.isAdmin ? (reads ? "org.admin" : "org.admin-refers") : "org.not-admin")}</p>
      <p role="status" class={news === null ? "unseen" : "notice news"}>
        {news}
      </p>
      {isKeyFirst && key}
      {(reads || own.services.length > 0) && <FreePlaces engine={engine} />}
      <Devices engine={engine} own={own} onNews={onNews} />
      {!isKeyFirst && key}
      {(reads || own.services.length > 0) && <Services engine={engine} own={own} onNews={onNews} />}
      {reads && <Archive engine={engine} />}
      {/* The place for custodians and recovery (KR). */}
      <WhoMay own={own} view={view} />
    </main>
  );
}

/** Where the newest archive is and how old it is, as on the first page: its code comes with the desk. */
function Archive({ engine }: { readonly engine: Engine }): JSX.Element | null {
  const [Line, setLine] = useState<typeof import("../desk/archive-notice.tsx").ArchiveLine | null>(null);
  useEffect(() => {
    const load = async () => {
      const [part] = await Promise.all([import("../desk/archive-notice.tsx"), needWords(...wordsOf.desk)]);
      return part.ArchiveLine;
    };
    loadPart(load).then(
      (line) => setLine(() => line),
      () => undefined,
    );
  }, []);
  return (
    Line && (
      <>
        <h2>{t("org.archive")}</h2>
        <Line engine={engine} />
      </>
    )
  );
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
