// A file sealed to somebody who is in no directory of ours: an authority of another country that gave its age recipient. A plain age file
// of one stanza, which `age -d` opens; it goes by mail or by hand and never into the log.
import { Encrypter } from "age-encryption";
import { Problem } from "../core/problem.ts";
import { suiteOfRecipient } from "./suite.ts";

/** What a sealed file may hold, in bytes. */
const maximumFileBytes = 16 * 1024 * 1024;

/** Seals bytes to one recipient (`age1…` or `age1pq1…`). Throws a Problem of the sealing for what is not one, and for more bytes than a file may hold. */
export async function sealFile(content: Uint8Array, recipient: string): Promise<Uint8Array> {
  if (suiteOfRecipient(recipient) === null) throw new Problem("sealing", "not-a-recipient");
  if (content.length > maximumFileBytes) throw new Problem("sealing", "too-large");
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return encrypter.encrypt(content);
}
