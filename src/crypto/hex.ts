// Lower-case hexadecimal, one spelling only.

/** Methods that newer programs have themselves, a hundred times as fast. */
const { toHex } = Uint8Array.prototype as Uint8Array & { readonly toHex?: () => string };

/** Lower-case hexadecimal of bytes. */
export function encodeHex(bytes: Uint8Array): string {
  if (toHex !== undefined) return toHex.call(bytes);
  let text = "";
  for (const byte of bytes) text += byte.toString(16).padStart(2, "0");
  return text;
}

/** Bytes of a lower-case hexadecimal text of even length; null for any other text. */
export function decodeHex(text: string): Uint8Array | null {
  if (text.length % 2 !== 0 || !/^[0-9a-f]*$/.test(text)) return null;
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(text.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}
