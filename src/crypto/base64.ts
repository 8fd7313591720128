// Standard base64 with padding (RFC 4648 section 4), one spelling only: no white space, no missing padding, no stray bits.

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const valueByCode = new Int16Array(128).fill(-1);
for (let i = 0; i < alphabet.length; i++) valueByCode[alphabet.charCodeAt(i)] = i;

/** Base64 of bytes, padded. */
export function encodeBase64(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i;
    const group = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    text += alphabet.charAt(group >> 18) + alphabet.charAt((group >> 12) & 63);
    text += left > 1 ? alphabet.charAt((group >> 6) & 63) : "=";
    text += left > 2 ? alphabet.charAt(group & 63) : "=";
  }
  return text;
}

/** Bytes of a base64 text; null unless it is exactly what `encodeBase64` gives for those bytes. */
export function decodeBase64(text: string): Uint8Array | null {
  if (text.length % 4 !== 0) return null;
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  const end = text.length - padding;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  // A character outside of the alphabet makes its group negative.
  const value = (i: number) => (i < end ? (valueByCode[text.charCodeAt(i)] ?? -1) : 0);
  for (let i = 0, at = 0; i < text.length; i += 4, at += 3) {
    const group = (value(i) << 18) | (value(i + 1) << 12) | (value(i + 2) << 6) | value(i + 3);
    const stray = i + 4 > end ? group & (padding === 2 ? 0xffff : 0xff) : 0;
    if (group < 0 || stray !== 0) return null;
    bytes[at] = group >> 16;
    // Beyond the end of the bytes nothing is written.
    bytes[at + 1] = group >> 8;
    bytes[at + 2] = group;
  }
  return bytes;
}
