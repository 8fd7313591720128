// The page of a person's own file as elements, made one by one: whatever a file holds is text and nothing else.

import { type PrintedPage, printedElement, printedStyle } from "../../reports/printed-page.ts";
import { shown } from "../public-record/elements.ts";
import { wearLook } from "../worn-look.ts";

/** It looks as the printed file does. */
export function ownPageElement(page: PrintedPage): HTMLElement {
  wearLook(printedStyle);
  return shown(printedElement(page)) as HTMLElement;
}
