// Drafts at rest in a browser (SL7). A database appends: what was removed from it lies in its files until it tidies up, and whoever has the
// passphrase could open it. So the bytes of a draft are a file of the origin's private file system, which is gone when it is removed, and the
// database holds the file's name alone.

export interface DraftFiles {
  /** Keeps bytes under a name made by chance, and gives the name. */
  keep(bytes: Uint8Array<ArrayBuffer>): Promise<string>;
  /** The bytes under a name; null when there are none. */
  read(name: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Removes what is there of these. */
  remove(names: readonly string[]): Promise<void>;
  names(): Promise<readonly string[]>;
}

/** The files of a store; null in a browser that has no such file system: there a draft is a row like others. */
export async function openDraftFiles(store: string): Promise<DraftFiles | null> {
  try {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle(`drafts-${store}`, { create: true });
    return "createWritable" in FileSystemFileHandle.prototype ? new FolderOfDrafts(folder) : null;
  } catch {
    return null;
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
    } catch (error) {
      if (isNotFound(error)) return null;
      throw error;
    }
  }

  async remove(names: readonly string[]): Promise<void> {
    for (const name of names)
      await this.#folder.removeEntry(name).catch((error: unknown) => {
        if (!isNotFound(error)) throw error;
      });
  }

  async names(): Promise<readonly string[]> {
    const names: string[] = [];
    for await (const name of this.#folder.keys()) names.push(name);
    return names;
  }
}

function isNotFound(error: unknown): boolean {
  return error instanceof DOMException && error.name === "NotFoundError";
}
