// Something that comes a moment after the screen: code, words, or what is made of them.
import { useEffect, useState } from "preact/hooks";

/** Null until the first has come. When the inputs change, what came stays until the next is here. */
export function useLoaded<T>(load: () => Promise<T>, inputs: readonly unknown[]): T | null {
  const [loaded, setLoaded] = useState<{ readonly value: T } | null>(null);
  useEffect(() => {
    let isAsked = true;
    void load().then((value) => isAsked && setLoaded({ value }));
    return () => {
      isAsked = false;
    };
  }, inputs);
  return loaded?.value ?? null;
}
