// How the app's files go over the wire: compressed copies of public files, nothing else changed.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { temporaryFolder } from "../../../test/support/temporary-folder.ts";
import { compressFiles } from "./content-coding.ts";
import { webApp } from "./web-app.ts";

const script = "export const one = 'two';\n".repeat(50);
const page = `<p id="mark-demonstration" hidden>Invented.</p>${"<p>Words.</p>".repeat(50)}`;
const vault = JSON.stringify({ vault: "a".repeat(500) });

test("a compressed copy goes to who accepts it, under the type of the file and with Vary, and unpacks to the file", async (t) => {
  const serve = await site(t);
  for (const [path, type, whole] of [
    ["/assets/one.js", "text/javascript; charset=utf-8", script],
    ["/public.html", "text/html; charset=utf-8", page.replace(" hidden", "")],
    ["/one.js", "text/javascript; charset=utf-8", script],
  ] as const) {
    for (const accepts of ["br", "gzip", "identity"]) {
      const answer = serve(path, new Headers({ "accept-encoding": accepts }));
      assert.ok(answer !== null, path);
      assert.equal(answer.headers.get("content-type"), type, path);
      assert.equal(answer.headers.get("content-encoding"), accepts === "identity" ? null : accepts, path);
      assert.equal(answer.headers.get("vary"), "accept-encoding");
      const bytes = Buffer.from(await answer.arrayBuffer());
      const unpacked = { br: brotliDecompressSync, gzip: gunzipSync, identity: (same: Buffer) => same }[accepts];
      assert.equal(String(unpacked?.(bytes)), whole, path);
      if (accepts !== "identity") assert.ok(bytes.length < whole.length / 2, path);
    }
  }
});

test("a vault that a demonstration offers is never compressed, and a compressed copy has no address of its own", async (t) => {
  const serve = await site(t);
  const offered = serve("/demo/vaults/one", new Headers({ "accept-encoding": "br, gzip" }));
  assert.equal(offered?.headers.get("content-encoding"), null);
  assert.equal(await offered?.text(), vault);
  for (const path of ["/assets/one.js.br", "/assets/one.js.gz", "/public.html.br"])
    assert.equal(serve(path), null, path);
});

test("a file whose name stays is sent again only when its bytes changed, and each coding has a tag of its own", async (t) => {
  const serve = await site(t);
  const tagOf = (accepts: string) => serve("/one.js", new Headers({ "accept-encoding": accepts }))?.headers.get("etag");
  const tag = tagOf("br") ?? "";
  assert.match(tag, /^"[0-9a-f]{32}"$/);
  assert.notEqual(tagOf("gzip"), tag);
  const again = (ifNoneMatch: string, accepts = "br") =>
    serve("/one.js", new Headers({ "accept-encoding": accepts, "if-none-match": ifNoneMatch }));
  for (const known of [tag, `W/${tag}`, `"other", ${tag}`]) {
    assert.equal(again(known)?.status, 304, known);
    assert.equal(again(known)?.body, null);
    assert.equal(again(known)?.headers.get("etag"), tag);
  }
  assert.equal(again(tag, "gzip")?.status, 200, "another coding is another thing");
  for (const other of ['"other"', "", tag.slice(1)]) assert.equal(again(other)?.status, 200, other);
});

async function site(t: TestContext) {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, "assets"));
  writeFileSync(join(folder, "assets/one.js"), script);
  writeFileSync(join(folder, "one.js"), script);
  writeFileSync(join(folder, "public.html"), page);
  await compressFiles(folder);
  return webApp({
    connect: [],
    start: "public.html",
    marks: ["demonstration"],
    folder,
    extra: { "/demo/vaults/one": vault },
  });
}
