// A report that the reader was given, checked in this browser against the record that it has just read and verified. The file goes nowhere.
import { reportParts } from "../../reports/text/report-words.ts";
import type { Words } from "../../words/words.ts";
import { loadWords } from "../text/load-words.ts";
import { element, paragraph, section } from "./elements.ts";
import { namesIn, type PublicView } from "./public-view.ts";
import type { RecordAt } from "./show-publications.ts";

export function checkHere(words: Words, view: PublicView, recordAt: RecordAt): HTMLElement {
  const input = element("input", { id: "report-file", type: "file", accept: ".html,text/html" }) as HTMLInputElement;
  const status = element("p", { role: "status" });
  const place = element("div");
  let isBusy = false;
  const check = async (file: File) => {
    isBusy = true;
    place.replaceChildren();
    status.textContent = words.message("verdict.busy", { name: file.name });
    const verdict = await verdictOf(file, words, view, recordAt).catch(() => null);
    status.textContent = verdict === null ? words.message("verdict.failed") : "";
    if (verdict !== null) place.append(verdict);
    // The same file, mended, can be chosen again.
    input.value = "";
    isBusy = false;
  };
  input.addEventListener("change", () => {
    const file = input.files?.[0];
    if (file !== undefined && !isBusy) void check(file);
  });
  return section(
    words.message("verdict.open"),
    paragraph(words.message("verdict.lead")),
    element("p", {}, element("label", { for: "report-file" }, words.message("verdict.file")), " ", input),
    status,
    place,
  );
}

/** What makes the page again is fetched by whoever has one to check. */
async function verdictOf(file: File, words: Words, view: PublicView, recordAt: RecordAt): Promise<HTMLElement> {
  const [{ checkFile }, { verdictWords }, { hashOfText }] = await Promise.all([
    import("../../reports/check-page.ts"),
    import("../../reports/verdict-words.ts"),
    import("../../member/record/record-keeper.ts"),
  ]);
  const verdict = await checkFile(file, {
    origin: view.origin,
    recordAt: (size = view.log.size) => recordAt(size),
    wordsIn: (language) => loadWords(language, reportParts),
    hash: hashOfText,
  });
  const { worth, headline, title, sentences } = verdictWords(verdict, words, namesIn(words, view));
  const said = [...(title === null ? [] : [title]), file.name].map((line) => paragraph(line));
  const list = element("ul", {}, ...sentences.map((sentence) => element("li", {}, sentence)));
  return element(
    "div",
    { role: "alert", class: worth === "good" ? "checked" : "refused" },
    element("h3", { class: "small" }, headline),
    ...said,
    list,
  );
}
