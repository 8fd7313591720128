// What no file of the project may hold: the place of a machine, a registry, a way around a check, a secret.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { root } from "./layers.ts";
import { projectFiles } from "./source-files.ts";

const texts = projectFiles()
  .filter((name) => !/\.(woff2|png|ico|sqlite|gz)$/.test(name))
  .map((name) => ({ name, text: readFileSync(join(root, name), "utf8") }));

/** Built from parts, so that this file does not hold what it looks for. */
const folders = ["work", "home", "root", "Users", "tmp", "mnt"].map((name) => `/${name}/`);

test("no file names a place on somebody's machine", () => {
  const places = [root, `${homedir()}/`].filter((place) => place.split("/").length > 3);
  for (const { name, text } of texts) {
    for (const place of places) assert.ok(!text.includes(place), `${name} names ${place}`);
    for (const folder of folders) {
      const found = new RegExp(`(^|[\\s"'\`(=:,])${folder}[^\\s"'\`)]*`, "m").exec(text);
      assert.equal(found, null, `${name} names ${found?.[0]}`);
    }
  }
});

test("nothing reaches out of the project's folder", () => {
  const outside = ["..", "shared"].join("/");
  for (const { name, text } of texts) {
    assert.ok(!text.includes(outside), name);
    if (!/\.(ts|tsx|js)$/.test(name)) continue;
    const depth = name.split("/").length - 1;
    for (const [path] of text.matchAll(/(?<=(from |import |import\(|new URL\()["'`])(\.\.\/)+/g)) {
      assert.ok(path.length / 3 <= depth, `${name} leads out by ${path}`);
    }
  }
});

test("the lockfile has no download addresses, and every package in it is held by its hash", () => {
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  const entries = Object.entries(packages as Readonly<Record<string, Readonly<Record<string, unknown>>>>);
  assert.ok(entries.length > 10);
  for (const [path, entry] of entries) {
    assert.equal(entry["resolved"], undefined, path);
    if (path !== "") assert.match(String(entry["integrity"]), /^sha512-/, path);
  }
  const hosts = ["registry", "npmjs"].join(".");
  for (const { name, text } of texts) assert.ok(!text.includes(hosts), name);
});

// The verifier shares nothing with the program and has a reader of its own; the service worker passes the program's own files to the browser.
const ownReaders = ["src/protocol/bounded-answer.ts", "src/verify/source.ts", "src/web/service-worker.ts"];

test("what answers over HTTP is read by the bounded reader and by nothing else", () => {
  const fetching = texts.filter(({ name, text }) => /^src\/.*(?<!\.test)\.tsx?$/.test(name) && /\bfetch\b/.test(text));
  assert.ok(fetching.length > 5);
  for (const { name, text } of fetching) {
    if (ownReaders.includes(name)) continue;
    assert.doesNotMatch(text, /\bawait fetch\(/, name);
    assert.doesNotMatch(text, /\bresponse\??\.(text|json|arrayBuffer|blob|bytes|formData)\(/, name);
  }
});

test("no check is switched off in a source file", () => {
  const switches = ["biome-ignore", "@ts-ignore", "@ts-expect-error", "@ts-nocheck", "eslint-disable", "--no-verify"];
  const ways = switches.filter((way) => way !== "--no-verify");
  for (const { name, text } of texts) {
    if (!/\.(ts|tsx|js|css)$/.test(name) || name === "test/architecture/repository.test.ts") continue;
    for (const way of ways) assert.ok(!text.includes(way), `${name}: ${way}`);
    assert.doesNotMatch(text, /\b(test|it|describe)\.(only|todo)\(/, name);
  }
});

test("every source file opens with what it is, in a few lines", () => {
  for (const { name, text } of texts) {
    if (!/^(src|test|bench|bin|deploy)\/.*\.(ts|tsx|js)$/.test(name)) continue;
    assert.match(text, /^(#!.*\n)?\/\/ .{10}/, name);
  }
});

test("no file holds a secret key of age or of a signer", () => {
  // Vectors hold published test keys; they are the only exception.
  for (const { name, text } of texts) {
    if (name.startsWith("test/vectors/")) continue;
    assert.doesNotMatch(text, /AGE-SECRET-KEY-(PQ-)?1[02-9AC-HJ-NP-Z]{40}/, name);
    assert.doesNotMatch(text, /PRIVATE KEY-----\n/, name);
  }
});
