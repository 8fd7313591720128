// One verb of a screen: whether it goes on, and in words why it did nothing. A second press while it goes on does nothing.
import { useRef, useState } from "preact/hooks";
import type { VerbFailure, VerbResult } from "./engine.ts";
import { failureText } from "./text/failure.ts";
import { type Sentence, t } from "./text/translate.ts";

/** What a press leads to: a verb that begins; or nothing yet, with words on what is missing, or without where the screen says it itself. */
export type Begun<T> = Promise<VerbResult<T>> | Sentence | null;

/** A sentence on a screen until another takes its place: as it is said now, and how it is replaced. */
export function useSentence(): readonly [string | null, (sentence: Sentence | null) => void] {
  const [said, setSaid] = useState<{ readonly as: Sentence } | null>(null);
  return [said?.as() ?? null, (sentence) => setSaid(sentence === null ? null : { as: sentence })];
}

interface Verb {
  readonly busy: boolean;
  readonly error: string | null;
  /** Two presses may come before the screen is drawn anew: the verb is called once. */
  run<T>(begin: () => Begun<T>, onDone: (value: T) => void): Promise<void>;
  /** Says why nothing was done; null says nothing any more. */
  say(words: Sentence | null): void;
}

const idle = { busy: false, error: null };
/** What ends sooner is not said to go on: nobody could read it, and to draw it would make them wait. */
const soonMilliseconds = 100;

export function useVerb(words: (reason: VerbFailure) => string = failureText): Verb {
  const [state, setState] = useState<{ readonly busy: boolean; readonly error: Sentence | null }>(idle);
  const isGoing = useRef(false);
  const latest = useRef(words);
  latest.current = words;
  const run: Verb["run"] = async (begin, onDone) => {
    if (isGoing.current) return;
    const begun = begin();
    if (begun === null || typeof begun === "function") {
      setState({ busy: false, error: begun });
      return;
    }
    isGoing.current = true;
    setState((now) => (now.error === null ? now : { ...now, error: null }));
    const timer = setTimeout(() => setState((now) => ({ ...now, busy: true })), soonMilliseconds);
    const result = await begun
      .catch((fault: unknown) => {
        setState({ busy: false, error: () => t("app.broken") });
        throw fault;
      })
      .finally(() => {
        clearTimeout(timer);
        isGoing.current = false;
      });
    setState((now) => (now.busy || now.error !== null ? idle : now));
    if (result.is === "done") onDone(result.value);
    else setState({ busy: false, error: () => latest.current(result.reason) });
  };
  return {
    busy: state.busy,
    error: state.error?.() ?? null,
    run,
    say: (error) => setState({ busy: isGoing.current, error }),
  };
}
