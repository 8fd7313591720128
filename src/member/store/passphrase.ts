// Passphrases are made, not chosen (EN3): five words that can be said and typed in every language of the country.
import type { RandomBytes } from "../../crypto/random.ts";

const consonants = "bdfgklmnprstvz";
const vowels = "aeiou";
const words = 5;

/** Five invented words of two syllables: 5 × log2(14 × 5 × 14 × 5) = 61 bits. */
export function generatePassphrase(randomBytes: RandomBytes): string {
  return Array.from({ length: words }, () => syllable(randomBytes) + syllable(randomBytes)).join(" ");
}

function syllable(randomBytes: RandomBytes): string {
  return pick(consonants, randomBytes) + pick(vowels, randomBytes);
}

// Bytes above the last whole multiple are drawn again, so that every letter is equally likely.
function pick(letters: string, randomBytes: RandomBytes): string {
  const limit = 256 - (256 % letters.length);
  for (;;) {
    const byte = randomBytes(1)[0] ?? 255;
    if (byte < limit) return letters.charAt(byte % letters.length);
  }
}
