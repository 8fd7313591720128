// A time of day as people type it: in their own digits, with a dot or nothing between hours and minutes.
import { westernDigits } from "../../core/western-digits.ts";

// 930 and 9.30 are meant as 09:30.
export function timeOf(text: string): string {
  const digits = westernDigits(text).trim();
  const [, hours, minutes] = /^(\d{1,2})[:.\s]?(\d{2})$/.exec(digits) ?? [];
  return hours === undefined || minutes === undefined ? digits : `${hours.padStart(2, "0")}:${minutes}`;
}
