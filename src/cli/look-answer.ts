// A look as a command answers it: each thing on a line of its own, and how many lines are not good.
import type { Look, LookLine } from "../operate/look/look.ts";

const words: Readonly<Record<LookLine["is"], string>> = {
  good: "good",
  "to-do": "TO DO",
  "not-seen": "not looked at",
  warning: "WARNING",
  alarm: "ALARM",
};

/** One line for each thing, in columns. */
export function lookLines({ lines }: Look): readonly string[] {
  const width = Math.max(...lines.map(({ about }) => about.length)) + 2;
  return lines.map(
    ({ about, is, code, says }) => `${about.padEnd(width)}${words[is]}: ${says}${code === null ? "" : ` (${code})`}`,
  );
}

/** How many lines are this. */
export function countIn({ lines }: Look, is: LookLine["is"]): number {
  return lines.filter((line) => line.is === is).length;
}
