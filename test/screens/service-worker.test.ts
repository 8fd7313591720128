// What the service worker keeps of a file that was used before its part was kept.
import assert from "node:assert/strict";
import { test } from "node:test";

interface Asked {
  readonly request: { readonly url: string; readonly method: string; readonly mode: string };
  respondWith(response: Promise<Response>): void;
  waitUntil(work: Promise<unknown>): void;
}

test("[EN4] a file whose name stays is not kept as it comes from the network, since it may be of a newer version; one with a hash in its name is", async () => {
  const listeners = new Map<string, (event: Asked) => void>();
  const kept = new Map<string, Response>();
  const cache = {
    match: async (path: string) => kept.get(path),
    put: async (path: string, response: Response) => void kept.set(path, response),
  };
  const scope = {
    filesByPart: { first: [], officer: [], desk: ["/assets/desk-1a2b.js"], record: ["/table-worker.js"] },
    integrityByPath: { "/table-worker.js": "sha256-of-this-version" },
    buildName: "0123456789abcdef",
    location: { origin: "https://app.example" },
    caches: { open: async () => cache },
    self: globalThis,
    addEventListener: (kind: string, listener: (event: Asked) => void) => listeners.set(kind, listener),
    fetch: async () => new Response("of a newer version"),
  };
  Object.assign(globalThis, scope);
  await import("../../src/web/service-worker.ts");
  const ask = async (path: string) => {
    const work: Promise<unknown>[] = [];
    let answer: Promise<Response> | null = null;
    listeners.get("fetch")?.({
      request: { url: `https://app.example${path}`, method: "GET", mode: "no-cors" },
      respondWith: (response) => {
        answer = response;
      },
      waitUntil: (one) => void work.push(one),
    });
    const response = (await answer) as Response | null;
    await Promise.all(work);
    return response?.ok;
  };
  assert.equal(await ask("/assets/desk-1a2b.js"), true);
  assert.equal(await ask("/table-worker.js"), true, "it is shown all the same");
  assert.deepEqual([...kept.keys()], ["/assets/desk-1a2b.js"]);
});
