// A name from one of the generated tables, which have a column for each language.

/** In English where the table lacks the language; the code itself where the table does not have it. */
export function nameOfCode(
  names: Readonly<Record<string, readonly string[]>>,
  namedIn: readonly string[],
  code: string,
  language: string,
): string {
  // The code may be whatever a stranger wrote, also "constructor".
  const row = Object.hasOwn(names, code) ? names[code] : undefined;
  return row?.[Math.max(0, namedIn.indexOf(language))] ?? code;
}
