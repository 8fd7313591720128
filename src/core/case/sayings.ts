// What the entries of a case say of one thing that decides while they are judged: the age, the danger, the screening (FD2). Each saying replaces those on
// which it builds; those of different branches stand side by side, and whoever asks takes the safer one.
import type { CaseGraph } from "./graph.ts";
import { headsAmong } from "./graph.ts";

export class Sayings<T> {
  #said: { readonly id: string; readonly value: T; readonly sheet: string | null }[] = [];
  /** Of how many was said, also of those that were taken back. */
  #count = 0;

  /** `sheet` is where it stands, when it is an answer: only there it can be taken back. */
  say(id: string, value: T, sheet: string | null = null): void {
    this.#said.push({ id, value, sheet });
    this.#count++;
  }

  /** A sheet clears what these entries said in it: what they had replaced counts again. */
  takeBack(sheet: string, ids: readonly string[]): void {
    this.#said = this.#said.filter((said) => said.sheet !== sheet || !ids.includes(said.id));
  }

  get isBegun(): boolean {
    return this.#count > 0;
  }

  /** What is said now, in the order of the fold. */
  current(graph: CaseGraph): readonly T[] {
    const heads = headsAmong(
      graph,
      this.#said.map(({ id }) => id),
    );
    return this.#said.filter(({ id }) => heads.includes(id)).map(({ value }) => value);
  }
}
