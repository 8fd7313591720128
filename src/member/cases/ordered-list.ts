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
    this.#list = isAsBefore
      ? this.#changed(others, apart, keyOf)
      : this.#inTheirOrder([...lines.filter((item) => !apart.includes(item)), ...others])
          .map((item) => ({ item, key: keyOf(item) }))
          .sort(byPlace)
          .map(({ item }) => item);
    this.#lines = lines;
    this.#others = others;
    this.#apart = apart;
    return this.#list;
  }

  /** The list with the few that are others now. */
  #changed(others: readonly Item[], apart: readonly Item[], keyOf: (item: Item) => number): readonly Item[] {
    const left = [...without(this.#others, others), ...without(apart, this.#apart)];
    const gone = left.filter((item) => this.#list.includes(item));
    const came = [...without(others, this.#others), ...without(this.#apart, apart)];
    const list = this.#list.slice();
    for (const item of gone) list.splice(list.indexOf(item), 1);
    for (const item of came) list.splice(placeIn(list, item, keyOf), 0, item);
    sayChange(list, { before: this.#list, gone, came });
    return list;
  }

  // As they stood before: most stand so again.
  #inTheirOrder(items: readonly Item[]): readonly Item[] {
    if (this.#list.length === 0) return items;
    const rest = new Set(items);
    const before = this.#list.filter((item) => rest.delete(item));
    return [...before, ...rest];
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
  return some.filter((one) => !others.includes(one));
}

function isSame<T>(now: readonly T[], before: readonly T[]): boolean {
  return now === before || (now.length === before.length && now.every((one, at) => one === before[at]));
}
