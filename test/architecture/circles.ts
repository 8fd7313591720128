// Circles of imports: of files, and of folders by what their files import.

export type Imports = ReadonlyMap<string, readonly string[]>;

/** Everything that leads back to itself, each circle once: from its first member in the order of the map, by a way as short as any. */
export function circlesOf(imports: Imports): readonly (readonly string[])[] {
  const circles: (readonly string[])[] = [];
  const inCircle = new Set<string>();
  for (const start of imports.keys()) {
    if (inCircle.has(start)) continue;
    const ways = new Map<string, readonly string[]>([[start, [start]]]);
    for (const [at, way] of ways)
      for (const next of imports.get(at) ?? []) if (!ways.has(next)) ways.set(next, [...way, next]);
    const closing = [...ways].find(([at]) => (imports.get(at) ?? []).includes(start));
    if (closing === undefined) continue;
    circles.push(closing[1]);
    for (const one of closing[1]) inCircle.add(one);
  }
  return circles;
}

/** For each folder what lies in it, a file or a folder as a whole, with what else of the same folder it imports from. */
export function foldersOf(imports: Imports): readonly (readonly [folder: string, sides: Imports])[] {
  const folders = new Map<string, Map<string, string[]>>();
  for (const [file, named] of imports) {
    for (const path of [file, ...named]) {
      const parts = file.split("/");
      const other = path.split("/");
      const depth = parts.findIndex((part, at) => part !== other[at]);
      for (let at = 1; at < parts.length; at++) {
        const name = parts.slice(0, at).join("/");
        const folder = folders.get(name) ?? new Map<string, string[]>();
        const side = parts.slice(0, at + 1).join("/");
        const next = at === depth ? [other.slice(0, at + 1).join("/")] : [];
        folders.set(name, folder.set(side, [...(folder.get(side) ?? []), ...next]));
      }
    }
  }
  return [...folders];
}
