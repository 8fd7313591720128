// The list of what is due in the record (RC20), made after the page is drawn and by code that loads then: the first page waits for neither.
import { dayAt } from "../../../core/moment.ts";
import { hashOfText } from "../../../member/record/record-keeper.ts";
import type { Due } from "../../../reports/due.ts";
import { loadPart } from "../../load-part.ts";
import { useLoaded } from "../../use-loaded.ts";
import type { PageProps } from "../page-frame.tsx";

/** Null until it is made. */
export function useDue({ engine, book, self: { organisation } }: PageProps): Due | null {
  return useLoaded(async () => {
    const { dueIn } = await loadPart(() => import("../../../reports/due.ts"));
    return dueIn(book.all, { today: dayAt(engine.now()), organisation, hash: hashOfText });
  }, [engine, book, organisation]);
}
