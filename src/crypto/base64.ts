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
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  let at = 0;
  for (let i = 0; i < text.length; i += 4) {
    let group = 0;
    for (let j = i; j < i + 4; j++) {
      const value = j >= text.length - padding ? 0 : (valueByCode[text.charCodeAt(j)] ?? -1);
      if (value < 0) return null;
      group = (group << 6) | value;
    }
    for (const shift of [16, 8, 0]) {
      const byte = (group >> shift) & 255;
      if (at < bytes.length) bytes[at++] = byte;
      else if (byte !== 0) return null;
    }
  }
  return bytes;
}
