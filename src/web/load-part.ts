// Code and words of the program come in parts, when they are needed. A request for one may be lost on a poor network, or because the browser puts
// the service worker to rest just when it should answer. It is then made again, before a screen says that the program is broken.

/** Milliseconds before each further try. */
const pauses = [100, 500, 2_000, 5_000] as const;

/** What `load` gives, at the first try or a later one; the last failure when all fail. */
export async function loadPart<T>(load: () => Promise<T>): Promise<T> {
  for (const pause of pauses) {
    try {
      return await load();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  return load();
}
