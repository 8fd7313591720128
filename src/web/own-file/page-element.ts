// The page of a person's own file as elements, made one by one: whatever a file holds is text and nothing else.

import { labelOf, type OwnLine, type PrintedPage } from "../../reports/own-file.ts";
import { ownFileStyle, tagOf } from "../../reports/own-file-html.ts";
import { languageOfLetters } from "../../words/language-of-letters.ts";
import { languages } from "../../words/languages.ts";
import { element } from "../public-record/elements.ts";

let isStyled = false;

export function ownPageElement({ language, size, title, lines }: PrintedPage): HTMLElement {
  if (!isStyled) document.adoptedStyleSheets.push(styleSheet());
  isStyled = true;
  return element(
    "article",
    { class: `own-page ${size}`, lang: language, dir: languages[language].direction },
    element("h1", {}, title),
    ...lines.map(lineElement),
  );
}

// The content security policy allows no style within a page; the look is the one that the printed file has.
function styleSheet(): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(ownFileStyle);
  return sheet;
}

function lineElement({ is, label, text, written, language }: OwnLine): HTMLElement {
  const said = written === true ? element("bdi", { lang: language ?? languageOfLetters(text) }, text) : text;
  const before = label === undefined ? null : element("span", { class: "question" }, labelOf(label));
  return element(tagOf[is], is === "answer" ? { class: "answer" } : {}, before, said);
}
