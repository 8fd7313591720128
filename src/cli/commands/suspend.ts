// `panoh suspend` and `panoh resume`: the council suspends an organisation (DR2), and lifts that again (DR8). Each holds from its leaf and changes nothing that
// was said before.
import { uuid } from "../../core/schema.ts";
import { readFounding } from "../../operate/files/given-files.ts";
import type { Terminal } from "../../operate/terminal.ts";
import { type Answer, type Call, type Command, commandProblem, usageProblem } from "../command.ts";
import { councilOptions, directoryForCouncil, noteLines, sayAsCouncil } from "../council-note.ts";

const organisationOption = {
  organisation: { value: "ID", help: "the organisation's id" },
  number: { value: "N", help: "without --host: which suspension of this organisation it is; default the first" },
  ...councilOptions,
};

export const suspendCommand: Command = {
  usage: [
    "--organisation ID --seat-key FILE … --founding FILE --host URL",
    "--organisation ID --seat-key FILE --founding FILE [--host URL] --out NOTE",
  ],
  about: [
    "From its place in the log on, the organisation can send and sign nothing, and nothing is sealed to it any more.",
    "What it said before stays, and it keeps what it has read. It still erases what a confirmed withdrawal ends.",
    "panoh resume lifts it: what the organisation says from there on counts again, and what it said meanwhile stays refused.",
  ],
  options: organisationOption,
  run: (call, terminal) => sayOf(call, terminal, "organisation.suspend"),
};

export const resumeCommand: Command = {
  usage: [
    "--organisation ID --seat-key FILE … --founding FILE --host URL",
    "--organisation ID --seat-key FILE --founding FILE [--host URL] --out NOTE",
  ],
  about: [
    "Lifts a suspension from its place in the log on: the organisation sends and signs again, and can be referred to.",
    "What it or its devices said while it was suspended stays refused for good: they say it again. Waits that had begun went on meanwhile.",
  ],
  options: organisationOption,
  run: (call, terminal) => sayOf(call, terminal, "organisation.resume"),
};

async function sayOf(
  call: Call,
  terminal: Terminal,
  kind: "organisation.suspend" | "organisation.resume",
): Promise<Answer> {
  const founding = readFounding(call.get("founding"));
  const id = call.get("organisation");
  if (!uuid(id)) throw usageProblem("--organisation is an id");
  const directory = await directoryForCouncil(call, founding);
  const organisation = directory?.organisation(id) ?? null;
  if (directory !== null && organisation === null)
    throw commandProblem("unknown-organisation", "the directory knows no such organisation");
  const isSuspended = directory?.isSuspended(id, Number.POSITIVE_INFINITY) ?? null;
  if (isSuspended === (kind === "organisation.suspend"))
    throw commandProblem(
      isSuspended ? "suspended-already" : "not-suspended",
      isSuspended ? "the organisation is suspended already" : "the organisation is not suspended",
    );
  const before = organisation?.suspensions.length ?? null;
  const nth =
    before === null ? call.number("number", 1, 10_000, 1) : before + (kind === "organisation.suspend" ? 1 : 0);
  const place = await sayAsCouncil({ call, terminal, founding }, kind, { organisation: id, number: nth });
  const name = organisation === null ? id : `${Object.values(organisation.name)[0]} (${organisation.kind})`;
  const what = kind === "organisation.suspend" ? "suspension of" : "end of the suspension of";
  return {
    lines: noteLines(place, `${what} ${name}`),
    json: { organisation: id, number: nth, ...place },
  };
}
