// The whole program on the screen: what is shown follows from the engine's view and from where the reader is.
import { effect } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { DeviceView } from "../member/views.ts";
import { AlarmNotice, isRed } from "./components/alarms.tsx";
import { Banner, currentMarks } from "./components/banner.tsx";
import { TopBar } from "./components/bar.tsx";
import { later } from "./components/later.tsx";
import { NewerVersion } from "./components/newer-version.tsx";
import type { Engine, VerbResult } from "./engine.ts";
import { engineAway, engineElsewhere, engineFailed, engineNow, enginePromise } from "./engine-slot.ts";
import { setUpChoices } from "./first-visit.ts";
import { type KeptPart, keepPart, keptParts } from "./kept-parts.ts";
import { loadPart } from "./load-part.ts";
import { here, leaveOnLock } from "./navigation.ts";
import { Home as HomeItself } from "./officer/home.tsx";
import { rememberMarks, rememberReads, rememberSetUp, wasSetUp } from "./preferences.ts";
import { SetUp } from "./screens/set-up.tsx";
import { Unlock } from "./screens/unlock.tsx";
import { failureText } from "./text/failure.ts";
import { nameIn } from "./text/moments.ts";
import { between, needWords, type Sentence, t } from "./text/translate.ts";
import { wordParts } from "./word-parts.ts";

// Each part with the words that it needs (word-parts.ts).
const withWords = async <T,>(part: KeptPart | "lessons", code: Promise<T>): Promise<T> => {
  // Both at once: code that fails while the words are still coming must find somebody who listens.
  const [loaded] = await Promise.all([code, needWords(...wordParts[part])]);
  return loaded;
};
const loadPath = () => withWords("officer", import("./officer/path.tsx"));
const loadDesk = () => withWords("desk", import("./desk/desk.tsx"));
const loadRecord = () => withWords("record", import("./record/record-screens.tsx"));
const loadReading = () => import("../member/reader.ts");
/** All that a device of the role needs, beside what every device does. */
const loads: Readonly<Record<KeptPart, () => Promise<unknown>>> = {
  officer: loadPath,
  desk: () => Promise.all([loadReading(), loadDesk()]),
  record: () => Promise.all([loadReading(), loadRecord()]),
};
const Home = later(async () => withWords("officer", Promise.resolve(HomeItself)));
const Step = later(async () => (await loadPath()).StepScreen);
const HandOver = later(async () => (await loadPath()).HandOver);
const Sealed = later(async () => (await loadPath()).Sealed);
const Desk = later(async () => (await loadDesk()).Desk);
// Who looks into the record from the desk once, does so again.
const RecordScreens = later(async () => {
  keepPart("record");
  return (await loadRecord()).RecordScreens;
});
const LessonScreens = later(
  async () => (await withWords("lessons", import("./lessons/lesson-screens.tsx"))).LessonScreens,
);
const FirstContact = later(async () => (await import("./screens/first-contact.tsx")).FirstContact);
const Settings = later(async () => (await import("./screens/settings.tsx")).Settings);

export function App(): JSX.Element {
  const engine = engineNow.value;
  const view = engine?.view.value ?? null;
  const unlocked = view !== null && !view.locked && view.self !== null;
  useEffect(() => {
    if (!unlocked) return;
    // The next screen is fetched while the reader reads this one. When that fails, the screen asks again once it is needed.
    const fetched = view.self?.role !== "reader" ? loadPath() : startsAtRecord(view) ? loadRecord() : loadDesk();
    fetched.catch(() => undefined);
    for (const part of partsOf(view)) keepPart(part);
    rememberReads(view.self?.role === "reader");
    return leaveOnLock;
  }, [unlocked]);

  return (
    <>
      <Banner engine={engine} />
      <Below engine={engine} view={view} />
    </>
  );
}

/** All but the banner, which no screen is without. */
function Below({ engine, view }: { readonly engine: Engine | null; readonly view: DeviceView | null }): JSX.Element {
  // Also while the device is locked: nothing of the case is on that page, and the person shall not face a question for words that they never had.
  if (engine !== null && here.value.at === "hand-over") return <HandOver engine={engine} />;
  if (engine !== null && view !== null && !view.locked && view.self === null) {
    return (
      <>
        <TopBar engine={engine} />
        <Red engine={engine} view={view} />
        <FirstContact engine={engine} view={view} />
      </>
    );
  }
  if (engine === null || view === null || view.locked) {
    return (
      <>
        {engineFailed.value && (
          <p class="notice waiting" role="alert">
            {t("app.broken")}
          </p>
        )}
        {engineElsewhere.value || engineAway.value ? (
          <p class="notice waiting" role="status">
            {t(engineAway.value ? "app.away" : "app.elsewhere")}
          </p>
        ) : (
          <>
            {/* While a device is set up, its words and keys are on this page alone. */}
            {view !== null && <NewerVersion />}
            <Door engine={engine} isSetUp={engine === null ? wasSetUp() : view !== null} />
          </>
        )}
      </>
    );
  }
  return (
    <>
      <button type="button" class="skip" onClick={skip}>
        {t("app.skip")}
      </button>
      <TopBar engine={engine} />
      <NewerVersion />
      <Red engine={engine} view={view} />
      <Screen engine={engine} view={view} />
    </>
  );
}

// Nobody types into a form that is then exchanged for another one: before the engine is here, only what stays is drawn.
function Door(props: { readonly engine: Engine | null; readonly isSetUp: boolean }): JSX.Element {
  const { engine, isSetUp } = props;
  const [begun, setBegun] = useState<Promise<Engine> | null>(null);
  const [flaw, setFlaw] = useState<Sentence | null>(null);
  useEffect(() => {
    if (engine === null) return;
    rememberSetUp(isSetUp);
    if (isSetUp) void loadKept();
  }, [engine, isSetUp]);
  if (engine?.isDamaged === true) {
    return (
      <main>
        <div class="column">
          <p class="notice waiting" role="alert">
            {t("failure.vault-damaged")}
          </p>
        </div>
      </main>
    );
  }
  // Begun before the engine was here: the words can be typed while it comes. Where it fails, the page before says why.
  const begin = (verb: (engine: Engine) => Promise<VerbResult>) => {
    const fail = (words: Sentence) => {
      setFlaw(() => words);
      setBegun(null);
    };
    const setUp = async (): Promise<Engine> => {
      const engine = await enginePromise;
      const result = await verb(engine);
      if (result.is === "failed") fail(() => failureText(result.reason));
      return engine;
    };
    setFlaw(null);
    setBegun(
      setUp().catch((fault: unknown) => {
        fail(() => t("app.broken"));
        throw fault;
      }),
    );
  };
  if (isSetUp || begun !== null) return <Unlock engine={begun ?? enginePromise} />;
  const vaults = engine?.demonstrationVaults.value ?? setUpChoices.value;
  if (vaults !== null) return <SetUp engine={engine} vaults={vaults} flaw={flaw} onBegin={begin} />;
  return (
    <main>
      <p class="column" role="status">
        {!engineFailed.value && t("app.loading")}
      </p>
    </main>
  );
}

/** While somebody types the words that open this device, what its screens will need. When that fails, the screen asks again. */
async function loadKept(): Promise<void> {
  for (const part of await keptParts()) loads[part]().catch(() => undefined);
}

/** Above every screen but the one that is turned to the person: somebody asks for all cases of the organisation (KR8b). */
function Red({ engine, view: { alarms } }: { readonly engine: Engine; readonly view: DeviceView }): JSX.Element | null {
  const [part, setPart] = useState<typeof import("./components/recovery-action.tsx") | null>(null);
  const isAsked = alarms.some(isRed);
  useEffect(() => {
    if (isAsked) loadPart(() => import("./components/recovery-action.tsx")).then(setPart, () => undefined);
  }, [isAsked]);
  if (!isAsked) return null;
  if (part !== null) return <part.RedAlarms engine={engine} alarms={alarms} />;
  // What can be done about it comes later, or not at all without a network.
  return (
    <div class="alarms">
      {alarms.filter(isRed).map((alarm) => (
        <AlarmNotice key={alarm.leaf} engine={engine} alarm={alarm}>
          {null}
        </AlarmNotice>
      ))}
    </div>
  );
}

function Screen({ engine, view }: { readonly engine: Engine; readonly view: DeviceView }): JSX.Element {
  const place = here.value;
  if (place.at === "settings") return <Settings engine={engine} view={view} />;
  if (view.self?.role === "reader") {
    if (place.at === "record") return <RecordScreens engine={engine} view={view} page={place.page} />;
    if (place.at === "step" && view.self.organisation.party === "provider")
      return <Step engine={engine} step={place.step} />;
    if (place.at === "home" && startsAtRecord(view))
      return <RecordScreens engine={engine} view={view} page={{ at: "overview" }} />;
    return <Desk engine={engine} view={view} />;
  }
  switch (place.at) {
    case "step":
      return <Step engine={engine} step={place.step} />;
    case "sealed":
      return <Sealed engine={engine} entry={place.entry} asked={place.asked} />;
    case "lessons":
      return <LessonScreens engine={engine} lesson={null} />;
    case "lesson":
      return <LessonScreens engine={engine} lesson={place.lesson} />;
    default:
      return <Home engine={engine} view={view} />;
  }
}

/** What this device must hold to work without a network. Cases may come to any reader. */
function partsOf(view: DeviceView): readonly KeptPart[] {
  if (view.self?.role !== "reader") return ["officer"];
  return startsAtRecord(view) ? ["record", "desk"] : ["desk"];
}

/** Those whose work is the country's record: referrals come to them seldom or never. */
function startsAtRecord(view: DeviceView): boolean {
  const party = view.self?.organisation.party;
  return party === "coordinator" || party === "rapporteur" || party === "justice" || party === "educator";
}

// A button, because a link would change the address.
function skip(): void {
  document.querySelector<HTMLElement>("h1")?.focus();
}

/** Keeps what kind of country this is for the next visit. */
export function followMarks(engine: Engine): void {
  effect(() => {
    const marks = currentMarks(engine);
    if (marks !== null) rememberMarks(marks);
  });
}

/** Reports every input to the engine as a sign of a person, so that its lock counts from the last one. */
export function followTouches(engine: Engine): void {
  for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, () => engine.touch(), { passive: true });
}

// The page comes without a manifest, since the browser may keep the first that is named until the next load: a neutral app would then be
// installed under the program's name.
function nameManifest(href: string): void {
  const named = document.querySelector<HTMLLinkElement>("link[rel=manifest]");
  if (named !== null) named.href = href;
  else document.head.append(Object.assign(document.createElement("link"), { rel: "manifest", href }));
}

/**
 * Keeps the window's title and icon: the program's name or a neutral one, and a count without names. In the demonstration the title says who is
 * played in this window.
 */
export function followTitle(
  count: () => number,
  isNeutral: () => boolean,
  role: () => Readonly<Record<string, string>> | null,
): void {
  effect(() => {
    const n = count();
    const played = role();
    const own = played === null ? t("app.name") : [nameIn(played), t("app.name")].join(between());
    const name = isNeutral() ? t("app.neutral") : own;
    document.title = n > 0 ? `(${n}) ${name}` : name;
    const look = isNeutral() ? "notes" : "panoh";
    document.querySelector("link[rel=icon]")?.setAttribute("href", `/${look}.svg`);
    nameManifest(`/${look}.webmanifest`);
  });
}
