// The specification of submissions is read here and compared with the code: every example, every table, every number on its page.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { TestHost } from "../../test/support/host.ts";
import { hostProblems } from "../core/problem.ts";
import { decodeHex, encodeHex } from "../crypto/hex.ts";
import { encodeUtf8 } from "../crypto/utf8.ts";
import { verifyProof } from "../log/proof.ts";
import { parseVerifierKey } from "../note/signed-note.ts";
import { maxClearBytes } from "./clear-note.ts";
import { routes } from "./routes.ts";
import {
  encodeSubmission,
  maxItemBytes,
  maxItems,
  maxSubmissionBytes,
  parseSubmission,
  parseSubmissionAnswer,
} from "./submission.ts";
import { dailyTokens, parseTokens, verifyTokenRequest } from "./token-request.ts";

const page = readFileSync(new URL("../../docs/spec/submit.md", import.meta.url), "utf8");
const example = (name: string) =>
  new RegExp(`\`\`\`${name}\\n([^\`]+)\`\`\``).exec(page)?.[1] ?? assert.fail(`no example ${name}`);
const quoted = (pattern: RegExp) => pattern.exec(page)?.[1] ?? assert.fail(`no ${pattern}`);
const rows = (title: string) => {
  const section = page.split(`\n## ${title}\n`)[1]?.split("\n## ")[0] ?? assert.fail(`no ${title}`);
  const lines = section.split("\n").filter((line) => line.startsWith("| "));
  return lines.slice(2).map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll("`", "")),
  );
};

test("the resources on the page are the routes, no more and no fewer", () => {
  const listed = rows("Resources").map(([request]) => /^(GET|POST) (\/[a-z]+)/.exec(request ?? "")?.slice(1));
  const posts: readonly string[] = [routes.submit, routes.tokens, routes.head];
  const known = Object.values(routes).map((route) => [posts.includes(route) ? "POST" : "GET", route.replace("/*", "")]);
  assert.deepEqual(listed, known);
});

test("the host answers every route on the page", async (t) => {
  const at = await TestHost.start(t);
  await at.witnessing.run();
  const examples: Readonly<Record<string, string>> = { "/tile": "/tile/0/000.p/1", "/pack": "/pack/directory/000" };
  for (const [request] of rows("Resources")) {
    const [, method, path] = /^(GET|POST) (\/[a-z]+)/.exec(request ?? "") ?? assert.fail();
    const response = await at.app.request(examples[path ?? ""] ?? path ?? "", { method: method ?? "" });
    assert.notEqual(response.status, 404, path ?? "");
  }
});

test("the problems on the page have their status, and all that a host answers are there", () => {
  const listed = new Map(rows("Problems").map(([code, status]) => [code, Number(status)]));
  for (const [code, status] of listed)
    assert.equal(hostProblems[code as keyof typeof hostProblems]?.[0], status, code ?? "");
  // These two are in the catalogue for clients and later hosts; no route of this host answers with them.
  const others = ["wrong-origin", "conflict"];
  assert.deepEqual(
    Object.keys(hostProblems).filter((code) => !listed.has(code)),
    others,
  );
});

test("the bounds on the page are those of the code", async () => {
  const source = (name: string) => readFileSync(new URL(`../server/${name}`, import.meta.url), "utf8");
  assert.match(source("app.ts"), /receive\(context, 8_192, /);
  assert.match(source("submission-queue.ts"), /maxBatch = 256;/);
  assert.match(source("challenges.ts"), /challengeSeconds = 10 \* 60;/);
  assert.deepEqual(
    rows("Bounds").map(([, bound]) => Number(bound?.replaceAll(",", ""))),
    [maxItems, maxItemBytes, maxClearBytes, maxSubmissionBytes, 8_192, 64, dailyTokens, 10, 256],
  );
});

test("[LG4] the token request on the page verifies, and the tokens are tokens", () => {
  const key = quoted(/The key of that device is `([^`]+)`/);
  const note = example("token-request");
  const origin = note.split("\n")[1] ?? "";
  assert.equal(verifyTokenRequest(note, origin, () => key)?.count, 2);
  assert.equal(parseTokens(example("tokens").trim())?.length, 2);
});

test("[LG4] the submission on the page is one, and spends the first of the tokens", () => {
  const [token, length, start] = example("submission").split("\n");
  const receipt = new Uint8Array(1_024);
  receipt.set(decodeHex(start?.replace(" …", "") ?? "") ?? assert.fail());
  assert.ok(Buffer.from(receipt).toString().startsWith("age-encryption.org/v1\n"));
  const tokens = parseTokens(example("tokens").trim()) ?? assert.fail();
  const body = encodeSubmission([{ token: tokens[0] ?? null, bytes: receipt }]);
  assert.equal(encodeHex(body), `${token}${length}${encodeHex(receipt)}`);
  assert.equal(parseSubmission(body)?.length, 1);
});

test("[LG4] the answer on the page holds a proof that verifies, and a problem", () => {
  const [first, second] = parseSubmissionAnswer(example("answer").trim(), 2) ?? assert.fail();
  if (first === undefined || "problem" in first) return assert.fail();
  const leaf = decodeHex(quoted(/The proof is for the leaf `([0-9a-f]{66})`/)) ?? assert.fail();
  const logKey = parseVerifierKey(quoted(/whose key is\n`([^`]+)`/)) ?? assert.fail();
  assert.equal(verifyProof(first.proof, leaf, logKey, null)?.index, 1);
  assert.deepEqual(second, { problem: "token-unknown" });
});

test("the problem on the page is what the host answers", async (t) => {
  const at = await TestHost.start(t);
  const body = at.request(1, at.country.post, "cd".repeat(16));
  const response = await at.app.request(routes.tokens, { method: "POST", body: encodeUtf8(body).slice() });
  assert.equal(await response.text(), example("problem").trim());
});
