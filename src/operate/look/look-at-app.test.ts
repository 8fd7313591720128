// The app over HTTP against the release: whole, changed, opened, of another time, gone.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { Hono } from "hono";
import { temporaryFolder } from "../../../test/support/temporary-folder.ts";
import { listen } from "../../server/listen.ts";
import { compressFiles } from "../app/content-coding.ts";
import { filesApp, webApp } from "../app/web-app.ts";
import { openSqliteMemberStore } from "../files/sqlite-member-store.ts";
import { Look } from "./look.ts";
import { lookAtApp } from "./look-at-app.ts";

const connect = ["https://host.example.tj", "https://mirror.example.tj"];
const leaflet = '<p id="mark-trial" hidden>A trial.</p><ul id="phones" hidden></ul><p>Words.</p>';

/** A release, what serves it, and a look at it; `change` alters an answer on its way. */
async function release(t: TestContext, change: (path: string, answer: Response) => Promise<Response> | Response) {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, "assets"));
  writeFileSync(join(folder, "index.html"), "<p>Example</p>".repeat(100));
  writeFileSync(join(folder, "public.html"), leaflet);
  writeFileSync(join(folder, "assets", "one.js"), "export const one = 1;\n".repeat(100));
  await compressFiles(folder);
  const serve = webApp({ connect, start: "index.html", marks: ["trial"], folder });
  const files = filesApp(serve);
  const served = new Hono().all("*", async (context) =>
    change(new URL(context.req.url).pathname, await files.fetch(context.req.raw)),
  );
  const door = await listen(served, 0);
  t.after(() => door.close());
  const url = `http://127.0.0.1:${door.port}`;
  const store = openSqliteMemberStore(":memory:");
  t.after(() => store.close());
  return async (address = url, after = 0) => {
    const look = new Look(() => 1_800_000_000_000 + after);
    await lookAtApp(look, { url: address, serve, folder, store, fetch });
    return look.lines;
  };
}

const codesOf = async (look: Promise<readonly { readonly code: unknown }[]>) => (await look).map(({ code }) => code);

test("[EN4] an app whose files and headers are those of the release is good, compressed and marked as it is", async (t) => {
  const look = await release(t, (_, answer) => answer);
  const [line] = await look();
  assert.equal(line?.is, "good");
  assert.match(line?.says ?? "", /^all 4 files/);
  assert.deepEqual(await codesOf(look("http://127.0.0.1:1")), ["app-unreachable"]);
});

test("[EN4] an app that is stopped behind its web server does not answer, and is not called changed", async (t) => {
  for (const status of [500, 502, 503, 504]) {
    const all = await release(t, () => new Response(null, { status }));
    assert.deepEqual(await codesOf(all()), ["app-unreachable"], String(status));
    const one = await release(t, (path, answer) => (path === "/index.html" ? new Response(null, { status }) : answer));
    assert.deepEqual(await codesOf(one()), ["app-unreachable"], String(status));
  }
});

test("[EN4] one changed byte, a file that is gone, one that is longer, and one that is sent on are found", async (t) => {
  const flaws: readonly ((answer: Response) => Promise<Response> | Response)[] = [
    async (answer) => new Response((await unpacked(answer)).replace("Example", "Exampel"), headersOf(answer)),
    async (answer) => new Response(`${await unpacked(answer)}<script src=x>`, headersOf(answer)),
    async (answer) => new Response("x".repeat(1_000_000), headersOf(answer)),
    () => new Response(null, { status: 404 }),
  ];
  for (const flaw of flaws) {
    const look = await release(t, (path, answer) => (path === "/index.html" ? flaw(answer) : answer));
    assert.deepEqual(await codesOf(look()), ["app-differs"]);
  }
  const look = await release(t, (path, answer) =>
    path === "/assets/one.js" ? Response.redirect("http://127.0.0.1:1/") : answer,
  );
  assert.deepEqual(await codesOf(look()), ["app-unreachable"]);
});

test("[EN4] a policy that lets the app reach another address, or a header that is gone, is found; fewer addresses are not", async (t) => {
  const withHeader = (name: string, value: (old: string) => string) =>
    release(t, (path, answer) => {
      if (path === "/") answer.headers.set(name, value(answer.headers.get(name) ?? ""));
      return answer;
    });
  const policy = "content-security-policy";
  const more = await withHeader(policy, (old) => old.replace(connect[0] ?? "", "https://evil.example"));
  assert.deepEqual(await codesOf(more()), ["app-open"]);
  const loose = await withHeader(policy, (old) => old.replace("script-src 'self'", "script-src *"));
  assert.deepEqual(await codesOf(loose()), ["app-open"]);
  const framed = await withHeader("x-frame-options", () => "SAMEORIGIN");
  assert.deepEqual(await codesOf(framed()), ["app-open"]);
  const fewer = await withHeader(policy, (old) => old.replace(` ${connect[1]}`, ""));
  assert.deepEqual(await codesOf(fewer()), [null]);
});

test("[EN4] a header that a browser obeys and the program never sends is found; what web servers say of themselves is not", async (t) => {
  const codesWith = async (name: string, value: string) => {
    const look = await release(t, (path, answer) => {
      if (path === "/") answer.headers.set(name, value);
      return answer;
    });
    return codesOf(look());
  };
  for (const [name, value] of [
    ["refresh", "0; url=https://evil.example/"],
    ["link", "<https://evil.example/a.js>; rel=preload; as=script"],
    ["set-cookie", "seen=1"],
    ["alt-svc", 'h3="evil.example:443"; ma=86400'],
  ] as const)
    assert.deepEqual(await codesWith(name, value), ["app-open"], name);
  for (const [name, value] of [
    ["server", "Caddy"],
    ["strict-transport-security", "max-age=31536000"],
    ["alt-svc", 'h3=":443"; ma=2592000'],
  ] as const)
    assert.deepEqual(await codesWith(name, value), [null], name);
});

test("other telephone numbers on the leaflet are a warning for an hour, and anything else on it an alarm", async (t) => {
  const leafletWith = (change: (page: string) => string) =>
    release(t, async (path, answer) =>
      path === "/public.html" ? new Response(change(await unpacked(answer)), headersOf(answer)) : answer,
    );
  const minute = 60_000;
  const phones = (inside: string) =>
    leafletWith((page) => page.replace(/<ul.*<\/ul>/, `<ul id="phones">${inside}</ul>`));
  const line = '<br><a class="phone" dir="ltr" href="tel:1300">1300</a> <small>Answered</small>';
  let shown = `<li><strong>Example Line</strong>${line}</li>`;
  const changing = await leafletWith((page) => page.replace(/<ul.*<\/ul>/, `<ul id="phones">${shown}</ul>`));
  assert.deepEqual(await codesOf(changing()), ["leaflet-late"]);
  assert.deepEqual(await codesOf(changing(undefined, 60 * minute)), ["leaflet-late"]);
  assert.deepEqual(await codesOf(changing(undefined, 70 * minute)), ["leaflet-changed"]);
  shown = "";
  assert.deepEqual(
    await codesOf(changing(undefined, 75 * minute)),
    ["leaflet-changed"],
    "an emptied list is no better",
  );
  for (const inside of [
    `<li><strong>Example Line</strong>${line}<script src=x></script></li>`,
    `<li onclick="x"><strong>Example Line</strong>${line}</li>`,
    "<li>1300</li>",
    '<li><strong>Example Line</strong><br><a class="phone" dir="ltr" href="https://evil.example">1300</a> <small></small></li>',
    `<li><strong>Example Line</strong>${line.replace(">1300<", ">1500<")}</li>`,
  ])
    assert.deepEqual(await codesOf((await phones(inside))()), ["app-differs"], inside);
  const words = await leafletWith((page) => page.replace("Words", "Other words"));
  assert.deepEqual(await codesOf(words()), ["app-differs"]);
});

test("a leaflet that came right again may be late anew", async (t) => {
  let isRight = false;
  const look = await release(t, async (path, answer) =>
    path === "/public.html" && !isRight
      ? new Response((await unpacked(answer)).replace('phones" hidden', 'phones"'), headersOf(answer))
      : answer,
  );
  const hour = 3_600_000;
  assert.deepEqual(await codesOf(look()), ["leaflet-late"]);
  isRight = true;
  assert.deepEqual(await codesOf(look(undefined, hour)), [null]);
  isRight = false;
  assert.deepEqual(await codesOf(look(undefined, 2 * hour)), ["leaflet-late"]);
});

async function unpacked(answer: Response): Promise<string> {
  const coding = answer.headers.get("content-encoding");
  const bytes = Buffer.from(await answer.arrayBuffer());
  const { brotliDecompressSync, gunzipSync } = await import("node:zlib");
  return String(coding === "br" ? brotliDecompressSync(bytes) : coding === "gzip" ? gunzipSync(bytes) : bytes);
}

function headersOf(answer: Response): ResponseInit {
  const headers = new Headers(answer.headers);
  headers.delete("content-encoding");
  return { headers };
}
