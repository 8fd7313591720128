// Files that a person has at hand, as the archives that their names say (AR10a): a stick, or the downloads of a computer, may hold several. Names decide nothing: each archive is
// checked as it is.

interface NamedFile {
  readonly name: string;
  /** When it was written, in milliseconds since 1970. */
  readonly written: number;
}

/** The files of each archive, first the one to which a file was written last. All that has another name is one more. */
export function archivesAmong<File extends NamedFile>(files: readonly File[]): readonly (readonly File[])[] {
  const digitsOf = ({ name }: NamedFile) => /^panoh-archive-([0-9a-f]{8})/.exec(name)?.[1] ?? "";
  const last = (archive: readonly File[]) => Math.max(...archive.map(({ written }) => written));
  return [...Map.groupBy(files, digitsOf).values()].toSorted((a, b) => last(b) - last(a));
}

/** The first of these archives that is not refused, and what came of it; where all are, what was said of the first one. A refused archive changed nothing. */
export async function firstThatHolds<Archive, Result>(
  archives: readonly [Archive, ...(readonly Archive[])],
  take: (archive: Archive) => Promise<Result>,
  isRefused: (result: Result) => boolean,
): Promise<{ readonly archive: Archive; readonly result: Result }> {
  const [archive, ...others] = archives;
  const first = { archive, result: await take(archive) };
  if (!isRefused(first.result)) return first;
  for (const other of others) {
    const next = { archive: other, result: await take(other) };
    if (!isRefused(next.result)) return next;
  }
  return first;
}
