// The id of a version of a form: the SHA-256 of the bytes of its canonical JSON.
import { type Form, type FormId, formText } from "../core/form/form.ts";
import { encodeHex } from "../crypto/hex.ts";
import { sha256 } from "../crypto/sha256.ts";
import { encodeUtf8 } from "../crypto/utf8.ts";

export function idOfForm(form: Form): FormId {
  return encodeHex(sha256(encodeUtf8(formText(form))));
}
