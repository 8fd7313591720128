// A line that others read and no link, address or telephone number comes in by (FM12, DR5m).
import { hiddenButJoiners } from "./hidden-character.ts";
import { type Schema, text } from "./schema.ts";

/** So many digits can be a number to call. */
const mostDigits = 5;

/**
 * A plain line that whoever wrote it can hardly use to lead somebody away: no link and no address as they are written, no five digits whatever stands between
 * them, nothing hidden and nothing that turns the direction of reading. Digits of every script count, and each mark that a browser takes for a dot.
 */
export function plainLine(max: number): Schema<string> {
  const any = text(max);
  return (value): value is string =>
    any(value) &&
    value.isWellFormed() &&
    value.normalize("NFC") === value &&
    value.trim() === value &&
    !hiddenButJoiners.test(value) &&
    !/[\n\u2028\u2029]/.test(value) &&
    isPlain(value.normalize("NFKC").replace(/[\u200c\u200d]/g, ""));
}

/** Of a text without its joiners, which nobody sees between Latin letters. */
function isPlain(value: string): boolean {
  const digits = value.match(/[\p{Nd}\p{No}]/gu) ?? [];
  return !/:\/\/|@|www|[.\u3002]\p{L}{2}|\p{Nd}\.\p{Nd}+\.\p{Nd}/iu.test(value) && digits.length < mostDigits;
}
