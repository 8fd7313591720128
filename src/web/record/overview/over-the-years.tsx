// The plots of the record's first page, drawn after it and by code that loads then.
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { loadPart } from "../../load-part.ts";
import type { YearsGiven } from "./years.tsx";

export function OverTheYears(props: YearsGiven): JSX.Element | null {
  const [Years, setYears] = useState<((props: YearsGiven) => JSX.Element | null) | null>(null);
  useEffect(() => {
    let isAsked = true;
    void loadPart(() => import("./years.tsx")).then((part) => isAsked && setYears(() => part.Years));
    return () => {
      isAsked = false;
    };
  }, []);
  return Years === null ? null : <Years {...props} />;
}
