// Ways between the pages of the record.
import { go } from "../navigation.ts";
import type { RecordPage } from "../record-page.ts";

/** Goes to a page; back returns. */
export function goRecord(page: RecordPage): void {
  go({ at: "record", page });
}
