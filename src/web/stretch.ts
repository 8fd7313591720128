// Argon2id aside from the screen. The worker's own code may be lost on the way like any other part.
import { loadPart } from "./load-part.ts";
import { trustedScript, vaultWorkerUrl } from "./trusted-script.ts";

export function stretch(passphrase: Uint8Array, salt: Uint8Array): Promise<Uint8Array> {
  return loadPart(() => stretchInWorker(passphrase, salt));
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
