// Referrals that are being written, at rest in a browser (SL7). A database appends: what was removed from it lies in its files until it tidies up, and
// whoever has the passphrase could open it. So the bytes of such a draft are a file of the origin's private file system, which is gone when it is
// removed, and the database holds the file's name alone. A file that cannot be had now may be had later: nothing here says that it is lost.

export interface DraftFiles {
  /** Keeps bytes under a name made by chance, and gives the name. */
  keep(bytes: Uint8Array<ArrayBuffer>): Promise<string>;
  /** The bytes under a name; null when they cannot be had now. */
  read(name: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Removes what is there of these. */
  remove(names: readonly string[]): Promise<void>;
  names(): Promise<readonly string[]>;
}

/** So often is the file system asked for before it counts as away. */
const attempts = 3;
const betweenMilliseconds = 200;

/** The files of a store; null where the browser has no such file system, or does not give it now. */
export async function openDraftFiles(store: string): Promise<DraftFiles | null> {
  if (navigator.storage?.getDirectory === undefined || !("createWritable" in FileSystemFileHandle.prototype))
    return null;
  for (let attempt = 1; ; attempt++) {
    try {
      const root = await navigator.storage.getDirectory();
      return new FolderOfDrafts(await root.getDirectoryHandle(`drafts-${store}`, { create: true }));
    } catch {
      if (attempt === attempts) return null;
      await new Promise((resolve) => setTimeout(resolve, betweenMilliseconds));
    }
  }
}

class FolderOfDrafts implements DraftFiles {
  readonly #folder: FileSystemDirectoryHandle;

  constructor(folder: FileSystemDirectoryHandle) {
    this.#folder = folder;
  }

  async keep(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
    const name = crypto.randomUUID();
    const file = await this.#folder.getFileHandle(name, { create: true });
    const writable = await file.createWritable();
    await writable.write(bytes);
    await writable.close();
    return name;
  }

  async read(name: string): Promise<Uint8Array<ArrayBuffer> | null> {
    try {
      const file = await (await this.#folder.getFileHandle(name)).getFile();
      return new Uint8Array(await file.arrayBuffer());
    } catch {
      return null;
    }
  }

  async remove(names: readonly string[]): Promise<void> {
    for (const name of names)
      await this.#folder.removeEntry(name).catch((error: unknown) => {
        if (!(error instanceof DOMException && error.name === "NotFoundError")) throw error;
      });
  }

  async names(): Promise<readonly string[]> {
    const names: string[] = [];
    for await (const name of this.#folder.keys()) names.push(name);
    return names;
  }
}
