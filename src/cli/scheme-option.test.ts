// The file of a scheme as a command is given it: named by the hash of its very bytes, and read as UTF-8 alone.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { isProblem } from "../core/problem.ts";
import { Call } from "./command.ts";
import { schemeFileGiven } from "./scheme-option.ts";

const example = readFileSync(new URL("../../docs/spec/scheme-example.json", import.meta.url));

/** What comes of a file with these bytes. */
async function call(bytes: Uint8Array) {
  const folder = mkdtempSync(join(tmpdir(), "panoh-scheme-"));
  try {
    const file = join(folder, "rules.json");
    writeFileSync(file, bytes);
    return await schemeFileGiven(new Call({ "scheme-file": [file] }, []));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const linesOf = async (bytes: Uint8Array) => {
  const read = await call(bytes);
  return "refused" in read ? read.refused.lines : [];
};

test("[AS23] a scheme's hash is that of the file's bytes: one space more makes another file", async () => {
  const both = [example, Buffer.concat([example, Buffer.from(" ")])].map(async (bytes) => {
    const read = await call(bytes);
    assert.ok("scheme" in read);
    assert.equal(read.scheme?.file?.hash, createHash("sha256").update(bytes).digest("hex"));
    return read.scheme?.file?.hash;
  });
  const hashes = await Promise.all(both);
  assert.notEqual(hashes[0], hashes[1]);
  assert.deepEqual(await schemeFileGiven(new Call({}, [])), { scheme: null });
});

test("[AS25] bytes that are no UTF-8, a byte order mark, and a file that is too large are refused; flaws are counted when they are many", async () => {
  assert.deepEqual(await linesOf(Buffer.concat([example, Buffer.from([0xff])])), ["The file: is not UTF-8"]);
  assert.deepEqual(await linesOf(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), example])), ["The file: is not JSON"]);
  await assert.rejects(
    () => call(Buffer.alloc(256 * 1024 + 1, " ")),
    (error) => isProblem(error, "command", "file-too-large"),
  );
  const many = await linesOf(
    Buffer.from(JSON.stringify(Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`x${i}`, 0])))),
  );
  assert.deepEqual([many.length, many.at(-1)], [201, "and 303 more"]);
});
