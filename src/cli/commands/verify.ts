// `panoh verify`: checks a whole log, of a host or of a mirror, with code of its own (src/verify) that shares nothing with the
// program that wrote the log. The founding note comes from whoever asks, never from the log.

import { readFileSync } from "node:fs";
import { momentOf } from "../../core/moment.ts";
import { checkLog } from "../../verify/check-log.ts";
import { classes } from "../../verify/leaf-class.ts";
import { folderSource, keeping, type Source, urlSource } from "../../verify/source.ts";
import { type Command, commandProblem, usageProblem } from "../command.ts";

const shownFlaws = 20;

export const verifyCommand: Command = {
  usage: ["--founding FILE --url URL [--keep MIRROR]", "--founding FILE --dir MIRROR"],
  about: [
    "Checks that every leaf has its bytes, that they are of their class, that all leaves give the signed root, that every note in clear",
    "is signed by a key that the log knows, and that enough witnesses cosigned. With --keep, what was fetched becomes a mirror.",
    "Exit code 1 when anything is wrong.",
  ],
  options: {
    founding: { value: "FILE", help: "the country's founding note, from a source that you trust" },
    url: { value: "URL", help: "a host or a mirror" },
    dir: { value: "MIRROR", help: "a folder with a copy of the log" },
    keep: { value: "MIRROR", help: "a folder in which to keep what --url gives" },
    policy: { value: "FILE", help: "a witness policy of your own, in the form of C2SP tlog-policy" },
  },
  run: async (call) => {
    const founding = readFileSync(call.get("founding"));
    const policyFile = call.find("policy");
    const policy = policyFile === null ? null : readFileSync(policyFile, "utf8");
    const report = await checkLog(sourceGiven(call.find("url"), call.find("dir"), call.find("keep")), founding, policy);
    const { origin, size, root, counts, cosigners, flaws } = report;
    const lines = [
      `Origin     ${origin ?? "unknown"}`,
      `Leaves     ${size}`,
      ...classes.map((leafClass) => `  ${leafClass.padEnd(9)} ${counts[leafClass]}`),
      `Root       ${root ?? "unknown"}`,
      `Witnesses  ${cosigners.map(({ name, seconds }) => `${name} ${momentOf(seconds * 1000)}`).join(", ") || "none"}`,
    ];
    if (flaws.length === 0) return { lines: [...lines, "Verdict    whole"], json: { ...report, whole: true } };
    const message = `${flaws.length} flaw${flaws.length === 1 ? "" : "s"}: this is not a whole log of this country`;
    return {
      lines: [
        ...lines,
        ...flaws.slice(0, shownFlaws).map(({ code, at }) => `Flaw       ${code} at ${at}`),
        "Verdict    refused",
      ],
      json: { ...report, whole: false },
      problem: { code: "log-refused", message },
    };
  },
};

function sourceGiven(url: string | null, dir: string | null, keep: string | null): Source {
  if ((url === null) === (dir === null)) throw usageProblem("give either --url or --dir");
  if (dir !== null) return folderSource(dir);
  const reach = orUnreachable(urlSource(url ?? ""));
  return keep === null ? reach : keeping(reach, keep);
}

function orUnreachable(source: Source): Source {
  return async (path) => {
    try {
      return await source(path);
    } catch (error) {
      throw commandProblem("host-unreachable", "the address does not answer", error);
    }
  };
}
