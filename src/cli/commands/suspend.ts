// `panoh suspend`: the council suspends an organisation (DR2). It holds from its leaf and ends nothing that was said before.
import { directoryBodies } from "../../core/directory-note.ts";
import { readFounding } from "../../operate/files/given-files.ts";
import { type Command, commandProblem, usageProblem } from "../command.ts";
import { councilOptions, directoryForCouncil, noteLines, sayAsCouncil } from "../council-note.ts";

export const suspendCommand: Command = {
  usage: [
    "--organisation ID --seat-key FILE … --founding FILE --host URL",
    "--organisation ID --seat-key FILE --founding FILE [--host URL] --out NOTE",
  ],
  about: [
    "From its place in the log on, the organisation can send and sign nothing, and nothing is sealed to it any more.",
    "What it said before stays, and it keeps what it has read. It still erases what a confirmed withdrawal ends.",
    "No note ends a suspension, and its names stay taken: admit the organisation again under another id and another name.",
  ],
  options: { organisation: { value: "ID", help: "the organisation's id" }, ...councilOptions },
  run: async (call, terminal) => {
    const founding = readFounding(call.get("founding"));
    const body: unknown = { organisation: call.get("organisation") };
    if (!directoryBodies["organisation.suspend"](body)) throw usageProblem("--organisation is an id");
    const directory = await directoryForCouncil(call, founding);
    const organisation = directory?.organisation(body.organisation) ?? null;
    if (directory !== null && organisation === null)
      throw commandProblem("unknown-organisation", "the directory knows no such organisation");
    if (organisation !== null && directory?.isSuspended(organisation.id, Number.POSITIVE_INFINITY))
      throw commandProblem("suspended-already", "the organisation is suspended already");
    const place = await sayAsCouncil(call, terminal, founding, "organisation.suspend", body);
    const name =
      organisation === null ? body.organisation : `${Object.values(organisation.name)[0]} (${organisation.kind})`;
    return {
      lines: noteLines(place, `suspension of ${name}`),
      json: { organisation: body.organisation, ...place },
    };
  },
};
