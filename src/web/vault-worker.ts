// Stretches a passphrase (Argon2id, EN3) away from the page, so that the screen does not freeze on an old phone. It keeps nothing.
import { argon2id } from "../crypto/argon2id.ts";

interface Request {
  readonly passphrase: Uint8Array;
  readonly salt: Uint8Array;
}

addEventListener("message", (event: MessageEvent<Request>) => {
  void argon2id(event.data.passphrase, event.data.salt).then((key) => postMessage(key));
});
