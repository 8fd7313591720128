// The screen that is turned to the person: their rights, large, in their language. Nothing else is on the page, the browser's back
// leads nowhere, and only a deliberate hold returns to the officer. It stays while the device locks itself: they may read slowly.
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { type LanguageTag, languageFor, languages } from "../../words/languages.ts";
import { turnedWords } from "../components/banner.tsx";
import { Heading } from "../components/heading.tsx";
import { HoldButton } from "../components/hold-button.tsx";
import type { Engine } from "../engine.ts";
import { goBack, here } from "../navigation.ts";
import type { Sends } from "../sends.ts";
import { activeLanguage, type Translate, t, translatorFor } from "../text/translate.ts";
import { amendRights, isChild, saidOf } from "./draft.ts";
import { personsAnswer } from "./persons-answer.ts";

interface Shown {
  readonly language: LanguageTag;
  readonly translate: Translate;
}

const rights = [
  "hand.1",
  "hand.2",
  "hand.3",
  "hand.4",
  "hand.5",
  "hand.questions",
  "hand.6",
  "hand.7",
  "hand.8",
] as const;
// Who works on the case can read it: the sentence about the officer is not said there.
const rightsAtDesk = rights.map((right) => (right === "hand.5" ? "hand.5-desk" : right));
// A child does not decide alone, and does not choose who reads (FD14).
const ofChild = { "hand.4": "hand.4-child", "hand.5": "hand.5-child", "hand.5-desk": "hand.5-child-desk" } as const;

/** What is on the screen: the rights until there is an answer. */
type Page =
  | { readonly is: "loading" }
  | { readonly is: "rights"; readonly shown: Shown }
  | { readonly is: "thanks"; readonly shown: Shown };

export function HandOver({ engine }: { readonly engine: Engine }): JSX.Element {
  // Kept from the first drawing on: the place changes a moment before this page goes, and a lock closes the draft.
  const [{ desk, isDesk, isOfChild, wanted }] = useState(() => turnedFrom(engine));
  const [page, setPage] = useState<Page>({ is: "loading" });
  const shown = page.is === "loading" ? null : page.shown;
  useEffect(() => {
    const show = (language: LanguageTag, translate: Translate) =>
      setPage({ is: "rights", shown: { language, translate } });
    translatorFor(wanted).then(
      (translate) => show(wanted, translate),
      // A language that cannot be loaded now: the officer reads out what is written in theirs.
      () => show(activeLanguage(), t),
    );
  }, [wanted]);
  useLayoutEffect(() => {
    turnedWords.value = shown;
    return () => {
      turnedWords.value = null;
    };
  }, [shown]);
  if (shown === null) return <main id="content" class="hand-over" />;
  const { language, translate } = shown;
  const answer = (value: "understood" | "stop") => {
    // A locked device keeps nothing: the answer then waits in memory until the page of the rights is unlocked.
    if (desk === null && engine.drafts.draft.value !== null) amendRights(engine, value);
    else personsAnswer.value = value;
    setPage({ is: "thanks", shown });
  };
  return (
    <main id="content" class="hand-over" lang={language} dir={languages[language].direction}>
      {page.is === "thanks" ? (
        <>
          <Thanks words={translate("hand.thanks")} />
          <button key="again" type="button" class="button plain" onClick={() => setPage({ is: "rights", shown })}>
            {translate("hand.again")}
          </button>
        </>
      ) : (
        <>
          {desk?.isOnlySends === true ? null : (
            <>
              <Heading>{translate("hand.title")}</Heading>
              <ol>
                {(isDesk ? rightsAtDesk : rights).map((right) => (
                  <li key={right}>{translate(isOfChild ? ofChildOr(right) : right)}</li>
                ))}
              </ol>
            </>
          )}
          {desk?.sends !== undefined && (
            <WhatIsSent engine={engine} sends={desk.sends} isOnly={desk.isOnlySends === true} shown={shown} />
          )}
          <button type="button" class="button primary hero" onClick={() => answer("understood")}>
            {translate("hand.understood")}
          </button>
          <button type="button" class="button plain hero" onClick={() => answer("stop")}>
            {translate("hand.stop")}
          </button>
        </>
      )}
      <HoldButton label={t(isDesk ? "hand.return-desk" : "hand.return")} onHeld={goBack} />
    </main>
  );
}

/** To whom what goes, in the person's language. */
function WhatIsSent({
  engine,
  sends,
  isOnly,
  shown,
}: {
  readonly engine: Engine;
  readonly isOnly: boolean;
  readonly sends: readonly Sends[];
  readonly shown: Shown;
}): JSX.Element {
  const { translate } = shown;
  const language = languages[shown.language];
  return (
    <>
      {isOnly ? <Heading>{translate("hand.sends")}</Heading> : <h2>{translate("hand.sends")}</h2>}
      <ul class="sends">
        {sends.map(({ organisation, asked, parts }) => {
          const list = language.list(
            partsShown
              .filter((part) => parts.includes(part) && (asked === undefined || part !== "referral"))
              .map((part) => translate(`hand.part.${part}`)),
          );
          return (
            <li key={organisation}>
              <strong>{language.pick(engine.directory.organisation(organisation)?.name ?? {})}</strong>
              {asked !== undefined && (
                <p>
                  {asked === "decision"
                    ? translate("hand.sends-decision")
                    : translate("hand.sends-asked", { need: translate(`need.${asked}`) })}
                </p>
              )}
              <p>
                {asked === undefined
                  ? translate("hand.sends-all", { list })
                  : list === ""
                    ? translate("hand.sends-nothing")
                    : translate("hand.sends-then", { list })}
              </p>
            </li>
          );
        })}
      </ul>
    </>
  );
}

const partsShown = ["referral", "identity", "contact", "narrative", "health", "legal", "support", "safety"] as const;

type Right = (typeof rights)[number] | (typeof rightsAtDesk)[number];

function ofChildOr(right: Right): Right | (typeof ofChild)[keyof typeof ofChild] {
  return right === "hand.4" || right === "hand.5" || right === "hand.5-desk" ? ofChild[right] : right;
}

// It takes the focus from the button that was pressed and is gone.
function Thanks({ words }: { readonly words: string }): JSX.Element {
  const line = useRef<HTMLParagraphElement>(null);
  useLayoutEffect(() => line.current?.focus(), []);
  return (
    <p class="thanks" tabIndex={-1} ref={line}>
      {words}
    </p>
  );
}

/** Where the screen was turned, and the language in which the person reads. */
function turnedFrom(engine: Engine) {
  const place = here.peek();
  const desk = place.at === "hand-over" ? (place.desk ?? null) : null;
  const spoken = desk === null ? saidOf(engine).language : desk.language;
  const wanted: LanguageTag = (spoken === undefined ? null : languageFor(spoken)) ?? activeLanguage();
  // A draft that a lock closed says no age; the words for everybody hold of a child too.
  const isOfChild = desk === null ? isChild(engine) : engine.openedCase.peek()?.state.treatAsChild === true;
  return { desk, isOfChild, isDesk: desk !== null || engine.view.value?.self?.role === "reader", wanted };
}
