// Seats of an invented council that made their keys elsewhere: their public files, and their signatures under a founding note.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { encodeBase64 } from "../../src/crypto/base64.ts";
import { ed25519PublicKey } from "../../src/crypto/ed25519.ts";
import { randomBytes } from "../../src/crypto/random.ts";
import { cosignFounding } from "../../src/note/directory-note.ts";

export interface Seats {
  /** Options of `panoh found`. */
  readonly options: readonly string[];
  /** Signs the founding note in a file, as each seat does on its own machine. */
  readonly sign: (file: string) => void;
}

export function makeSeats(dir: string, count: number): Seats {
  mkdirSync(dir, { recursive: true });
  const seats = Array.from({ length: count }, (_, i) => ({ name: `council-${i + 1}`, seed: randomBytes(32) }));
  const files = seats.map(({ name, seed }) => {
    const file = join(dir, `${name}.public`);
    writeFileSync(file, `council-seat ${name} ${encodeBase64(ed25519PublicKey(seed))}\n`);
    return file;
  });
  return {
    options: files.flatMap((file) => ["--seat", file]),
    sign: (file) => {
      const note = seats.reduce((text, seat) => cosignFounding(text, seat) ?? text, readFileSync(file, "utf8"));
      writeFileSync(file, note);
    },
  };
}
