// The screen that is turned to the person: her rights, large, in her language. Nothing else is on the page, the browser's back
// leads nowhere, and only a deliberate hold returns to the officer.
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { turnedWords } from "../components/banner.tsx";
import { HoldButton } from "../components/hold-button.tsx";
import type { Engine } from "../engine.ts";
import { goBack, here } from "../navigation.ts";
import { type Language, languageFor, languages } from "../text/languages.ts";
import { activeLanguage, type Translate, t, translatorFor } from "../text/translate.ts";
import { draftOf } from "./draft.ts";
import { personsAnswer } from "./persons-answer.ts";

interface Shown {
  readonly language: Language;
  readonly translate: Translate;
}

const rights = ["hand.1", "hand.2", "hand.3", "hand.4", "hand.5", "hand.6", "hand.7", "hand.8"] as const;
// Who works on her case can read it: the sentence about the officer is not said there.
const rightsAtDesk = rights.map((right) => (right === "hand.5" ? "hand.5-desk" : right));

export function HandOver({ engine }: { readonly engine: Engine }): JSX.Element {
  // Kept from the first drawing on: the place changes a moment before this page goes.
  const [desk] = useState(deskNow);
  const spoken = desk === null ? draftOf(engine).screening?.language : desk.language;
  const wanted: Language = (spoken === undefined ? null : languageFor(spoken)) ?? activeLanguage();
  const [shown, setShown] = useState<Shown | null>(null);
  const [answered, setAnswered] = useState(false);
  useEffect(() => {
    translatorFor(wanted).then(
      (translate) => setShown({ language: wanted, translate }),
      // A language that cannot be loaded now: the officer reads hers out.
      () => setShown({ language: activeLanguage(), translate: t }),
    );
  }, [wanted]);
  useLayoutEffect(() => {
    turnedWords.value = shown;
    return () => {
      turnedWords.value = null;
    };
  }, [shown]);
  const answer = (value: "understood" | "stop") => {
    personsAnswer.value = value;
    setAnswered(true);
  };
  if (shown === null) return <main id="content" class="hand-over" />;
  const { language, translate: inHers } = shown;
  return (
    <main id="content" class="hand-over" lang={language} dir={languages[language].direction}>
      {answered ? (
        <p class="thanks" role="status">
          {inHers("hand.thanks")}
        </p>
      ) : (
        <>
          <h1>{inHers("hand.title")}</h1>
          <ol>
            {(desk === null ? rights : rightsAtDesk).map((right) => (
              <li key={right}>{inHers(right)}</li>
            ))}
          </ol>
          <button type="button" class="button primary hero" onClick={() => answer("understood")}>
            {inHers("hand.understood")}
          </button>
          <button type="button" class="button plain hero" onClick={() => answer("stop")}>
            {inHers("hand.stop")}
          </button>
        </>
      )}
      <HoldButton label={t(desk === null ? "hand.return" : "hand.return-desk")} onHeld={goBack} />
    </main>
  );
}

function deskNow(): { readonly language: string } | null {
  const place = here.peek();
  return place.at === "hand-over" ? (place.desk ?? null) : null;
}
