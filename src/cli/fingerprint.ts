// A new key as two people compare it: both devices show the same eight groups of four digits, and the key itself, which is long, stays in the note.

/** The sentence that both show under the fingerprint. */
export const compareKeys =
  "Both administrators see the same key, or the note was changed on its way: compare before the second one signs.";
