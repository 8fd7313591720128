// A text under a passphrase: an armored age file, which `age -d` opens without us. For key files of servers and seats, and for what a person is given of their case; a device has its vault.
import { armor, Decrypter, Encrypter } from "age-encryption";
import { decodeUtf8 } from "../crypto/utf8.ts";

const beginning = "-----BEGIN AGE ENCRYPTED FILE-----\n";
/** scrypt with 64 MiB, as much as a vault takes (EN3): a host may have half a gibibyte for everything, and passphrases are generated. */
const workFactor = 16;

export function isLockedText(text: string): boolean {
  return text.startsWith(beginning);
}

export async function lockText(text: string, passphrase: string): Promise<string> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  encrypter.setScryptWorkFactor(workFactor);
  return armor.encode(await encrypter.encrypt(text));
}

/** Null when the passphrase does not open it, whatever is wrong: a damaged file looks alike. */
export async function unlockText(locked: string, passphrase: string): Promise<string | null> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  try {
    return decodeUtf8(await decrypter.decrypt(armor.decode(locked)));
  } catch {
    return null;
  }
}
