// The host of an invented country of the scenes and its witnesses, all real, in one process and without a port: on the file that the founding made, or on
// a copy of it, so that each page that writes has a log of its own.
import type { Hono } from "hono";
import { decodeHex } from "../../../src/crypto/hex.ts";
import { randomBytes } from "../../../src/crypto/random.ts";
import { networkOver } from "../../../src/member/trust/fetch-network.ts";
import type { Network } from "../../../src/member/trust/host-client.ts";
import { parseFoundingNote } from "../../../src/note/directory-note.ts";
import { signerKey } from "../../../src/note/signed-note.ts";
import type { Fetch } from "../../../src/protocol/bounded-answer.ts";
import { logKeyOf } from "../../../src/protocol/clear-note.ts";
import { hostApp } from "../../../src/server/app.ts";
import { Host } from "../../../src/server/host.ts";
import { openSqliteHostStore } from "../../../src/server/store/sqlite-host-store.ts";
import { Timekeeping } from "../../../src/server/timekeeping.ts";
import { witnessApp } from "../../../src/server/witness-app.ts";
import { type AskWitness, Witnessing } from "../../../src/server/witnessing.ts";

/** What a host and its witnesses sign with: invented, and kept beside their file. */
export interface HostKeys {
  readonly founding: string;
  /** In hex, as are the seeds of the witnesses. */
  readonly logSeed: string;
  readonly witnesses: readonly { readonly name: string; readonly seed: string }[];
}

export interface OpenHost {
  readonly app: Hono;
  readonly host: Host;
  readonly witnessing: Witnessing;
  readonly timekeeping: Timekeeping;
  readonly network: Network;
  close(): Promise<void>;
}

export async function openHost(keys: HostKeys, file: string, clock: () => number): Promise<OpenHost> {
  const founding = parseFoundingNote(keys.founding);
  if (founding === null) throw new Error("not a founding note");
  const witnesses = keys.witnesses.map(({ name, seed }) => ({
    url: witnessUrl(name),
    ...witnessApp({ signer: signerKey(name, bytesOf(seed)), logs: [logKeyOf(founding)], file: ":memory:", clock }),
  }));
  const store = openSqliteHostStore(file);
  const logSeed = bytesOf(keys.logSeed);
  const host = await Host.open({ founding, logSeed, store, clock, randomBytes });
  const ask: AskWitness = async (url, body) => {
    const witness = witnesses.find((each) => each.url === url);
    const answer = await witness?.app.request("/add-checkpoint", { method: "POST", body });
    return answer === undefined ? null : { status: answer.status, text: await answer.text() };
  };
  const witnessing = new Witnessing(host, ask, undefined, 0);
  const app = hostApp({ host, log: () => undefined, clock });
  const fetchApp = async (url: string, request: RequestInit) => app.request(new URL(url).pathname, request);
  return {
    app,
    host,
    witnessing,
    timekeeping: new Timekeeping({ host, witnessing, logSeed, clock, randomBytes }),
    network: networkOver(fetchApp as Fetch),
    close: async () => {
      await host.settle();
      await witnessing.run();
      for (const witness of witnesses) witness.close();
      await store.close();
    },
  };
}

/** Where the policy says that a witness is. Nothing listens there. */
export function witnessUrl(name: string): string {
  return `https://${name}`;
}

function bytesOf(hex: string): Uint8Array {
  return decodeHex(hex) ?? new Uint8Array(0);
}
