// A telephone number as people write it: with spaces, hyphens and brackets, in their own digits, 00 for the plus.

/** The number as the directory has it: digits, with a plus where the country's code begins it. */
export function plainNumber(text: string): string {
  const digits = [...text]
    .map(latinDigit)
    .join("")
    .replaceAll(/[\s().\u2010-\u2015\u200e\u200f-]/g, "");
  return digits.startsWith("00") ? `+${digits.slice(2)}` : digits;
}

function latinDigit(sign: string): string {
  const code = sign.codePointAt(0) ?? 0;
  if (code >= 0x6f0 && code <= 0x6f9) return String(code - 0x6f0);
  return code >= 0x660 && code <= 0x669 ? String(code - 0x660) : sign;
}
