// What a device in the world of the tests opens its store with. Apart from the world, for a process that is one device and nothing else.
import { sha256 } from "../../src/crypto/sha256.ts";
import { networkOver } from "../../src/member/trust/fetch-network.ts";
import type { Network } from "../../src/member/trust/host-client.ts";
import type { Fetch } from "../../src/protocol/bounded-answer.ts";

/** Cheap in tests: the real stretching has tests of its own. */
export const quickStretch = async (passphrase: Uint8Array, salt: Uint8Array): Promise<Uint8Array> =>
  sha256(salt, passphrase);

export const testPassphrase = "river garden window table paper";

export const fetchNetwork: Network = networkOver(fetch as unknown as Fetch);
