// Certificates over TLS: how many days one has, one that nobody vouches for, one of another name, none.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { test } from "node:test";
import { createServer } from "node:tls";
import { missingPackages } from "../../../test/support/debian.ts";
import { temporaryFolder } from "../../../test/support/temporary-folder.ts";
import { Look } from "./look.ts";
import { lookAtCertificate } from "./look-at-certificate.ts";

const day = 86_400_000;

test("a certificate is good for its days, warned of and an alarm before its end, and refused when nobody vouches for it", {
  skip: missingPackages().some(({ name }) => name === "openssl") ? "needs the command openssl" : false,
}, async (t) => {
  const dir = temporaryFolder(t);
  const [key, cert] = [join(dir, "key.pem"), join(dir, "cert.pem")];
  const names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
  const made = spawnSync("openssl", [
    ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "90"],
    ...["-keyout", key, "-out", cert, ...names],
  ]);
  assert.equal(made.status, 0, String(made.stderr));
  const ca = readFileSync(cert, "utf8");
  const server = createServer({ key: readFileSync(key), cert: ca });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  const url = `https://localhost:${port}`;
  const codeIn = async (days: number) => (await lineOf(url, Date.now() + days * day, ca)).code;
  assert.equal((await lineOf(url, Date.now(), ca)).says, "89 days left");
  assert.deepEqual(
    [await codeIn(0), await codeIn(75), await codeIn(80), await codeIn(88), await codeIn(100)],
    [null, null, "certificate-soon", "certificate-ending", "certificate-ending"],
  );
  assert.equal((await lineOf(url, Date.now())).code, "certificate-refused");
  assert.equal((await lineOf(`https://127.0.0.1:${port}`, Date.now(), ca)).code, "certificate-refused");
  assert.equal((await lineOf("https://127.0.0.1:1", Date.now(), ca)).code, "certificate-refused");
  assert.equal((await lineOf("http://127.0.0.1:1", Date.now())).code, null);
  assert.equal((await lineOf("http://host.example.tj", Date.now())).code, "plain-http");
});

async function lineOf(url: string, now: number, ca?: string) {
  const look = new Look(() => now);
  await lookAtCertificate(look, url, ca);
  return look.lines[0] ?? assert.fail(url);
}
