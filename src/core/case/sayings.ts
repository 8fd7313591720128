// What the entries of a case say of one thing that decides while they are judged: the age, the danger (FD2). Each saying replaces those on
// which it builds; those of different branches stand side by side, and whoever asks takes the safer one.
import { type CaseGraph, headsAmong } from "./graph.ts";

interface Said<T> {
  readonly id: string;
  readonly value: T;
  readonly sheet: string | null;
  readonly isRepeat: boolean;
}

export class Sayings<T> {
  #said: Said<T>[] = [];
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

  /**
   * What is said now, in the order of the fold. `isAnswered`: whether what somebody said is answered by what was repeated to them since, and is another thing: then
   * that stands in its place.
   */
  current(graph: CaseGraph, isAnswered: (said: T, repeated: T) => boolean = () => false): readonly T[] {
    if (this.#current !== null) return this.#current;
    const first = this.#said.filter(({ isRepeat }) => !isRepeat);
    const repeats = this.#said.filter(({ isRepeat }) => isRepeat);
    const answerTo = (said: Said<T>) =>
      headsOf(
        graph,
        repeats.filter(({ id }) => graph.isAncestor(said.id, id)),
      ).findLast(({ value }) => isAnswered(said.value, value));
    const heads = headsOf(graph, first.length > 0 ? first : repeats);
    this.#current = heads.map((said) => (answerTo(said) ?? said).value);
    return this.#current;
  }
}

function headsOf<T>(graph: CaseGraph, among: readonly Said<T>[]): readonly Said<T>[] {
  const heads = new Set(
    headsAmong(
      graph,
      among.map(({ id }) => id),
    ),
  );
  return among.filter(({ id }) => heads.has(id));
}
