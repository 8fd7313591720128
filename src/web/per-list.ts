// What follows from a list alone is made once for it: the engine gives the same list until one of its items is another, and a page is drawn at each press. Where few
// of ten thousand items are others, it follows from what was known of the list before.
import type { ListChange } from "../member/cases/list-change.ts";
import { changeOf } from "../member/cases/list-change.ts";

/**
 * The same function, which gives for the same list what it gave before. `after` makes it from what was given for the list before, which it may change, since nobody
 * is given that again; null where all has to be gone through.
 */
export function perList<Item, Made>(
  make: (list: readonly Item[]) => Made,
  after: (made: Made, change: ListChange<Item>) => Made | null = () => null,
): (list: readonly Item[]) => Made {
  const made = new WeakMap<readonly Item[], { readonly of: Made }>();
  const madeAfter = (list: readonly Item[]) => {
    const change = changeOf(list);
    const before = change === undefined ? undefined : made.get(change.before);
    if (change === undefined || before === undefined) return null;
    made.delete(change.before);
    return after(before.of, change);
  };
  return (list) => {
    const known = made.get(list) ?? { of: madeAfter(list) ?? make(list) };
    made.set(list, known);
    return known.of;
  };
}
