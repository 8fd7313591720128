// What page and service worker say to each other. Which files of the program this device keeps for use without a network: those that every device needs, and those of its role. The page says
// which role it has; the service worker fetches them, each as it comes (src/web/service-worker.ts; the lists are made in vite.config.ts).

const parts = ["officer", "desk", "record"] as const;
export type KeptPart = (typeof parts)[number];

export function isPart(given: unknown): given is KeptPart {
  return parts.some((part) => part === given);
}

/** Says in a cache that the files of a part are wanted there, or that all of them came. */
export function markOf(part: KeptPart): string {
  return `/kept/${part}`;
}

/** What the page says to a worker that waits, so that it takes over. */
export const takeOver = "take-over";

/** Asks for a part's files to be kept. What does not come now is asked for again at the next visit. */
export function keepPart(part: KeptPart): void {
  void navigator.serviceWorker?.ready.then((registration) => registration.active?.postMessage(part));
}

/** The parts that were asked for on this device, so what its screens will need before anybody has unlocked it. None where the browser keeps no files. */
export async function keptParts(): Promise<readonly KeptPart[]> {
  const { caches } = globalThis as { readonly caches?: CacheStorage };
  const marks = await Promise.all(parts.map((part) => caches?.match(markOf(part)))).catch(() => []);
  return parts.filter((_, at) => marks[at] !== undefined);
}
