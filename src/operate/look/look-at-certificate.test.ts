// Certificates over TLS: how many days one has, one that nobody vouches for, one of another name, none.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { createServer } from "node:tls";
import { missingPackages } from "../../../test/support/debian.ts";
import { temporaryFolder } from "../../../test/support/temporary-folder.ts";
import { Look } from "./look.ts";
import { lookAtCertificate } from "./look-at-certificate.ts";

const [hour, day] = [3_600_000, 86_400_000];

const skip = missingPackages().some(({ name }) => name === "openssl") ? "needs the command openssl" : false;

test("a certificate is good for its days, warned of and an alarm before its end, and refused when nobody vouches for it", {
  skip,
}, async (t) => {
  const { port, url, ca } = await serverWith(t, ["-days", "90"]);
  const codeIn = async (days: number) => (await lineOf(url, Date.now() + days * day, ca)).code;
  assert.equal((await lineOf(url, Date.now(), ca)).says, "89 days left");
  assert.deepEqual(
    [await codeIn(0), await codeIn(75), await codeIn(80), await codeIn(88), await codeIn(100)],
    [null, null, "certificate-soon", "certificate-ending", "certificate-ending"],
  );
  assert.equal((await lineOf(url, Date.now())).code, "certificate-refused");
  assert.equal((await lineOf(`https://127.0.0.1:${port}`, Date.now(), ca)).code, "certificate-refused");
  assert.equal((await lineOf("http://127.0.0.1:1", Date.now())).code, null);
  assert.equal((await lineOf("http://host.example.tj", Date.now())).code, "plain-http");
});

test("a certificate of twelve hours, as a rehearsal's web server gives itself, is good until it should long have been renewed", {
  skip,
}, async (t) => {
  const begin = Math.floor(Date.now() / 60_000) * 60_000;
  const asnTime = (at: number) => new Date(at).toISOString().replaceAll(/[-:T]|\.\d+/g, "");
  const validity = ["-not_before", asnTime(begin), "-not_after", asnTime(begin + 12 * hour)];
  const { url, ca } = await serverWith(t, validity);
  assert.equal((await lineOf(url, begin + hour / 2, ca)).says, "11 hours left");
  const codeAfter = async (hours: number) => (await lineOf(url, begin + hours * hour, ca)).code;
  assert.deepEqual(
    [await codeAfter(1), await codeAfter(9), await codeAfter(11), await codeAfter(11.7), await codeAfter(13)],
    [null, null, "certificate-soon", "certificate-ending", "certificate-ending"],
  );
});

test("where nobody answers no certificate is called refused", async () => {
  for (const url of ["https://127.0.0.1:1", "https://nowhere.invalid"])
    assert.deepEqual(await lineOf(url, Date.now()), {
      about: `Certificate ${new URL(url).host}`,
      is: "not-seen",
      code: null,
      says: "nobody answers there",
    });
});

/** A server on this machine with a certificate of its own for localhost. */
async function serverWith(t: TestContext, validity: readonly string[]) {
  const dir = temporaryFolder(t);
  const [key, cert] = [join(dir, "key.pem"), join(dir, "cert.pem")];
  const names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
  const made = spawnSync("openssl", [
    ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", ...validity],
    ...["-keyout", key, "-out", cert, ...names],
  ]);
  assert.equal(made.status, 0, String(made.stderr));
  const ca = readFileSync(cert, "utf8");
  const server = createServer({ key: readFileSync(key), cert: ca });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  return { port, url: `https://localhost:${port}`, ca };
}

async function lineOf(url: string, now: number, ca?: string) {
  const look = new Look(() => now);
  await lookAtCertificate(look, url, ca);
  return look.lines[0] ?? assert.fail(url);
}
