// The list of what is due in the record (RC20), made after the page is drawn and by code that loads then: the first page waits for neither.
import { useEffect, useState } from "preact/hooks";
import { hashOfText } from "../../../member/record/record-keeper.ts";
import type { RecordBook } from "../../../record/book.ts";
import type { Due } from "../../../reports/due.ts";
import { loadPart } from "../../load-part.ts";
import type { PageProps } from "../page-frame.tsx";

/** Null until it is made. */
export function useDue({ engine, book, self }: PageProps): Due | null {
  const [answer, setAnswer] = useState<{ readonly of: RecordBook; readonly due: Due } | null>(null);
  useEffect(() => {
    let isAsked = true;
    void loadPart(() => import("../../../reports/due.ts")).then(({ dueIn }) => {
      if (!isAsked) return;
      const question = { today: dayOf(engine.now()), organisation: self.organisation, hash: hashOfText };
      setAnswer({ of: book, due: dueIn(book.all, question) });
    });
    return () => {
      isAsked = false;
    };
  }, [engine, book, self.organisation]);
  return answer?.of === book ? answer.due : null;
}

/** The day as records write it, in the reader's time. */
function dayOf(now: number): string {
  const date = new Date(now);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
