// The clients of `test/support/load.ts` for an installed host that somebody upgrades. They run in the network of the host's machine and ask through its Caddy, until
// the input ends.
//   nsenter -t PID -n node test/installed/load.ts FOUNDING-NOTE AUTHORITY.crt TOKENS
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Agent, request } from "node:https";
import { parseFoundingNote } from "../../src/note/directory-note.ts";
import { logKeyOf } from "../../src/protocol/clear-note.ts";
import { type Answer, Load } from "../support/load.ts";

const clients = 8;
const name = "host.example.tj";
const [, , founding = "", authority = "", tokens = ""] = process.argv;
const country = parseFoundingNote(readFileSync(founding, "utf8")) ?? assert.fail("not a founding note");
const agent = new Agent({
  keepAlive: true,
  maxSockets: clients,
  ca: readFileSync(authority),
  servername: name,
});

const load = new Load({ logKey: logKeyOf(country), clients, rest: 0, tokens: readFileSync(tokens), ask });
process.stdin.resume().once("end", () => load.stop());
process.stdout.write(JSON.stringify(await load.play()));
agent.destroy();

function ask(path: string, body?: Uint8Array): Promise<Answer> {
  const method = body === undefined ? "GET" : "POST";
  return new Promise((resolve) => {
    const sent = request({ host: "127.0.0.1", path: `/${path}`, method, agent, headers: { host: name } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("error", () => resolve("cut off"));
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks) }));
    });
    sent.on("error", (error) => resolve("code" in error ? String(error.code) : error.name));
    sent.end(body);
  });
}
