// Every screen on the narrowest phone with large letters: right to left.
import { testLargeLetters } from "./large-letters.ts";

testLargeLetters("fa");
