// The country's place names, kept on the device so that they are there without a network.
import { clearRow, readClearRow } from "../member/store/clear-row.ts";
import type { MemberStore } from "../member/store/store.ts";
import { jsonAt } from "./own-address.ts";

/** A region or district of the country, as its data name it. Districts carry their region's code and a suffix: TJ-KT, TJ-KT-05. */
export interface PlaceName {
  readonly code: string;
  readonly name: Readonly<Record<string, string>>;
}

export async function readPlaces(store: MemberStore): Promise<readonly PlaceName[]> {
  const fresh = await jsonAt<readonly PlaceName[] | null>("/places.json", null);
  // A device without room still opens: the names come again with the next page.
  if (fresh !== null) await store.write([clearRow("meta", "places", fresh)]).catch(() => undefined);
  const row = fresh === null ? await store.get("meta", "places") : null;
  const kept = row === null ? undefined : readClearRow("meta", "places", row);
  return fresh ?? ((kept ?? []) as unknown as readonly PlaceName[]);
}
