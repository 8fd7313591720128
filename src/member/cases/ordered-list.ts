// A long list in order, of which few items change at a time: ten thousand are put in order when they are others, and the few are put in their place among them.
import type { InboxItem } from "../views.ts";
import { sayChange } from "./list-change.ts";

/** An item with the number by which it stands. Each number is made once: ten thousand items are compared a hundred thousand times. */
interface Placed<Item> {
  readonly item: Item;
  readonly key: number;
}

/** By the number, then by who waits longest. No two cases have the same place. */
export function byPlace(a: Placed<InboxItem>, b: Placed<InboxItem>): number {
  return a.key - b.key || a.item.since - b.item.since || (a.item.caseId < b.item.caseId ? -1 : 1);
}

/** More of them are put in order with all others. */
const few = 100;

export class OrderedList<Item extends InboxItem> {
  #lines: readonly Item[] = [];
  #others: readonly Item[] = [];
  #apart: readonly Item[] = [];
  #list: readonly Item[] = [];

  /**
   * The items of `lines` but the few of them that are `apart`, and the few `others`, by the number that `keyOf` gives. The same array as long as all of them
   * are the same; where `lines` are, it is said how the new list differs (`changeOf`).
   */
  of(
    lines: readonly Item[],
    others: readonly Item[],
    apart: readonly Item[],
    keyOf: (item: Item) => number,
  ): readonly Item[] {
    const isAsBefore = isSame(lines, this.#lines);
    if (isAsBefore && isSame(others, this.#others) && isSame(apart, this.#apart)) return this.#list;
    const changed = isAsBefore ? this.#changed(others, apart, keyOf) : null;
    this.#list = changed ?? this.#sorted([...without(lines, apart), ...others], keyOf);
    this.#lines = lines;
    this.#others = others;
    this.#apart = apart;
    return this.#list;
  }

  /** The list with those that are others now; null where these are not few. */
  #changed(others: readonly Item[], apart: readonly Item[], keyOf: (item: Item) => number): readonly Item[] | null {
    const gone = [...without(this.#others, others), ...without(apart, this.#apart)];
    const came = [...without(others, this.#others), ...without(this.#apart, apart)];
    if (gone.length + came.length === 0) return this.#list;
    if (gone.length + came.length > few) return null;
    const list = this.#list.slice();
    for (const item of gone) {
      const at = list.indexOf(item);
      if (at < 0) return null;
      list.splice(at, 1);
    }
    for (const item of came) list.splice(placeIn(list, item, keyOf), 0, item);
    sayChange(list, { before: this.#list, gone, came });
    return list;
  }

  /** All items in order. As they stood before they are mostly in order. */
  #sorted(items: readonly Item[], keyOf: (item: Item) => number): readonly Item[] {
    const rest = new Set(items);
    const before = this.#list.filter((item) => rest.delete(item));
    return [...before, ...rest]
      .map((item) => ({ item, key: keyOf(item) }))
      .sort(byPlace)
      .map(({ item }) => item);
  }
}

/** How many items of a list in order stand before one. */
function placeIn<Item extends InboxItem>(list: readonly Item[], one: Item, keyOf: (item: Item) => number): number {
  const placed = (item: Item): Placed<Item> => ({ item, key: keyOf(item) });
  const its = placed(one);
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = list[middle];
    if (other !== undefined && byPlace(placed(other), its) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function without<T>(some: readonly T[], others: readonly T[]): readonly T[] {
  const not = new Set(others);
  return not.size === 0 ? some : some.filter((one) => !not.has(one));
}

function isSame<T>(now: readonly T[], before: readonly T[]): boolean {
  return now === before || (now.length === before.length && now.every((one, at) => one === before[at]));
}
