// Characters that nobody sees, in one list: two texts with and without one would look alike, or a text would look empty.

/**
 * One character that is not seen or that turns the direction of reading: Unicode's format characters, those that programs may leave out
 * when they show a text (the fillers of Hangul, variation selectors), and the blank pattern of Braille.
 */
export const hiddenCharacter = /[\p{Cf}\p{DI}\u2800]/u;
/** The same but for the two joiners, with which Persian is written. */
export const hiddenButJoiners = /(?![\u200c\u200d])[\p{Cf}\p{DI}\u2800]/u;
