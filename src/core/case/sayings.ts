// What the entries of a case say of one thing that decides while they are judged: the age, the danger (FD2). Each saying replaces those on
// which it builds; those of different branches stand side by side, and whoever asks takes the safer one.
import { type CaseGraph, headsAmong } from "./graph.ts";

export class Sayings<T> {
  #said: { readonly id: string; readonly value: T; readonly sheet: string | null; readonly isRepeat: boolean }[] = [];
  /** Of how many was said, also of those that were taken back. */
  #count = 0;
  /** What is said now, as long as nothing else is said: it is asked again and again while a case is judged. */
  #current: readonly T[] | null = null;

  /** `sheet` is where it stands, when it is an answer: only there it can be taken back. What repeats others counts where nothing else is said. */
  say(id: string, value: T, sheet: string | null = null, isRepeat = false): void {
    this.#said.push({ id, value, sheet, isRepeat });
    this.#count++;
    this.#current = null;
  }

  /** A sheet clears what these entries said in it: what they had replaced counts again. */
  takeBack(sheet: string, ids: readonly string[]): void {
    this.#said = this.#said.filter((said) => said.sheet !== sheet || !ids.includes(said.id));
    this.#current = null;
  }

  get isBegun(): boolean {
    return this.#count > 0;
  }

  /** What is said now, in the order of the fold. */
  current(graph: CaseGraph): readonly T[] {
    if (this.#current !== null) return this.#current;
    const first = this.#said.filter(({ isRepeat }) => !isRepeat);
    const among = first.length > 0 ? first : this.#said;
    const heads = new Set(
      headsAmong(
        graph,
        among.map(({ id }) => id),
      ),
    );
    const said = among.filter(({ id }) => heads.has(id)).map(({ value }) => value);
    this.#current = said;
    return said;
  }
}
