// How a long list differs from the one before it, where only few of its items are others: what is counted of ten thousand need not be counted anew for one of them.

export interface ListChange<Item> {
  /** The list before, of which all others are in the new one too. */
  readonly before: readonly Item[];
  readonly gone: readonly Item[];
  readonly came: readonly Item[];
}

const changes = new WeakMap<readonly unknown[], ListChange<unknown>>();

/** Says how a list came from the one before it. What was said of that one is forgotten: else each list would hold all before it. */
export function sayChange<Item>(list: readonly Item[], change: ListChange<Item>): void {
  changes.delete(change.before);
  changes.set(list, change);
}

/** How a list differs from the one before it; undefined where nobody said so. */
export function changeOf<Item>(list: readonly Item[]): ListChange<Item> | undefined {
  return changes.get(list) as ListChange<Item> | undefined;
}
