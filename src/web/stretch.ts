// Argon2id aside from the screen. The worker's own code may be lost on the way like any other part.
import { ed25519Sign } from "../crypto/ed25519.ts";
import { randomBytes } from "../crypto/random.ts";
import { decryptAtRest, encryptAtRest } from "../crypto/xchacha20poly1305.ts";
import { loadPart } from "./load-part.ts";
import { trustedScript, vaultWorkerUrl } from "./trusted-script.ts";

export function stretch(passphrase: Uint8Array, salt: Uint8Array): Promise<Uint8Array> {
  const practice = new AbortController();
  void practise(practice.signal);
  return loadPart(() => stretchInWorker(passphrase, salt)).finally(() => practice.abort());
}

function stretchInWorker(passphrase: Uint8Array, salt: Uint8Array): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(trustedScript(vaultWorkerUrl), { type: "module" });
    worker.onmessage = (event: MessageEvent<Uint8Array>) => {
      worker.terminate();
      resolve(event.data);
    };
    worker.onerror = () => {
      worker.terminate();
      reject(new Error("the passphrase could not be checked"));
    };
    worker.postMessage({ passphrase, salt });
  });
}

/**
 * Opens and signs bytes of its own while the worker stretches, a few at a time, so that the screen goes on. A browser compiles what has run often: the rows of the
 * device are opened by compiled code then, from the first one on, and the first signature finds the table that the library makes once. Once the words are stretched the time is the list's.
 */
async function practise(end: AbortSignal): Promise<void> {
  const key = randomBytes(32);
  const box = encryptAtRest(key, key, new Uint8Array(2 ** 14), randomBytes);
  for (let times = 0; times < 32 && !end.aborted; times++) {
    decryptAtRest(key, key, box);
    if (times % 4 === 0) ed25519Sign(key, key);
    await new Promise((resolve) => setTimeout(resolve));
  }
}
