// Views of our own numbers that the people of this device keep, for example for each who pays (CN6c): which tables, of whom, of what kind of period. No number is in one.
import type { Chosen, TableName } from "../../statistics/own-numbers.ts";
import type { PeriodKind } from "../../statistics/period.ts";
import type { Shelf, TableOf } from "../store/shelf.ts";

export interface NumbersView {
  /** As its people call it. */
  readonly name: string;
  readonly kind: PeriodKind;
  readonly chosen: Chosen;
  readonly shown: readonly TableName[];
}

/** As long as a field of a page. */
export const longestViewName = 60;
/** So many are kept at most; the oldest goes. */
const mostViews = 20;

const table = "meta" as TableOf<readonly NumbersView[]>;
const key = "numbers-views";

export async function readViews(shelf: Shelf): Promise<readonly NumbersView[]> {
  return (await shelf.get(table, key)) ?? [];
}

/** Keeps a view in the place of the one of its name. */
export async function keepView(shelf: Shelf, view: NumbersView): Promise<void> {
  const name = view.name.trim().slice(0, longestViewName);
  if (name === "") return;
  const others = (await readViews(shelf)).filter((other) => other.name !== name);
  await write(shelf, [...others, { ...view, name }].slice(-mostViews));
}

export async function forgetView(shelf: Shelf, name: string): Promise<void> {
  await write(
    shelf,
    (await readViews(shelf)).filter((other) => other.name !== name),
  );
}

async function write(shelf: Shelf, views: readonly NumbersView[]): Promise<void> {
  await shelf.store.write([shelf.put(table, key, views)]);
}
