// Sentences that say neither more nor less than the record: what several figures share, parts that are no sum, devices among persons, suspended
// terms, what a gap is compared with, and which measures are overdue (RP5, RP8, RP10).
import assert from "node:assert/strict";
import { test } from "node:test";
import { figure, proceeding, sourceStated, stated } from "../../test/support/statements.ts";
import type { Statement } from "../core/record/statement.ts";
import { composeReport } from "./compose.ts";
import { reportMarkdown } from "./markdown.ts";
import { reportOfYear, schemeOfYear } from "./report-of-year.ts";
import { type ReportLanguage, reportLanguages } from "./text/texts.ts";

function toldOf(statements: readonly Statement[], language: ReportLanguage = "en", year = 2003): string {
  const period = { year, kind: "calendar" } as const;
  const record = {
    origin: "refuge.tennis.example/55a4352f7f70c0870b257dc76aad9b48",
    trial: true,
    country: "XQ",
    title: { en: "Republic of Tennis" },
    log: { size: 40, root: "ab".repeat(32) },
    statements,
    holds: "all",
    organisationNames: new Map(),
  } as const;
  const data = reportOfYear(record, { period, scheme: schemeOfYear(period) ?? assert.fail() });
  return reportMarkdown(composeReport(data, language, "00"))
    .replace(/\[([^[\]]*|\\\[\d+\\\])\]\(#[\w-]+\)/g, "$1")
    .replaceAll("\u00a0", " ");
}
void [figure, proceeding, sourceStated, stated, toldOf, reportLanguages];

const training = (key: string, participants: number, kind: "session" | "lessons", profession: "police" | "consul") =>
  stated("training", key, { on: "2003-05", topic: "recognition", profession, participants, kind });
test("print", () => {
  const t = toldOf([
    training("a", 45, "session", "consul"), training("b", 7, "lessons", "police"),
    sourceStated("r","report","2004"),
    figure("r","investigations","2002",81),
    figure("r","investigations","2003",34,{remark:"Twice"}),
    figure("r","prosecutions","2003",3,{remark:"Twice"}),
    figure("r","victims-identified","2003",40),
    figure("r","victims-identified","2003",40,{part:"by-ngos"} as never),
    figure("r","victims-identified","2003",6,{part:"foreigners"} as never),
    figure("r","victims-identified","2003",30,{part:"women"} as never),
    figure("r","victims-identified","2003",10,{part:"men"} as never),
    proceeding("A", { case: "A", event: "verdict", on: "2003-05", verdict: "convicted", sentence: 24, suspended: true }),
    proceeding("B", { case: "B", event: "verdict", on: "2003-05", verdict: "convicted", sentence: 96 }),
    stated("plan","p",{title:"Serve",stage:"in-force",on:"2002"}),
    stated("measure","m",{plan:"p",objective:"o",measure:"Open a court",agency:"x",until:"2003-02"}),
    stated("protection","s",{what:"shelter",from:"2003-02",places:12,funder:"government",amount:5000,currency:"TJS"}),
    stated("protection","h",{what:"hotline",from:"2001",funder:"donor"}),
    stated("body","c",{body:"c",name:"Commission",kind:"commission",purpose:"coordination",event:"met",on:"2003-03"}),
    stated("body","d",{body:"c",name:"Commission",kind:"commission",purpose:"coordination",event:"decided",on:"2003-03",decision:"Serve"}),
  ]);
  console.log(t.slice(0,9000));
  for (const l of ["ru","tg"] as const) console.log(toldOf([training("a", 45, "session", "consul"), training("b", 7, "lessons", "police"),stated("protection","s",{what:"shelter",from:"2003-02",places:12,funder:"government",amount:5000,currency:"TJS"}),    stated("body","c",{body:"c",name:"Commission",kind:"commission",purpose:"coordination",event:"met",on:"2003-03"}),
],l).slice(0,4000));
});
