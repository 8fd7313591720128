// The manifest of a release: SHA256SUMS as `sha256sum -c` reads it, and its signature as `openssl pkeyutl -verify -rawin` reads it, so that who installs
// needs nothing of ours to check it.
import { createHash, createPrivateKey, sign } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const sums = "SHA256SUMS";

/** Writes the checksums of these files, and the signature when there is a key; gives the names of what it wrote. */
export function writeChecksums(out: string, names: readonly string[], key: string | null): readonly string[] {
  const lines = names.toSorted().map(
    (name) =>
      `${createHash("sha256")
        .update(readFileSync(join(out, name)))
        .digest("hex")}  ${name}\n`,
  );
  const text = Buffer.from(lines.join(""));
  writeFileSync(join(out, sums), text);
  if (key === null) return [sums];
  const secret = createPrivateKey(readFileSync(key));
  if (secret.asymmetricKeyType !== "ed25519")
    throw new Error("--key is not an Ed25519 key: openssl genpkey -algorithm ed25519");
  writeFileSync(join(out, `${sums}.sig`), sign(null, text, secret));
  return [sums, `${sums}.sig`];
}
