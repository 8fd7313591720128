// `panoh link`: the cases of the own organisation that are linked to one or are perhaps of the same person (FD12). Nobody outside learns of it.
import { caseMark } from "../../core/case/mark.ts";
import { linkWords } from "../../core/entry-kind.ts";
import type { Device } from "../../member/device.ts";
import { must } from "../../member/verb.ts";
import type { PerhapsSame } from "../../member/views.ts";
import type { Command } from "../command.ts";
import { useDevice, vaultOptions } from "../vault-folder.ts";
import { findCase } from "./case.ts";

export const linkCommand: Command = {
  usage: ["CASE --vault DIR", "CASE --to CASE --as WORD --vault DIR"],
  about: [
    "Lists the cases of this organisation that are linked to a case or are perhaps of the same person, or says what the person of another case is to the person of this one.",
    `WORD is one of ${linkWords.join(", ")}; none undoes it. Both cases stay. Only this organisation ever reads it.`,
  ],
  options: {
    ...vaultOptions,
    to: { value: "CASE", help: "another case, by the first digits of its id" },
    as: { value: "WORD", help: `what its person is: ${linkWords.join(", ")}` },
  },
  takes: ["CASE"],
  run: (given, terminal) =>
    useDevice(given, terminal, async (member) => {
      const caseId = findCase(member, given.argument(0)).state.id;
      if (given.has("to") || given.has("as")) {
        const other = findCase(member, given.get("to")).state.id;
        await must(member.cases.link(caseId, other, given.code("as", linkWords)));
      }
      const linked = member.cases.linksOf(caseId);
      const perhaps = perhapsSame(member, caseId);
      const named = (id: string) => `${id.slice(0, 8)} (${caseMark(id)})`;
      return {
        lines: [
          ...linked.map((link) => `${named(link.caseId)}: ${link.as}`),
          ...perhaps.map((each) => `${named(each.caseId)}: perhaps the same person (${each.because.join(", ")})`),
          ...(linked.length + perhaps.length === 0 ? ["No other case is linked to it."] : []),
        ],
        json: { linked, perhaps },
      };
    }),
};

function perhapsSame(member: Device, caseId: string): readonly PerhapsSame[] {
  const steps = member.cases.perhapsSame(caseId);
  for (let step = steps?.next(); step !== undefined; step = steps?.next()) if (step.done === true) return step.value;
  return [];
}
