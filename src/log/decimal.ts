// Whole numbers as C2SP writes them: ASCII decimal, one spelling. Sizes, indexes and times of the log pass through here.

/** The number of a decimal text without leading zeroes; null for any other spelling and for numbers above 2^53 - 1. */
export function parseDecimal(text: string): number | null {
  if (!/^(?:0|[1-9][0-9]{0,15})$/.test(text)) return null;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : null;
}
