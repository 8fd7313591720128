// Every screen on the narrowest phone with large letters: the longest words.
import { testLargeLetters } from "./large-letters.ts";

testLargeLetters("uz");
