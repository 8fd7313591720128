// Prints one thing and nothing else of the screen. It lies in the page only while it is printed.
import { element } from "../public-record/elements.ts";
import { t } from "../text/translate.ts";

/** Gives how it is taken out of the page, where the browser never says that it was printed. */
export function printAlone(content: Node): () => void {
  const paper = element("main", { class: "on-paper" }, content);
  const takeAway = () => paper.remove();
  document.body.append(paper);
  addEventListener("afterprint", takeAway, { once: true });
  // A title stands at the head of many a printed page, and names the file that a printer makes.
  const { title } = document;
  document.title = t("app.neutral");
  print();
  document.title = title;
  return takeAway;
}
