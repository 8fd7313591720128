// A report that nobody could check is refused before anything of it is written.
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { corrected, figure, judgement, stated } from "../../../test/support/statements.ts";
import { isProblem } from "../../core/problem.ts";
import type { Device } from "../../member/device.ts";
import { refId, type Statement } from "../../record/statement.ts";
import { Call } from "../command.ts";
import { ofMember } from "./report.ts";

const asked = { year: 2024, kind: "calendar" } as const;
const record = {
  origin: "samples.example/0",
  trial: true,
  country: "XK",
  title: { en: "Sampleland" },
  log: { size: 9, root: "root" },
  statements: [],
  organisationNames: new Map(),
  readsAll: true,
} as const;

/** Makes the report in a folder, with pages of at most so many bytes: what became of it. */
async function made(options: Readonly<Record<string, string>>, most: number) {
  const member = { record: { at: () => record } } as unknown as Device;
  const folder = mkdtempSync(join(tmpdir(), "panoh-report-"));
  const out = join(folder, "report");
  try {
    const call = new Call(
      Object.fromEntries(Object.entries({ ...options, out }).map(([key, one]) => [key, [one]])),
      [],
    );
    const refused = await ofMember(member, asked, call, most).then(
      () => null,
      (error: unknown) => (isProblem(error, "command") ? error.code : assert.fail(String(error))),
    );
    return { refused, written: existsSync(out) ? readFileSync(out, "utf8") : null };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("[RP17] a report whose page would be too large is not written as a page", async () => {
  for (const format of ["html", "pdf"])
    assert.deepEqual(await made({ format }, 1000), { refused: "report-too-large", written: null });
});

test("[AS14c] where no tier follows the answer says for what it waits: missing, stale, disputed, several published tiers", async () => {
  const assisted = figure("s", "victims-assisted", "2024", 12);
  const restingOn = { evidence: [refId(assisted.ref)] };
  const rated = (year: string, tier: "2" | "2WL") =>
    stated("rating", `${year} ${tier}`, { scheme: "tvpa", year, tier });
  const lineOf = async (...statements: readonly Statement[]) => {
    const member = { record: { at: () => ({ ...record, statements }) } } as unknown as Device;
    const folder = mkdtempSync(join(tmpdir(), "panoh-report-"));
    try {
      const call = new Call({ out: [join(folder, "report")], format: ["json"] }, []);
      const answer = await ofMember(member, asked, call);
      return answer?.lines.find((line) => line.startsWith("Tier"));
    } finally {
      rmSync(folder, { recursive: true });
    }
  };
  const falls = judgement("complies-fully", false, "2024");
  const efforts = judgement("significant-efforts", true, "2024", "Example office", restingOn);
  const increase = judgement("increasing-efforts", false, "2024");
  assert.equal(await lineOf(falls, efforts, increase, assisted), "Tier       2WL (watch-list)");
  assert.equal(
    await lineOf(falls, efforts, increase, corrected(assisted)),
    "Tier       does not follow: judgements rest on rows that changed, sign them again (significant-efforts)",
  );
  assert.equal(
    await lineOf(
      falls,
      judgement("significant-efforts", true, "2024"),
      judgement("significant-efforts", false, "2024", "B"),
      increase,
    ),
    "Tier       does not follow: offices differ (significant-efforts)",
  );
  const several = [rated("2024", "2WL"), rated("2024", "2"), rated("2023", "2WL")];
  assert.equal(
    await lineOf(falls, efforts, increase, assisted, ...several),
    "Tier       does not follow: the published tiers of 2024 differ",
  );
  assert.match((await lineOf(falls, increase)) ?? "", /judgements are missing \(significant-efforts\)$/);
});

test("[RP17] its numbers are still written in forms that nobody checks; a smaller one is written", async () => {
  for (const format of ["csv", "json"]) {
    const { refused, written } = await made({ format }, 1000);
    assert.equal(refused, null, format);
    assert.ok((written ?? "").length > 1000, format);
  }
  const table = (await made({ format: "csv" }, 1000)).written ?? "";
  assert.equal(table.indexOf("\ufeffyear,period,"), 0, "[RP16] a spreadsheet reads its Cyrillic letters");
  const { refused, written } = await made({}, 1_000_000);
  assert.equal(refused, null);
  assert.match(written ?? "", /^<!doctype html>/);
});
