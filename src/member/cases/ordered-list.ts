// A long list in order, of which few items change at a time: ten thousand are put in order when they are others, and the few are put in their place among them.
import type { InboxItem } from "../views.ts";

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
  #placed: readonly Placed<Item>[] = [];
  #others: readonly Item[] = [];
  #apart: ReadonlySet<string> = new Set();
  #list: readonly Item[] = [];

  /**
   * The items of `lines` but those of the cases that are `apart`, and the few `others`, by the number that `keyOf` gives. The same array as long as all of them
   * are the same.
   */
  of(
    lines: readonly Item[],
    others: readonly Item[],
    apart: ReadonlySet<string>,
    keyOf: (item: Item) => number,
  ): readonly Item[] {
    const isAsBefore = isSame(lines, this.#lines);
    if (isAsBefore && isSame(others, this.#others) && isSame([...apart], [...this.#apart])) return this.#list;
    const placed = (item: Item): Placed<Item> => ({ item, key: keyOf(item) });
    if (!isAsBefore) this.#placed = this.#inTheirOrder(lines).map(placed).sort(byPlace);
    this.#lines = lines;
    this.#others = others;
    this.#apart = apart;
    const few = others.map(placed).sort(byPlace);
    const list: Item[] = [];
    let from = 0;
    const take = (to: number) => {
      for (; from < to; from++) {
        const item = this.#placed[from]?.item;
        if (item !== undefined && !apart.has(item.caseId)) list.push(item);
      }
    };
    for (const one of few) {
      take(this.#placeOf(one));
      list.push(one.item);
    }
    take(this.#placed.length);
    this.#list = list;
    return this.#list;
  }

  /** How many of the lines stand before an item. */
  #placeOf(one: Placed<Item>): number {
    let [low, high] = [0, this.#placed.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.#placed[middle];
      if (other !== undefined && byPlace(other, one) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  // As they stood before: most stand so again.
  #inTheirOrder(lines: readonly Item[]): readonly Item[] {
    if (this.#placed.length === 0) return lines;
    const rest = new Set(lines);
    const before = this.#placed.flatMap(({ item }) => (rest.delete(item) ? [item] : []));
    return [...before, ...rest];
  }
}

function isSame<T>(now: readonly T[], before: readonly T[]): boolean {
  return now === before || (now.length === before.length && now.every((one, at) => one === before[at]));
}
