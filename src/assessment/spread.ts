// The lowest and the highest of what others say. Whether a value differs from any of many others follows from these two: one device may
// enter tens of thousands of rows about one year, and nobody's report waits for each of them to be held against each other.

/** The ends of what was said; strings in the order of their code units. */
export interface Ends<T> {
  readonly lowest: T;
  readonly highest: T;
}

/** Values by who says them. */
export class Spread<T extends number | string> {
  readonly #lowest = new Furthest<T>((a, b) => a < b);
  readonly #highest = new Furthest<T>((a, b) => a > b);

  add(name: string, value: T): void {
    this.#lowest.add(name, value);
    this.#highest.add(name, value);
  }

  /** The ends of what everybody but this one says; null when nobody else says anything. */
  besides(name: string): Ends<T> | null {
    const [lowest, highest] = [this.#lowest.besides(name), this.#highest.besides(name)];
    return lowest === null || highest === null ? null : { lowest, highest };
  }
}

interface Said<T> {
  readonly name: string;
  readonly value: T;
}

/** The furthest value, and the furthest of another name. */
class Furthest<T> {
  readonly #isFurther: (a: T, b: T) => boolean;
  #first: Said<T> | null = null;
  #ofAnother: Said<T> | null = null;

  constructor(isFurther: (a: T, b: T) => boolean) {
    this.#isFurther = isFurther;
  }

  add(name: string, value: T): void {
    const [first, another] = [this.#first, this.#ofAnother];
    if (first === null || this.#isFurther(value, first.value)) {
      if (first !== null && first.name !== name) this.#ofAnother = first;
      this.#first = { name, value };
    } else if (first.name !== name && (another === null || this.#isFurther(value, another.value))) {
      this.#ofAnother = { name, value };
    }
  }

  besides(name: string): T | null {
    const said = this.#first?.name === name ? this.#ofAnother : this.#first;
    return said === null ? null : said.value;
  }
}
