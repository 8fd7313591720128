// Digits as people of every script type them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { westernDigits } from "./western-digits.ts";

test("digits of every script are those of ASCII, and everything else stays as it is written", () => {
  const scripts = ["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९"];
  for (const digits of scripts) assert.equal(westernDigits(`a ${digits}, ٫½Ⅳ`), "a 0123456789, ٫½Ⅳ", digits);
  assert.equal(westernDigits("+۹۹۲ 9٠ ५"), "+992 90 5");
  assert.equal(westernDigits(""), "");
});
