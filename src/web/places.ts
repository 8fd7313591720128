// The country's place names, kept on the device so that they are there without a network.
import { languageTag, line, list, record, type Schema } from "../core/schema.ts";
import { clearRow, readClearRow } from "../member/store/clear-row.ts";
import type { MemberStore } from "../member/store/store.ts";
import { jsonAt } from "./own-address.ts";

/** A region or district of the country, as its data name it. Districts carry their region's code and a suffix: TJ-KT, TJ-KT-05. */
export interface PlaceName {
  readonly code: string;
  readonly name: Readonly<Record<string, string>>;
}

const isCode = line(20);
const isNames = record(languageTag, line(200), 20);

/** What a country's data say of a place besides is left alone. */
const isPlace: Schema<PlaceName> = (value): value is PlaceName => {
  const { code, name } = Object(value) as { readonly code?: unknown; readonly name?: unknown };
  return isCode(code) && isNames(name);
};
const isPlaces = list(isPlace, 10_000);

export async function readPlaces(store: MemberStore): Promise<readonly PlaceName[]> {
  const served = await jsonAt<unknown>("/places.json", null);
  const fresh = isPlaces(served) ? served : null;
  // A device without room still opens: the names come again with the next page.
  if (fresh !== null) await store.write([clearRow("meta", "places", fresh)]).catch(() => undefined);
  const row = fresh === null ? await store.get("meta", "places") : null;
  const kept = row === null ? undefined : readClearRow("meta", "places", row);
  return fresh ?? (isPlaces(kept) ? kept : []);
}
