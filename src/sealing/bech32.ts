// Bech32 (BIP 173) as age uses it for keys: no length limit, one spelling for each value.
// It only reads; age keys are written by age-encryption. It must never accept two texts for the same bytes.

/** A human-readable part and the bytes after it. */
interface Bech32 {
  readonly prefix: string;
  readonly bytes: Uint8Array;
}

/** Reads a lower-case Bech32 text; null when a character, the checksum or the padding bits are not exactly right. */
export function decodeBech32(text: string): Bech32 | null {
  const separator = text.lastIndexOf("1");
  const prefix = text.slice(0, Math.max(separator, 0));
  const words = wordsOf(text.slice(separator + 1));
  if (!/^[!-@[-~]+$/.test(prefix) || words === null || words.length < checksumLength) return null;
  if (checksumOf(prefix, words) !== 1) return null;
  const bytes = bytesOf(words.subarray(0, words.length - checksumLength));
  return bytes === null ? null : { prefix, bytes };
}

const alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
const checksumLength = 6;
const generators = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

function wordsOf(text: string): Uint8Array | null {
  const words = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const word = alphabet.indexOf(text.charAt(i));
    if (word < 0) return null;
    words[i] = word;
  }
  return words;
}

function checksumOf(prefix: string, words: Uint8Array): number {
  const codes = [...prefix].map((character) => character.charCodeAt(0));
  let sum = 1;
  for (const value of [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31), ...words]) {
    const top = sum >> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ value;
    generators.forEach((generator, i) => {
      if ((top >> i) & 1) sum ^= generator;
    });
  }
  return sum;
}

/** Five-bit words to bytes; null when a whole word or a set bit is left over. */
function bytesOf(words: Uint8Array): Uint8Array | null {
  const bytes = new Uint8Array(Math.floor((words.length * 5) / 8));
  let [at, held, bits] = [0, 0, 0];
  for (const word of words) {
    held = ((held << 5) | word) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = (held >> bits) & 255;
  }
  return bits < 5 && (held & ((1 << bits) - 1)) === 0 ? bytes : null;
}
