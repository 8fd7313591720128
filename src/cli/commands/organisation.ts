// `panoh organisation`: describes an organisation in a file, with an id of its own. The council admits what the file says.

import { organisationSchema } from "../../core/directory-note.ts";
import { organisationKinds } from "../../core/party.ts";
import { presentFields } from "../../core/present-fields.ts";
import { randomBytes } from "../../crypto/random.ts";
import { makeUuid } from "../../crypto/uuid.ts";
import { namesOf } from "../../operate/files/given-files.ts";
import { writeNew } from "../../operate/files/write-whole.ts";
import { type Command, commandProblem, usageProblem } from "../command.ts";

export const organisationCommand: Command = {
  usage: ["--kind KIND --name LANG=TEXT … --country CC [--area AREA] --out ORG.json"],
  about: [
    `Kinds: ${organisationKinds.join(", ")}.`,
    "A shelter has no address here, ever: its area is as coarse as a region.",
  ],
  options: {
    kind: { value: "KIND", help: "what kind of organisation it is" },
    name: { value: "LANG=TEXT", many: true, help: "its name in a language" },
    country: { value: "CC", help: "two letters of ISO 3166-1" },
    area: { value: "AREA", help: "region by ISO 3166-2, coarse" },
    out: { value: "FILE", help: "the file to write" },
  },
  run: async (call) => {
    const kind = call.code("kind", organisationKinds);
    const name = namesOf(call.all("name"));
    if (name === null) throw usageProblem("--name is LANG=TEXT, once for each language");
    const area = call.find("area");
    const organisation = {
      id: makeUuid(randomBytes),
      kind,
      name,
      country: call.get("country"),
      ...presentFields({ area: area ?? undefined }),
    };
    if (!organisationSchema(organisation))
      throw commandProblem(
        "not-an-organisation",
        "the name, country or area is not in the form that the directory takes",
      );
    const out = call.get("out");
    writeNew(out, `${JSON.stringify(organisation, null, 2)}\n`);
    return { lines: [`Organisation  ${organisation.id}`, `File          ${out}`], json: organisation };
  },
};
