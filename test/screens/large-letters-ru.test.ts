// Every screen on the narrowest phone with large letters: long words.
import { testLargeLetters } from "./large-letters.ts";

testLargeLetters("ru");
