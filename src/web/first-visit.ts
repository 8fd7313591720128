// A browser without a store of this program holds no device. The page that sets one up is then drawn before the engine is here: on a bad link the engine takes
// most of the first visit, and its words can be typed meanwhile.
import { signal } from "@preact/signals";
import { jsonAt } from "./own-address.ts";

/** The name of the one store of this device. */
export const deviceStore = "panoh";

/** A ready vault that the demonstration serves under /demo (EN6). */
export interface DemonstrationVault {
  readonly id: string;
  readonly name: Readonly<Record<string, string>>;
  readonly role: "reader" | "referrer";
}

/** What can be set up on a browser that surely holds no device; null while that is not known, and where it may hold one. */
export const setUpChoices = signal<readonly DemonstrationVault[] | null>(null);

let asked: Promise<readonly DemonstrationVault[]> | null = null;

/** The ready vaults that this address offers, asked for once; none where it is no demonstration's. */
export function offeredVaults(): Promise<readonly DemonstrationVault[]> {
  asked ??= jsonAt<readonly DemonstrationVault[]>("/demo/vaults.json", []);
  return asked;
}

/** Looks whether this browser is new to the program. One that does not say which stores it has waits for the engine. */
export async function lookForFirstVisit(): Promise<void> {
  const stores = await globalThis.indexedDB?.databases?.().catch(() => null);
  if (stores === null || stores === undefined || stores.some(({ name }) => name === deviceStore)) return;
  setUpChoices.value = await offeredVaults();
}
