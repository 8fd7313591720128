// `panoh council`: what the council of a country changes after the founding: who witnesses its log (LG5), and how long things wait (DR6).

import { asksForNoWitness } from "../../core/country-marks.ts";
import { holdsZero, type Waits } from "../../core/waits.ts";
import { encodeUtf8 } from "../../crypto/utf8.ts";
import { parsePolicy } from "../../log/policy.ts";
import { encodeVerifierKey } from "../../note/signed-note.ts";
import { readFounding } from "../../operate/files/given-files.ts";
import { type Command, commandProblem } from "../command.ts";
import {
  councilOptions,
  directoryForCouncil,
  directoryWithoutQuorum,
  noteLines,
  sayAsCouncil,
} from "../council-note.ts";
import { policyFrom, waitsFrom, witnessOption } from "../country-terms.ts";
import { acceptedWeaknesses, acceptOption, weaknessesOfPolicy } from "../weaknesses.ts";

export const witnessesCommand: Command = {
  usage: [
    "--witness NAME=VKEY@URL … --quorum K --seat-key FILE … --founding FILE --host URL",
    "--witness NAME=VKEY@URL … --quorum K --seat-key FILE --founding FILE [--host URL] --out NOTE",
  ],
  about: [
    "Names the whole list of witnesses again, also the ones that stay, and how many of them must cosign. This replaces a lost witness.",
    "Start a new witness first (panoh witness --log founding.note): from this note on it counts, and who is not named counts no more.",
    "Until enough of the named ones have cosigned, every device stands still and says so.",
  ],
  options: {
    witness: witnessOption,
    quorum: { value: "K", help: "how many of them must cosign" },
    ...acceptOption,
    ...councilOptions,
  },
  run: async (call, terminal) => {
    const founding = readFounding(call.get("founding"));
    const policy = policyFrom(call);
    if (asksForNoWitness(policy))
      throw commandProblem("founding-only", "a log that witnesses have begun to watch is never left alone again");
    const weakLines = acceptedWeaknesses(call, founding.founding, weaknessesOfPolicy(policy));
    const { directory, lines } = await directoryWithoutQuorum(call, founding);
    const changes =
      directory === null
        ? []
        : changesBetween(witnessesIn(directory.policyAt(Number.POSITIVE_INFINITY)), witnessesIn(policy));
    const place = await sayAsCouncil({ call, terminal, founding }, "council.policy", { policy });
    return {
      lines: [...lines, ...changes, ...weakLines, ...noteLines(place, "witnesses")],
      json: { policy, ...place },
    };
  },
};

export const waitsCommand: Command = {
  usage: [
    "--waits NAME=HOURS,… --seat-key FILE … --founding FILE --host URL",
    "--waits NAME=HOURS,… --seat-key FILE --founding FILE [--host URL] --out NOTE",
  ],
  about: [
    "Changes how many hours pass until an organisation (admission), a reader's device (reader; soloReader when one administrator and a seat signed)",
    "and the next choice of a referral (answer) may act, and until a changed form is in force (forms). What has begun to wait keeps its length. Without --host all five are named.",
  ],
  options: {
    waits: { value: "NAME=HOURS,…", help: "admission, reader, soloReader, answer, forms; the others stay as they are" },
    ...councilOptions,
  },
  run: async (call, terminal) => {
    const founding = readFounding(call.get("founding"));
    const directory = await directoryForCouncil(call, founding);
    const before = directory?.waits ?? null;
    const after = waitsFrom(call.get("waits"), before);
    const { trial, demonstration } = founding.founding;
    if (holdsZero(after) && !trial && !demonstration)
      throw commandProblem("trial-only", "a wait of zero is for trials only");
    const place = await sayAsCouncil({ call, terminal, founding }, "council.waits", { waits: after });
    return {
      lines: [
        ...(before === null ? [] : [`Before     ${described(before)}`]),
        `Waits      ${described(after)}`,
        ...noteLines(place, "waits"),
      ],
      json: { waits: after, ...place },
    };
  },
};

/** Each witness of a policy by its key, with the name that it has there. */
function witnessesIn(policy: string): ReadonlyMap<string, string> {
  const witnesses = parsePolicy(encodeUtf8(policy))?.witnesses ?? [];
  return new Map(witnesses.map(({ name, key }) => [encodeVerifierKey(key), name]));
}

function changesBetween(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): readonly string[] {
  const lines = (label: string, of: ReadonlyMap<string, string>, isListed: (key: string) => boolean) =>
    [...of].filter(([key]) => isListed(key)).map(([key, name]) => `${label}${name} ${key.split("+")[0]}`);
  return [
    ...lines("Stays      ", after, (key) => before.has(key)),
    ...lines("New        ", after, (key) => !before.has(key)),
    ...lines("Leaves     ", before, (key) => !after.has(key)),
  ];
}

function described({ admission, reader, soloReader, answer, forms }: Waits): string {
  return `admission ${admission}, reader ${reader}, soloReader ${soloReader}, answer ${answer}, forms ${forms} hours`;
}
