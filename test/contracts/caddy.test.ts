// The parts of a web server (deploy/Caddyfile) as Caddy itself takes them, and before a host: what the host needs to know of a request arrives, and
// nothing about anybody is printed.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type IncomingHttpHeaders, request } from "node:http";
import { request as requestOverTls } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Hono } from "hono";
import { buildWebApp, webApp } from "../../src/operate/app/web-app.ts";
import { maxSubmissionBytes } from "../../src/protocol/submission.ts";
import { listen } from "../../src/server/listen.ts";
import { missingPackages } from "../support/debian.ts";
import { freePort } from "../support/free-port.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { until } from "../support/until.ts";

const skip = missingPackages().some(({ name }) => name === "caddy") ? "needs the command caddy" : false;
const root = fileURLToPath(new URL("../..", import.meta.url));
const path = join(root, "deploy", "Caddyfile");
const text = readFileSync(path, "utf8");
const guide = readFileSync(new URL("../../docs/guide/install.md", import.meta.url), "utf8");

test("Caddy takes the parts in its own layout, and what the commands of the guide for installing write for each machine", {
  skip,
}, (t) => {
  for (const file of [path, `${path}.options`])
    assert.doesNotMatch(caddy("fmt", "--diff", file).stdout, /^[-+]/m, file);
  const folder = temporaryFolder(t);
  const setups = [...guide.matchAll(/^\/usr\/lib\/panoh\/(deploy\/setup) (.+)$/gm)];
  const names = setups.map(([, script = "", words = ""]) => {
    const file = join(folder, "Caddyfile");
    const printed = spawnSync(join(root, script), ["--print", ...words.split(" ")], { encoding: "utf8" });
    assert.equal(printed.status, 0, printed.stderr);
    assert.equal(/^\tlocal_certs$/m.test(printed.stdout), words.includes("--own-authority"));
    writeFileSync(file, printed.stdout);
    assert.doesNotMatch(caddy("fmt", "--diff", file).stdout, /^[-+]/m, printed.stdout);
    const checked = caddy("adapt", "--config", file, "--adapter", "caddyfile");
    assert.equal(checked.status, 0, checked.stderr);
    assert.doesNotMatch(checked.stderr, /warn/i);
    assert.match(checked.stdout, /"exclude":\["http.log.error","http.handlers.reverse_proxy"\]/);
    return /"host":\["([a-z.]+)"\]/.exec(checked.stdout)?.[1];
  });
  assert.deepEqual(names.sort(), [
    "app.example.tj",
    "host.example.tj",
    "mirror.example.tj",
    "witness.ombudsman.example",
    "witness.university.example",
  ]);
});

test("before a host it names the client whatever the client says, passes Range on, bounds bodies, and prints nobody's address", {
  skip,
}, async (t) => {
  const folder = temporaryFolder(t);
  const heard: { readonly named: unknown; readonly range: unknown; readonly url: string; readonly bytes: number }[] =
    [];
  const host = createServer((asked, answer) => {
    let bytes = 0;
    asked.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
    });
    asked.on("error", () => undefined);
    asked.on("end", () => {
      heard.push({ named: asked.headers["x-forwarded-for"], range: asked.headers.range, url: asked.url ?? "", bytes });
      answer.end("answered");
    });
  });
  await once(host.listen(0, "127.0.0.1"), "listening");
  t.after(() => host.close());
  const address = host.address();
  const behind = typeof address === "object" && address !== null ? address.port : assert.fail();
  const port = await freePort();
  const config = join(folder, "Caddyfile");
  const parts = text.replace("127.0.0.1:8443\n", `127.0.0.1:${behind}\n`);
  writeFileSync(
    config,
    `{\n\tadmin off\n\timport ${path}.options\n}\n${parts}http://127.0.0.1:${port} {\n\timport panoh-host\n}\n`,
  );
  const env = { PATH: process.env["PATH"], HOME: folder };
  const server = spawn("caddy", ["run", "--config", config, "--adapter", "caddyfile"], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  for (const stream of [server.stdout, server.stderr])
    stream.on("data", (chunk: Buffer) => {
      printed += chunk.toString();
    });
  t.after(async () => {
    server.kill("SIGKILL");
    if (server.exitCode === null && server.signalCode === null) await once(server, "exit");
  });
  const ask = (given: Parameters<typeof request>[1] = {}, body?: Uint8Array) => askOnce(port, given, body);
  while ((await ask()) === null) {
    assert.equal(server.exitCode, null, printed);
    await sleep(50);
  }
  heard.splice(0);
  const lying = { "x-forwarded-for": "198.51.100.7", range: "bytes=5-" };
  assert.equal(await ask({ path: "/pack/case/000?x", headers: lying, localAddress: "127.0.0.9" }), 200);
  assert.equal(await ask({ path: "/submit", method: "POST" }, new Uint8Array(maxSubmissionBytes)), 200);
  // Which of the two it is depends on how much had gone on to the host when it was too much.
  const tooLong = await ask({ path: "/submit", method: "POST" }, new Uint8Array(maxSubmissionBytes + 2_000));
  assert.ok(tooLong === 413 || tooLong === 502, `${tooLong}`);
  assert.deepEqual(heard, [
    { named: "127.0.0.9", range: "bytes=5-", url: "/pack/case/000?x", bytes: 0 },
    { named: "127.0.0.1", range: undefined, url: "/submit", bytes: maxSubmissionBytes },
  ]);
  host.close();
  host.closeAllConnections();
  assert.equal(await ask({ path: "/founding", localAddress: "127.0.0.9" }), 502);
  server.kill("SIGTERM");
  await once(server, "exit");
  for (const secret of ["127.0.0.9", "198.51.100.7", "/pack/case", "/founding"])
    assert.ok(!printed.includes(secret), printed);
});

test("before the app, over TLS with its own authority, it passes on compressed files and the app's headers, adds its own, and prints nobody's address", {
  skip,
}, async (t) => {
  const folder = temporaryFolder(t);
  await buildWebApp(() => undefined);
  const serve = webApp({ connect: ["https://host.example.tj"], start: "index.html" });
  const files = new Hono();
  files.get("*", (context) => serve(context.req.path, context.req.raw.headers) ?? context.text("Not found.", 404));
  const app = await listen(files, 0);
  t.after(() => app.close());
  const port = await freePort();
  const config = join(folder, "Caddyfile");
  const own = `admin off\n\tlocal_certs\n\tskip_install_trust\n\tauto_https disable_redirects\n\tstorage file_system ${folder}`;
  const parts = text.replace("127.0.0.1:8446\n", `127.0.0.1:${app.port}\n`);
  writeFileSync(
    config,
    `{\n\t${own}\n\timport ${path}.options\n}\n${parts}https://localhost:${port} {\n\timport panoh-app\n}\n`,
  );
  const server = spawn("caddy", ["run", "--config", config, "--adapter", "caddyfile"], {
    env: { PATH: process.env["PATH"], HOME: folder },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  for (const stream of [server.stdout, server.stderr])
    stream.on("data", (chunk: Buffer) => {
      printed += chunk.toString();
    });
  t.after(() => server.kill("SIGKILL"));
  const authority = join(folder, "pki", "authorities", "local", "root.crt");
  const ask = (path: string, accepted: string) =>
    new Promise<{
      readonly status: number | undefined;
      readonly headers: IncomingHttpHeaders;
      readonly bytes: number;
    } | null>((resolve) => {
      if (!existsSync(authority)) return resolve(null);
      const given = {
        port,
        path,
        ca: readFileSync(authority),
        agent: false,
        localAddress: "127.0.0.9",
        host: "127.0.0.1",
      };
      const headers = { host: `localhost:${port}`, "accept-encoding": accepted };
      const sent = requestOverTls({ ...given, headers, servername: "localhost" }, (answer) => {
        let bytes = 0;
        answer.on("data", (chunk: Buffer) => {
          bytes += chunk.length;
        });
        answer.on("end", () => resolve({ status: answer.statusCode, headers: answer.headers, bytes }));
      });
      sent.on("error", () => resolve(null));
      sent.end();
    });
  await until(async () => {
    assert.equal(server.exitCode, null, printed);
    return (await ask("/", "identity")) !== null;
  });
  const plain = (await ask("/vault-worker.js", "identity")) ?? assert.fail();
  const packed = (await ask("/vault-worker.js", "br, gzip")) ?? assert.fail();
  assert.deepEqual([plain.headers["content-encoding"], packed.headers["content-encoding"]], [undefined, "br"]);
  assert.ok(packed.bytes * 2 < plain.bytes, "packed once, when the app was built");
  assert.equal((await ask("/vault-worker.js", "gzip"))?.headers["content-encoding"], "gzip");
  assert.equal(packed.headers["strict-transport-security"], "max-age=31536000");
  assert.match(String(packed.headers["content-security-policy"]), /connect-src 'self' https:\/\/host\.example\.tj/);
  assert.equal(packed.headers["referrer-policy"], "no-referrer");
  await app.close();
  assert.equal((await ask("/vault-worker.js", "br"))?.status, 502);
  server.kill("SIGTERM");
  await once(server, "exit");
  for (const secret of ["127.0.0.9", "vault-worker"]) assert.ok(!printed.includes(secret), printed);
});

/** The status of an answer; null when nobody listens. */
function askOnce(port: number, given: Parameters<typeof request>[1], body?: Uint8Array): Promise<number | null> {
  return new Promise((resolve) => {
    const sent = request({ host: "127.0.0.1", port, agent: false, ...given }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? null);
    });
    sent.on("error", () => resolve(null));
    sent.end(body);
  });
}

function caddy(...words: readonly string[]) {
  return spawnSync("caddy", words, { encoding: "utf8", env: { PATH: process.env["PATH"], HOME: tmpdir() } });
}
