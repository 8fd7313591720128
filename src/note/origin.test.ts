// Origins and ids.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { isOrigin } from "../core/tags.ts";
import { originOf, textId } from "./origin.ts";

test("[SG1] [SG3] an id is the SHA-256 of the text, an origin the name and its first 32 digits", () => {
  const text = "panoh.org/founding/v1\nrefuge.nation.example\n{}\n";
  const hash = createHash("sha256").update(text).digest("hex");
  assert.equal(textId(text), hash);
  assert.equal(originOf("refuge.nation.example", text), `refuge.nation.example/${hash.slice(0, 32)}`);
  assert.equal(isOrigin(originOf("refuge.nation.example", text)), true);
});
