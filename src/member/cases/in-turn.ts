// Numbers of all cases, one count at a time. A list that comes piece by piece is another one at each piece, and whoever follows it asks each time.

/**
 * Makes something of what `look` gives, one run at a time. Who asks during a run gets the next one, all of them the same one; and where by then `look` gives the same as when
 * the run before began, its result.
 */
export function inTurn<T>(look: () => Promise<unknown>, make: () => Promise<T>): () => Promise<T> {
  let last: { readonly of: unknown; readonly result: T } | null = null;
  let current: Promise<T> | null = null;
  let next: Promise<T> | null = null;
  const run = async (): Promise<T> => {
    try {
      const of = await look();
      const result = last !== null && last.of === of ? last.result : await make();
      last = { of, result };
      return result;
    } finally {
      current = next;
      next = null;
      // Nobody waits for it any more: it is let go.
      if (current === null) last = null;
    }
  };
  return () => {
    if (current !== null) {
      next ??= current.then(run, run);
      return next;
    }
    current = run();
    return current;
  };
}
