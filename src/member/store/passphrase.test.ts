// Passphrases: five words, every letter equally likely.
import assert from "node:assert/strict";
import { test } from "node:test";
import { randomBytes } from "../../crypto/random.ts";
import { generatePassphrase } from "./passphrase.ts";

test("[EN3] a passphrase is five words of two open syllables that anybody can spell", () => {
  for (let i = 0; i < 200; i++) {
    assert.match(generatePassphrase(randomBytes), /^([bdfgklmnprstvz][aeiou]){2}( ([bdfgklmnprstvz][aeiou]){2}){4}$/);
  }
});

test("[EN3] every letter is equally likely: of all 256 bytes each letter takes as many, the rest are drawn again", () => {
  for (const [place, letters, share] of [
    [0, "bdfgklmnprstvz", 18],
    [1, "aeiou", 51],
  ] as const) {
    const counts = new Map<string, number>();
    for (let byte = 0; byte < 256; byte++) {
      let draws = 0;
      const passphrase = generatePassphrase(() => Uint8Array.of(draws++ === place ? byte : 0));
      if (draws > 20) continue;
      const letter = passphrase.charAt(place);
      counts.set(letter, (counts.get(letter) ?? 0) + 1);
    }
    assert.deepEqual([...counts].sort(), [...letters].map((letter) => [letter, share]).sort());
  }
});

test("[EN3] bytes that would favour the first letters are never used", () => {
  const script = [252, 253, 254, 255, 0, 255, 0];
  let at = 0;
  const scripted = () => Uint8Array.of(script[at++] ?? 0);
  assert.equal(generatePassphrase(scripted).slice(0, 2), "ba");
  assert.equal(at > 6, true, "252 to 255 were refused for a consonant, 255 for a vowel");
});
