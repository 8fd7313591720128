// UTF-8, strictly: bytes that are not well-formed are refused instead of being replaced, so one text has one spelling.

const encoder = new TextEncoder();
const strictDecoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The UTF-8 bytes of a text. The text must be well-formed (no lone surrogates), else RangeError. */
export function encodeUtf8(text: string): Uint8Array {
  if (!text.isWellFormed()) throw new RangeError("text holds a lone surrogate");
  return encoder.encode(text);
}

/** The text of well-formed UTF-8 bytes, a leading byte order mark kept as a character; null when they are not well-formed. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return strictDecoder.decode(bytes);
  } catch {
    return null;
  }
}
