// The year of the seed, written with this model: every sentence of the report of 2004 stands on open rows of the demonstration's record, with the figures
// that it gives, and nothing in it is loose.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { demonstrationStatements } from "../../../test/support/demonstration-statements.ts";
import { readWords } from "../../words/read-words.ts";
import { reportParts } from "../text/report-words.ts";
import { askedJudgements } from "./asked-judgements.ts";
import { checkEdition } from "./checks.ts";
import { completeText } from "./complete.ts";
import type { Edition, EditionName, Paragraph } from "./edition.ts";
import { readEditionFile } from "./edition-file.ts";
import { anchorsIn } from "./fill.ts";
import { Grounds } from "./grounds.ts";
import { proposalsFor } from "./proposals.ts";

const languages = ["en", "ru", "fa"] as const;
const grounds = new Grounds(demonstrationStatements(), "calendar");

function written(language: (typeof languages)[number] = "en"): Edition {
  const name: EditionName = { year: 2003, kind: "calendar", language };
  const file = readFileSync(new URL(`../../demonstration/edition/2003.${language}.txt`, import.meta.url), "utf8");
  const paragraphs = (readEditionFile(file) ?? assert.fail()).map(({ section, text: typed }, i): Paragraph => {
    const completed = completeText(typed, { grounds, language, before: [] });
    if ("flaw" in completed) assert.fail(`${completed.flaw}: ${completed.at}`);
    const { text, pieces } = completed;
    return {
      key: `2003.${language}.${i}`,
      section,
      place: i,
      text,
      pieces,
      at: "",
      device: "",
      version: `${i}`,
      others: [],
    };
  });
  return { ...name, organisation: "ombudsman", paragraphs, answers: [], signatures: [], putAway: [] };
}

test("[ED6] the seed's year stands on open rows: no loose number, no stale anchor, no row of the year unused, no judgement missing", () => {
  const first = written();
  for (const language of languages) {
    const edition = written(language);
    const findings = checkEdition(edition, { grounds, asks: askedJudgements(grounds, edition), first });
    assert.deepEqual(
      findings.map(({ id }) => id),
      [],
      language,
    );
  }
  const anchors = written().paragraphs.flatMap(({ pieces }) => anchorsIn(pieces));
  assert.ok(anchors.length >= 38, `${anchors.length} anchors`);
  assert.deepEqual(
    anchors.flatMap((one) => (one.kind === "figure" ? [`${one.words} ${one.fact} ${one.year}`] : [])),
    [
      "two prosecutions 2003",
      "four prosecutions 2002",
      "one convictions 2003",
      "14 sentence-highest 2003",
      "16 groups-under-investigation 2003",
      "two officials-prosecuted 2003",
    ],
  );
});

test("[ED7] most of the year is proposed before anybody writes, and nothing is once it is written", async () => {
  const words = await readWords("en", reportParts);
  const proposals = proposalsFor({ ...written(), paragraphs: [] }, grounds, words);
  const said = proposals.filter(({ pieces }) => pieces !== null);
  assert.ok(said.length >= 20, `${said.length} of ${proposals.length}`);
  assert.deepEqual(
    proposalsFor(written(), grounds, words).map(({ id }) => id),
    [],
  );
});
