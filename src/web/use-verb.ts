// One verb of a screen: whether it goes on, and in words why it did nothing. A second press while it goes on does nothing.
import { useRef, useState } from "preact/hooks";
import type { VerbFailure, VerbResult } from "./engine.ts";
import { failureText } from "./text/failure.ts";
import { t } from "./text/translate.ts";

/** What a press leads to: a verb that begins; or nothing yet, with words on what is missing, or without where the screen says it itself. */
export type Begun<T> = Promise<VerbResult<T>> | string | null;

interface Verb {
  readonly busy: boolean;
  readonly error: string | null;
  /** Two presses may come before the screen is drawn anew: the verb is called once. */
  run<T>(begin: () => Begun<T>, onDone: (value: T) => void): Promise<void>;
  /** Says why nothing was done; null says nothing any more. */
  say(words: string | null): void;
}

export function useVerb(words: (reason: VerbFailure) => string = failureText): Verb {
  const [state, setState] = useState<Pick<Verb, "busy" | "error">>({ busy: false, error: null });
  const isGoing = useRef(false);
  const run: Verb["run"] = async (begin, onDone) => {
    if (isGoing.current) return;
    const begun = begin();
    if (begun === null || typeof begun === "string") {
      setState({ busy: false, error: begun });
      return;
    }
    isGoing.current = true;
    setState({ busy: true, error: null });
    const result = await begun
      .catch((fault: unknown) => {
        setState({ busy: false, error: t("app.broken") });
        throw fault;
      })
      .finally(() => {
        isGoing.current = false;
      });
    setState({ busy: false, error: null });
    if (result.is === "done") onDone(result.value);
    else setState({ busy: false, error: words(result.reason) });
  };
  return { ...state, run, say: (error) => setState({ busy: isGoing.current, error }) };
}
