// Which compressed copy a request gets (RFC 9110, 12.5.3).
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { temporaryFolder } from "../../../test/support/temporary-folder.ts";
import { codingsAccepted, compressFiles } from "./content-coding.ts";

test("a request gets the coding that it wants most, and none that it did not name or refuses", () => {
  const cases: readonly (readonly [string | null, readonly string[]])[] = [
    [null, []],
    ["", []],
    ["identity", []],
    ["deflate, zstd", []],
    ["gzip", ["gzip"]],
    ["x-gzip", ["gzip"]],
    ["gzip, deflate, br, zstd", ["br", "gzip"]],
    ["GZIP , Br", ["br", "gzip"]],
    ["br;q=0.5, gzip", ["gzip", "br"]],
    ["br;q=0, gzip;q=0.001", ["gzip"]],
    ["*", ["br", "gzip"]],
    ["*;q=0, gzip", ["gzip"]],
    ["br;q=0, *", ["gzip"]],
    ["gzip;q=0.5, identity", []],
    ["br; q=1.0, identity;q=0", ["br"]],
    ["br;q=2, gzip;q=nan", []],
    ["brotli", []],
  ];
  for (const [given, expected] of cases) assert.deepEqual(codingsAccepted(given), expected, given ?? "no header");
});

test("a file has compressed copies that give it back, where they are smaller, and other kinds of file have none", async (t) => {
  const folder = temporaryFolder(t);
  const long = "export const one = 'two';\n".repeat(50);
  writeFileSync(join(folder, "long.js"), long);
  writeFileSync(join(folder, "short.js"), "x");
  writeFileSync(join(folder, "picture.png"), long);
  await compressFiles(folder);
  assert.equal(String(brotliDecompressSync(readFileSync(join(folder, "long.js.br")))), long);
  assert.equal(String(gunzipSync(readFileSync(join(folder, "long.js.gz")))), long);
  for (const name of ["short.js.br", "short.js.gz", "picture.png.br", "picture.png.gz"])
    assert.throws(() => readFileSync(join(folder, name)), /ENOENT/, name);
});
