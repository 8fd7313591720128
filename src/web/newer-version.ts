// Which version of the program this is, and whether a newer one is on the device already and waits to take over (src/web/service-worker.ts). It
// takes over when somebody says so or when the last window is closed, never under somebody's hands.
import { signal } from "@preact/signals";
import { engineNow } from "./engine-slot.ts";
import { takeOver } from "./kept-parts.ts";

const lookMilliseconds = 3_600_000;

/** The worker of the newer version; null when there is none. */
export const newerVersion = signal<Pick<ServiceWorker, "postMessage"> | null>(null);

let isChanging = false;

/** The version of the program on the screen, as its build wrote it into the page: a number, and letters that change with any file. */
export function versionHere(): string {
  return document.querySelector<HTMLMetaElement>("meta[name=version]")?.content ?? "";
}

/** Follows what the browser finds. An app that stays open for days is looked after now and then. */
export function followNewerVersion(registration: ServiceWorkerRegistration): void {
  const look = () => {
    newerVersion.value = registration.waiting;
  };
  const follow = () => registration.installing?.addEventListener("statechange", look);
  registration.addEventListener("updatefound", follow);
  follow();
  look();
  setInterval(() => void registration.update().catch(() => undefined), lookMilliseconds);
}

/** Loads the page anew once a newer version has taken over. Called before the engine is asked for, which may be in another window. */
export function followTakeOver(): void {
  // The first worker of all takes over a page of its own version.
  const hadWorker = navigator.serviceWorker?.controller != null;
  navigator.serviceWorker?.addEventListener("controllerchange", () => {
    // A window without the engine must not go on with files that are gone.
    if (isChanging || (hadWorker && engineNow.peek() === null)) location.reload();
  });
}

/** Lets the newer version take over; the page then loads anew. */
export function changeOver(): void {
  isChanging = true;
  newerVersion.peek()?.postMessage(takeOver);
}
