// A long list in order, of which few items change at a time: ten thousand are put in order when they are others, and the few are put in their place among them.
import type { InboxItem } from "../views.ts";
import { byPlace, type Placed } from "./case-view.ts";

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
    const here = this.#placed.filter(({ item }) => !apart.has(item.caseId));
    // What stands in order already costs a sort next to nothing.
    this.#list = [...here, ...others.map(placed)].sort(byPlace).map(({ item }) => item);
    return this.#list;
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
