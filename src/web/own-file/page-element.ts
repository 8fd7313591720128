// The page of a person's own file as elements, made one by one: whatever a file holds is text and nothing else.

import { labelOf, type OwnLine, type PrintedPage } from "../../reports/own-file.ts";
import { ownFileStyle, tagOf } from "../../reports/own-file-html.ts";
import { languageOfLetters } from "../../words/language-of-letters.ts";
import { languages } from "../../words/languages.ts";
import { element } from "../public-record/elements.ts";
import { wearLook } from "../worn-look.ts";

/** It looks as the printed file does. */
export function ownPageElement({ language, size, title, lines }: PrintedPage): HTMLElement {
  wearLook(ownFileStyle);
  return element(
    "article",
    { class: `own-page ${size}`, lang: language, dir: languages[language].direction },
    element("h1", {}, title),
    ...lines.map(lineElement),
  );
}

function lineElement({ is, label, text, written, language }: OwnLine): HTMLElement {
  const said = written === true ? element("bdi", { lang: language ?? languageOfLetters(text) }, text) : text;
  const before = label === undefined ? null : element("span", { class: "question" }, labelOf(label));
  return element(tagOf[is], is === "answer" ? { class: "answer" } : {}, before, said);
}
