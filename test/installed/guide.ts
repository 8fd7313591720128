// The guide for installing as a play: which command runs on which machine, and what is carried between them. So a test does what an administrator reads.
//   ```sh host mirror        commands of these machines, one after the other; "each" is all
//   Carry `A` from **x**, **y** to `B` on **z**.     a file, by hand; MACHINE in B is where it came from, and a folder in A or B counts from root's folder
import assert from "node:assert/strict";

export type Step =
  | { readonly is: "run"; readonly on: readonly string[]; readonly lines: readonly string[] }
  | {
      readonly is: "carry";
      readonly file: string;
      readonly from: readonly string[];
      readonly to: string;
      readonly on: readonly string[];
    };

/** The steps of a part of the guide that begins with this heading and ends with the next one of its rank. */
export function stepsOf(guide: string, heading: string): readonly Step[] {
  const part = guide.split(/^## /m).find((text) => text.startsWith(`${heading}\n`)) ?? assert.fail(heading);
  return [...part.matchAll(/^```sh ([a-z ]+)\n([\s\S]*?)^```$|^(Carry .+)$/gm)].map(
    ([, machines = "", text = "", sentence]) =>
      sentence === undefined ? { is: "run", on: machines.split(" "), lines: linesOf(text) } : carryOf(sentence),
  );
}

function carryOf(sentence: string): Step {
  const [, file = "", from = "", to = "", on = ""] =
    /^Carry `([^`]+)` from (\*\*.+) to `([^`]+)` on (\*\*.+\*\*)\.$/.exec(sentence) ?? assert.fail(sentence);
  const names = (text: string) => [...text.matchAll(/\*\*([a-z]+)\*\*/g)].map(([, name = ""]) => name);
  return { is: "carry", file, from: names(from), to, on: names(on) };
}

/** Each command; what is written into a file by `<<'END'` is one. */
function linesOf(text: string): readonly string[] {
  return [...text.matchAll(/^.+<<'END'.*\n[\s\S]*?^END$|^.+$/gm)].map(([line]) => line);
}
