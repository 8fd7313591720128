// Ways between the pages of the record.
import { go, goInstead } from "../navigation.ts";
import type { RecordPage } from "../record-page.ts";

/** Goes to a page; back returns. */
export function goRecord(page: RecordPage): void {
  go({ at: "record", page });
}

/** Goes to a page so that back does not lead to the present one: what was sealed is not sent again. */
export function goRecordInstead(page: RecordPage): void {
  goInstead({ at: "record", page });
}
