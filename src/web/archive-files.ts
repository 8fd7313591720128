// Files that a person chose, as the archives that they are of: whoever chooses all that lie among the downloads has the newest one that holds.
import { archivesAmong } from "../member/archive/archives.ts";
import type { VerbResult } from "./engine.ts";

type Archive = readonly Uint8Array[];

/** The archives among these files, first the one of which a file was written last. There is one, of no files, where none was chosen. */
export async function archivesIn(files: readonly File[]): Promise<readonly [Archive, ...(readonly Archive[])]> {
  const named = files.map((file) => ({ name: file.name, written: file.lastModified, file }));
  const read = async ({ file }: { readonly file: File }) => new Uint8Array(await file.arrayBuffer());
  const archives = archivesAmong(named).map((archive) => Promise.all(archive.map(read)));
  const [first = [], ...others] = await Promise.all(archives);
  return [first, ...others];
}

/** True for what says why an archive was not taken. */
export function isRefused(result: VerbResult): boolean {
  return result.is === "done" && typeof result.value === "string" && result.value !== "said";
}
