// What is said of a page that somebody gives: trusted, trusted for its day, or not; and in which words.
import assert from "node:assert/strict";
import { test } from "node:test";
import { seedEdition } from "../../test/support/seed-edition.ts";
import { languageTags } from "../words/languages.ts";
import { readWords } from "../words/read-words.ts";
import { checkFile, type FileVerdict } from "./check-page.ts";
import { maxReportBytes } from "./check-report.ts";
import type { PublishedEdition } from "./edition/edition.ts";
import type { EditionCheck } from "./edition/edition-page.ts";
import { type VerdictWords, verdictWords } from "./verdict-words.ts";

const english = await readWords("en", ["verdict", "codes"]);
const edition: PublishedEdition = {
  ...seedEdition(),
  ...{ import: "0".repeat(32), size: 40, at: "2026-03-01T00:00:00Z", signedOff: [] },
};
const [first = assert.fail()] = edition.paragraphs;
const same: EditionCheck = { verdict: "same", reason: null, altered: [], unfilled: [], isOlder: false, edition };
const open = { code: "loose", section: "lead", about: "7" } as unknown as Extract<
  FileVerdict,
  { is: "edition" }
>["unanswered"][number];

function said(verdict: FileVerdict, words = english): VerdictWords {
  return verdictWords(verdict, words, (id) => (id === edition.organisation ? "Example Ombudsman" : assert.fail(id)));
}
function ofEdition(change: Partial<EditionCheck>, unanswered: readonly (typeof open)[] = []): VerdictWords {
  return said({ is: "edition", check: { ...same, ...change }, unanswered });
}
function ofAnnex(
  later: { readonly figures: number; readonly tier: boolean } | null,
  differing: readonly string[] = [],
) {
  const check = { verdict: later === null ? "refused" : "whole", differing, later } as const;
  return said({
    ...{ is: "checked", period: { year: 2003, kind: "april-march" }, language: "en", size: 40, newest: 50 },
    check,
  });
}

test("[ED12e] only a page that is the same, the newest one, and with nothing unanswered is called right; the heading says what else is so", () => {
  const right = ofEdition({});
  assert.deepEqual([right.worth, right.sentences], ["good", ["Written by Example Ombudsman"]]);
  assert.equal(right.title, "Report of 2003 · English");
  const older = ofEdition({ isOlder: true });
  assert.deepEqual(
    [older.worth, older.headline],
    ["look", "This report was published, but its organisation has published a newer one since."],
  );
  const asked = ofEdition({}, [open]);
  assert.deepEqual(
    [asked.worth, asked.headline, asked.sentences[0]],
    [
      "look",
      "This report is the one that was published, but the checks find something in it that nobody answered.",
      "The checks find 1 thing in this text that nobody answered.",
    ],
  );
  const both = ofEdition({ isOlder: true }, [open]);
  assert.deepEqual([both.headline, both.sentences[0]], [older.headline, asked.sentences[0]]);
});

test("[ED12] what is refused is not praised: its title is what it claims, and nobody is named as its writer", () => {
  const altered = ofEdition({ verdict: "refused", altered: [first] });
  assert.deepEqual([altered.worth, altered.headline], ["wrong", "Do not trust this report."]);
  assert.match(altered.title ?? "", /^It says that it is: /);
  assert.deepEqual(altered.sentences, ["Lead, paragraph 1: the page says something else than was published."]);
  const unpublished = ofEdition({ verdict: "refused", reason: "not-published", edition: null, isOlder: true });
  assert.deepEqual(
    [unpublished.title, unpublished.sentences],
    [null, ["Nobody published this report in the log."]],
    "nothing of the page is believed",
  );
});

test("[RP17, RP17a] an annex is correct, was correct in its day, or is not to be trusted", () => {
  const [sound, then, tier, forged] = [
    ofAnnex({ figures: 0, tier: false }),
    ofAnnex({ figures: 2, tier: false }),
    ofAnnex({ figures: 0, tier: true }),
    ofAnnex(null, ["Prosecution"]),
  ];
  assert.deepEqual([sound.worth, sound.headline], ["good", "This report is correct."]);
  assert.match(sound.title ?? "", /Annex to the report of 2003.*April to March/);
  for (const one of [then, tier])
    assert.deepEqual(
      [one.worth, one.headline, one.sentences.length],
      ["look", "This annex was correct when it was made. The record has changed since.", 3],
    );
  assert.equal(forged.worth, "wrong");
  assert.equal(forged.sentences.at(-1), "“Prosecution” does not match the records.");
});

test("[RP17b] a file larger than any report is not even read; every refusal has words in every language", async () => {
  const text = () => assert.fail("it is not read");
  const large = { size: maxReportBytes + 1, text };
  const sight = { origin: "", recordAt: () => null, wordsIn: () => assert.fail(), hash: (given: string) => given };
  assert.deepEqual(await checkFile(large, sight), { is: "too-large" });
  for (const language of languageTags) {
    const words = await readWords(language, ["verdict", "codes"]);
    const all = (["no-report", "foreign", "not-trusted", "too-large"] as const).map((is) => said({ is }, words));
    assert.deepEqual(
      all.map(({ worth, title }) => [worth, title]),
      all.map(() => ["wrong", null]),
    );
    assert.equal(new Set(all.map(({ headline }) => headline)).size, 4);
  }
});
