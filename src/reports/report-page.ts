// The page of a report, as large as it may be: whoever is shown a page reads no larger one (RP17), so none is made, and nothing is published
// that nobody could check.

import type { ReportDocument } from "./document.ts";
import { reportHtml } from "./print/html.ts";

/** No page is larger. Whoever reads a file looks at its size first. */
export const maxReportBytes = 16 * 1024 * 1024;

/** The page of a document with its data in their one spelling; null where it would be larger than so many bytes. */
export function reportPage(document: ReportDocument, data: string, most = maxReportBytes): string | null {
  // The page holds the data.
  if (data.length > most) return null;
  const page = reportHtml(document, data);
  return new TextEncoder().encode(page).length > most ? null : page;
}
