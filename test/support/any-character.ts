// Any character, as the unit of random texts: controls, unassigned ones and those beyond 16 bits are among them. The library's own `binary` is the same, but makes a
// table of all 1.1 million for it, which takes more than a second.
import { fc } from "./tries.ts";

const surrogates = 0x800;

/** Now and then what every JavaScript object has under that name stands for a character. */
export const anyCharacter: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 19,
    arbitrary: fc.nat(0x10ffff - surrogates).map((n) => String.fromCodePoint(n < 0xd800 ? n : n + surrogates)),
  },
  { weight: 1, arbitrary: fc.constantFrom("__proto__", "constructor", "toString", "valueOf", "hasOwnProperty") },
);
