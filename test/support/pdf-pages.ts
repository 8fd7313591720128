// Pages of a PDF, as Chromium prints one.
import { printPdf } from "../../src/cli/print-pdf.ts";

/** How many pages a page in HTML fills when it is printed. */
export async function printedPages(html: string): Promise<number> {
  const pdf = (await printPdf(html)).toString("latin1");
  const [, pages = "0"] = /\/Type ?\/Pages[^>]*\/Count (\d+)|\/Count (\d+)[^>]*\/Type ?\/Pages/.exec(pdf) ?? [];
  return Number(pages);
}
