// The letter to a service that is not in the directory (FM24), in the language of who receives it: looked at, then printed alone.
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Sheet } from "../../core/form/sheet.ts";
import type { SheetsView } from "../../member/views.ts";
import { letterOf, letterPage, letterWordParts } from "../../reports/outside-letter.ts";
import type { PrintedPage } from "../../reports/printed-page.ts";
import { ringing } from "../../reports/ringing.ts";
import { isChecked, type LanguageTag, languages, languageTags } from "../../words/languages.ts";
import { Dialog } from "../components/dialog.tsx";
import { SelectField } from "../components/fields.tsx";
import type { Engine } from "../engine.ts";
import { todayOf } from "../form/form-words.ts";
import { ownPageElement } from "../own-file/page-element.ts";
import { loadWords } from "../text/load-words.ts";
import { activeLanguage, t } from "../text/translate.ts";
import { printAlone } from "./print-alone.ts";

export function LetterDialog(props: {
  readonly engine: Engine;
  readonly view: SheetsView;
  readonly sheet: Sheet;
  readonly onLeave: () => void;
}): JSX.Element {
  const { engine, view, sheet } = props;
  const [tag, setTag] = useState<LanguageTag>(activeLanguage);
  const [page, setPage] = useState<PrintedPage | null>(null);
  const place = useRef<HTMLDivElement>(null);
  const paper = useRef<(() => void) | null>(null);
  useEffect(() => () => paper.current?.(), []);
  useEffect(() => {
    let isLate = false;
    void makeLetter(engine, view, sheet, tag).then((made) => {
      if (!isLate) setPage(made);
    });
    return () => {
      isLate = true;
    };
  }, [tag]);
  useLayoutEffect(() => place.current?.replaceChildren(...(page === null ? [] : [ownPageElement(page)])), [page]);
  return (
    <Dialog
      title={t("letter.button")}
      onLeave={props.onLeave}
      leaveLabel={t("app.close")}
      actions={
        <button
          type="button"
          class="button primary"
          onClick={() => {
            paper.current?.();
            if (page !== null) paper.current = printAlone(ownPageElement(page));
          }}
        >
          {t("letter.print")}
        </button>
      }
    >
      <SelectField
        id="letter-language"
        label={t("letter.language-of")}
        value={tag}
        empty=""
        options={languageTags.map((value) => ({ value, label: languages[value].name }))}
        onChange={(value) => setTag(languageTags.find((one) => one === value) ?? tag)}
        {...(isChecked(tag) ? {} : { hint: t("settings.unchecked") })}
      />
      <p class="quiet">{t("letter.look")}</p>
      <div class="own-preview" ref={place} />
    </Dialog>
  );
}

async function makeLetter(
  engine: Engine,
  view: SheetsView,
  sheet: Sheet,
  tag: LanguageTag,
): Promise<PrintedPage | null> {
  const { forms } = engine.directory;
  const self = engine.view.value?.self?.organisation;
  if (self === undefined) return null;
  const words = await loadWords(tag, letterWordParts);
  return letterPage(letterOf(sheet, view, forms), {
    words,
    name: words.language.pick(self.name),
    ...ringing(engine.directory.phones([self.id]), words.language),
    today: todayOf(engine),
  });
}
