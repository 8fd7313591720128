// What programs that run on have in common: work in the background, and what may be said of an error.

/** Starts what goes on in the background; gives how that is ended. */
export function untilStopped(work: (stopping: AbortSignal) => Promise<void>): () => Promise<void> {
  const stopping = new AbortController();
  const working = work(stopping.signal);
  return async () => {
    stopping.abort();
    await working;
  };
}

/** What may be said of an error: its kind alone. */
export function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  return "code" in error && typeof error.code === "string" ? `${error.name} ${error.code}` : error.name;
}
