// A telephone number as people write it: with spaces, hyphens and brackets, in their own digits, 00 for the plus.
import { westernDigits } from "../../core/western-digits.ts";

/** The number as the directory has it: digits, with a plus where the country's code begins it. */
export function plainNumber(text: string): string {
  const digits = westernDigits(text).replaceAll(/[\s().\u2010-\u2015\u200e\u200f-]/g, "");
  return digits.startsWith("00") ? `+${digits.slice(2)}` : digits;
}
