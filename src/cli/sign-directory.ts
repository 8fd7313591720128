// Directory notes as commands make them: with a fresh salt, at this moment.

import type { DirectoryContent, DirectoryKind, directoryBodies } from "../core/directory-note.ts";
import type { FormClass } from "../core/form/country-forms.ts";
import { momentOf } from "../core/moment.ts";
import type { Of } from "../core/schema.ts";
import { encodeHex } from "../crypto/hex.ts";
import { randomBytes } from "../crypto/random.ts";
import { signDirectoryNote } from "../note/directory-note.ts";
import type { SignerKey } from "../note/signed-note.ts";

/** A signed directory note. Throws RangeError when the body is not in its schema. */
export function signDirectory<K extends DirectoryKind>(
  origin: string,
  kind: K,
  body: Of<(typeof directoryBodies)[K]>,
  signers: readonly SignerKey[],
  leafClass: FormClass = "directory",
): string {
  const content = { kind, salt: encodeHex(randomBytes(16)), at: momentOf(Date.now()), body };
  return signDirectoryNote(origin, content as DirectoryContent, signers, leafClass);
}
