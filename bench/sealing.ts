// How fast a reader tries envelopes: ours over the platform's WebCrypto against age-encryption alone, as ratios, since
// times differ by machine. Run it with: node bin/panoh.js --run bench/sealing.ts
import { Decrypter } from "age-encryption";
import type { Suite } from "../src/core/directory-note.ts";
import { maximumContentBytes, open, seal } from "../src/sealing/envelope.ts";
import { decodeMember } from "../src/sealing/gzip-member.ts";
import { openingKey } from "../src/sealing/opening-key.ts";
import type { SecretIdentity } from "../src/sealing/secret-identity.ts";
import { generateIdentity, recipientOf } from "../src/sealing/suite.ts";

const rounds = 120;
const suites: readonly Suite[] = ["x25519", "hybrid"];

console.log("suite   envelope  whose     age-encryption  ours      ratio  path");
for (const suite of suites) {
  const [mine, other] = [await generateIdentity(suite), await generateIdentity(suite)];
  const path = typeof (await openingKey(mine)) === "string" ? "age-encryption" : "WebCrypto";
  for (const length of [1_500, 50_000]) {
    const content = crypto.getRandomValues(new Uint8Array(length));
    const readers = [await recipientOf(mine)];
    // Always the largest draw: the reader's own stanza stands last, as it does in the worst case.
    const sealed = await seal(content, readers, { suite, kind: "case", random: lastPlace() });
    for (const [whose, identity] of [
      ["not mine", other],
      ["mine", mine],
    ] as const) {
      await millisecondsEach(() => open(sealed, [identity]));
      const library = await millisecondsEach(() => openByLibrary(sealed, identity));
      const ours = await millisecondsEach(() => open(sealed, [identity]));
      const columns = [
        suite.padEnd(7),
        `${sealed.length}`.padEnd(9),
        whose.padEnd(9),
        `${library.toFixed(2)} ms`.padEnd(15),
      ];
      console.log(...columns, `${ours.toFixed(2)} ms`.padEnd(9), (library / ours).toFixed(1).padEnd(6), path);
    }
  }
}

async function openByLibrary(sealed: Uint8Array, identity: SecretIdentity): Promise<unknown> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity.reveal());
  const member = await decrypter.decrypt(sealed).catch(() => null);
  return member === null ? null : decodeMember(member, maximumContentBytes);
}

function lastPlace(): () => Uint8Array {
  const draws = [3, 2, 1, 0];
  return () => Uint8Array.of(draws.shift() ?? 0);
}

/** The median over all rounds, so that a busy machine does not decide. */
async function millisecondsEach(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return times.toSorted((a, b) => a - b)[rounds / 2] ?? 0;
}
