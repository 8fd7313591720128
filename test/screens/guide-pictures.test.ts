// The pictures of the guides are scenes, and small.
import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { guideFolder, guidePictures } from "./guide-pictures.ts";
import { scenes } from "./scenes.ts";

const guides = fileURLToPath(new URL("../../docs/guide/", import.meta.url));

test("every picture that a guide names is made of a scene and lies there, no other one does, and all together are small", () => {
  const named = readdirSync(guides)
    .filter((name) => name.endsWith(".md"))
    .flatMap((name) => [
      ...readFileSync(join(guides, name), "utf8").matchAll(/!\[[^\]]+\]\(..\/pictures\/guide\/([^)]+)\)/g),
    ])
    .map(([, name]) => name)
    .sort();
  const made = guidePictures.map(({ scene }) => `${scene}.webp`).sort();
  assert.deepEqual(named, made);
  assert.deepEqual(readdirSync(guideFolder).sort(), made);
  for (const { scene } of guidePictures)
    assert.ok(
      scenes.some(({ name }) => name === scene),
      scene,
    );
  const bytes = made.reduce((sum, name) => sum + statSync(join(guideFolder, name)).size, 0);
  assert.ok(bytes < 200_000, `${bytes} bytes`);
});
