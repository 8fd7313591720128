// What page and service worker say to each other. Which files of the program this device keeps for use without a network: those that every device needs, and those of its role. The page says
// which role it has; the service worker fetches them, each as it comes (src/web/service-worker.ts; the lists are made in vite.config.ts).

const parts = ["officer", "desk", "record"] as const;
export type KeptPart = (typeof parts)[number];

export function isPart(given: unknown): given is KeptPart {
  return parts.some((part) => part === given);
}

/** What the page says to a worker that waits, so that it takes over. */
export const takeOver = "take-over";

/** Asks for a part's files to be kept. What does not come now is asked for again at the next visit. */
export function keepPart(part: KeptPart): void {
  void navigator.serviceWorker?.ready.then((registration) => registration.active?.postMessage(part));
}
