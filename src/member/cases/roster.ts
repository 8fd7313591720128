// Which cases there are and which tags each has, as the store keeps it: a row for each, its name and its tag the key (EN12b). Ten thousand keys stay the sorted row in
// which the store gives them, since an unlock asks only whether each line has its own; what is asked of one case, or changes, is looked up.

const noTags: readonly string[] = [];

export class Roster {
  /** As the store gave them, in their order. */
  #keys: readonly string[] = [];
  /** What was asked of them or changed since, by name: no tags where a case is gone. */
  readonly #known = new Map<string, readonly string[]>();
  #size = 0;

  /** Takes the keys of the store, in its order. */
  read(keys: readonly string[]): void {
    this.#keys = keys;
    this.#known.clear();
    this.#size = keys.length;
  }

  /** How many tags there are, of all cases. */
  get size(): number {
    return this.#size;
  }

  /** The tags of a case: more than one where two programs changed it without seeing each other. The same array until they change. */
  of(name: string): readonly string[] {
    const known = this.#known.get(name) ?? this.#find(name);
    this.#known.set(name, known);
    return known;
  }

  set(name: string, tags: readonly string[]): void {
    this.#size += tags.length - this.of(name).length;
    this.#known.set(name, tags);
  }

  delete(name: string): void {
    this.set(name, noTags);
  }

  /** The names of all cases that have a tag. */
  get names(): ReadonlySet<string> {
    const names = new Set(this.#keys.map(pageNameIn));
    for (const [name, tags] of this.#known)
      if (tags.length > 0) names.add(name);
      else names.delete(name);
    return names;
  }

  /**
   * Says of one name and tag after another whether this is the only tag of the case. In the order of the names that costs next to nothing, as long as nothing
   * changed since the keys were read.
   */
  get looking(): (name: string, tag: string) => boolean {
    const keys = this.#keys;
    let at = 0;
    return (name, tag) => {
      while (at < keys.length && (keys[at] ?? "") < name) at++;
      const isFirst = keys[at] === rosterKey(name, tag);
      if (isFirst && !this.#known.has(name) && keys[at + 1]?.startsWith(name) !== true) return true;
      const [only, ...others] = this.of(name);
      return only === tag && others.length === 0;
    };
  }

  #find(name: string): readonly string[] {
    let [from, to] = [0, this.#keys.length];
    while (from < to) {
      const middle = (from + to) >>> 1;
      if ((this.#keys[middle] ?? "") < name) from = middle + 1;
      else to = middle;
    }
    const tags: string[] = [];
    for (let at = from; this.#keys[at]?.startsWith(name) === true; at++) tags.push(tagIn(this.#keys[at] ?? ""));
    return tags.length === 0 ? noTags : tags;
  }
}

export function rosterKey(name: string, tag: string): string {
  return `${name}-${tag}`;
}

/** Of a key of `place` or `roster`. */
export function pageNameIn(key: string): string {
  const end = key.indexOf("-");
  return end < 0 ? key : key.slice(0, end);
}

// A program of before gave a case a row without a tag.
function tagIn(key: string): string {
  return key.slice(pageNameIn(key).length + 1);
}
