// Digits as records keep them, whatever keyboard wrote them.

/** Persian and Arabic digits of a text as the ones from 0 to 9 of ASCII. */
export function westernDigits(text: string): string {
  return text
    .replace(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660));
}
