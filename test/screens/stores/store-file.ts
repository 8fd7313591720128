// What a page of the scenes is given of a device: its whole store, and where it is in the founding's stories. Read in Node and in the page.
import type { StoreTable } from "../../../src/member/store/store.ts";

/** When all scenes are. */
export const start = Date.parse("2026-03-05T14:05:00Z");

/** The words that open each device of the scenes. */
export const passphrase = "example words of a scene";

export interface StoreFile {
  /** The name of its country, whose host answers it. */
  readonly country: string;
  /** Ids of the cases that scenes open, by what they are for. */
  readonly cases: Readonly<Record<string, string>>;
  /** Ids of its country's organisations, by their part in the stories. */
  readonly organisations: Readonly<Record<string, string>>;
  /** What a person has at hand beside the device: an invitation, a correction. */
  readonly texts: Readonly<Record<string, string>>;
  /** Every row: table, key and bytes in base64. */
  readonly rows: readonly (readonly [StoreTable, string, string])[];
}
