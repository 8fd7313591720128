// A mirror that keeps for a host what is not published yet (SP1), in this process.
import assert from "node:assert/strict";
import type { Hono } from "hono";
import { ed25519PublicKey } from "../../src/crypto/ed25519.ts";
import { randomBytes } from "../../src/crypto/random.ts";
import type { VerifiedCheckpoint } from "../../src/log/checkpoint.ts";
import type { FoundingNote } from "../../src/note/directory-note.ts";
import { type SignerKey, signerKey, verifierKey } from "../../src/note/signed-note.ts";
import { mirrorRoutes } from "../../src/protocol/routes.ts";
import { parseStoreAnswer } from "../../src/protocol/second-place.ts";
import { LogCopy } from "../../src/server/log-copy.ts";
import { mirrorApp } from "../../src/server/mirror-app.ts";
import type { AskPlace, PlaceAddress } from "../../src/server/second-place.ts";
import type { HostStore } from "../../src/server/store/host-store.ts";
import { openSqliteHostStore } from "../../src/server/store/sqlite-host-store.ts";

/** What a mirror of a test signs with, and nobody who hears of a fork. */
export const placeParts = {
  signer: signerKey("mirror-example", randomBytes(32)),
  randomBytes,
  onFork: async () => undefined,
};

function keyOf({ name, seed }: SignerKey) {
  return verifierKey(name, ed25519PublicKey(seed));
}

/** One that is switched off answers nothing. */
export class TestPlace {
  readonly signer: SignerKey;
  readonly place: PlaceAddress;
  readonly forks: VerifiedCheckpoint[] = [];
  /** How many questions came. */
  asked = 0;
  isOff = false;
  #app: Hono | null = null;
  #copy: LogCopy | null = null;

  constructor(name = "one") {
    this.signer = signerKey(`mirror-${name}`, randomBytes(32));
    this.place = { key: keyOf(this.signer), url: `https://${name}.example` };
  }

  get copy(): LogCopy {
    return this.#copy ?? assert.fail("not open");
  }

  get app(): Hono {
    return this.#app ?? assert.fail("not open");
  }

  /** Opens it on a store; a store in memory when none is given. */
  async open(founding: FoundingNote, store: HostStore = openSqliteHostStore(":memory:")): Promise<this> {
    this.#copy = (await LogCopy.open(founding, store)) ?? assert.fail("the copy is damaged");
    this.#app = mirrorApp({
      copy: this.#copy,
      relay: async () => null,
      reachesHost: () => true,
      signer: this.signer,
      randomBytes,
      onFork: async (head) => void this.forks.push(head),
      log: () => undefined,
      clock: Date.now,
    });
    return this;
  }

  /** Posts a body to its route for storing. */
  async store(body: Uint8Array): Promise<Response> {
    return this.app.request(mirrorRoutes.store, { method: "POST", body: new Uint8Array(body) });
  }
}

/** How a host asks these places. */
export function askOf(...places: readonly TestPlace[]): AskPlace {
  return async (url, body) => {
    const place = places.find((one) => one.place.url === url) ?? assert.fail(url);
    place.asked += 1;
    if (place.isOff) return null;
    const response = await place.store(body);
    if (response.status === 409) return "conflict";
    if (response.status === 413) return "too-large";
    return response.status === 200 ? parseStoreAnswer(await response.text()) : null;
  };
}
