// Bech32 (BIP 173) the slow and obvious way, in big integers and bit strings, for tests only: they need keys that no
// program would write. It must never be used by the program.

/** A Bech32 text of a lower-case part and five-bit words. */
export function bech32Of(prefix: string, words: readonly number[]): string {
  const codes = [...prefix].map((character) => character.charCodeAt(0));
  const values = [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31), ...words];
  let sum = 1n;
  for (const value of [...values, 0, 0, 0, 0, 0, 0]) {
    const top = sum >> 25n;
    sum = ((sum & 0x1ffffffn) << 5n) ^ BigInt(value);
    [0x3b6a57b2n, 0x26508e6dn, 0x1ea119fan, 0x3d4233ddn, 0x2a1462b3n].forEach((generator, bit) => {
      if ((top >> BigInt(bit)) & 1n) sum ^= generator;
    });
  }
  const checksum = [25n, 20n, 15n, 10n, 5n, 0n].map((shift) => Number(((sum ^ 1n) >> shift) & 31n));
  const text = [...words, ...checksum].map((word) => "qpzry9x8gf2tvdw0s3jn54khce6mua7l".charAt(word)).join("");
  return `${prefix}1${text}`;
}

/** Bytes as five-bit words, the last one filled with zero bits. */
export function wordsOf(bytes: Uint8Array): number[] {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{1,5}/g) ?? []).map((group) => Number.parseInt(group.padEnd(5, "0"), 2));
}
