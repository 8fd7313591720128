// The year of the seed, written with this model: every sentence of the report of 2004 stands on open rows of the demonstration's record, with the figures
// that it gives, and nothing in it is loose.
import assert from "node:assert/strict";
import { test } from "node:test";
import { chromiumPath } from "../../../test/support/chromium.ts";
import { printedPages } from "../../../test/support/pdf-pages.ts";
import { seedEdition, seedGrounds, seedLanguages, seedPage } from "../../../test/support/seed-edition.ts";
import { encodePieces, parsePieces, wordsOf } from "../../core/registers/pieces.ts";
import { languageTags } from "../../words/languages.ts";
import { readWords } from "../../words/read-words.ts";
import { reportParts } from "../text/report-words.ts";
import { checkEdition } from "./checks.ts";
import type { Paragraph } from "./edition.ts";
import { anchorsIn } from "./fill.ts";
import { proposalsFor } from "./proposals.ts";

test("[ED6] the seed's year stands on open rows: no loose number, no stale anchor, no row of the year unused, no judgement missing", () => {
  const first = seedEdition();
  for (const language of seedLanguages) {
    const edition = seedEdition(language);
    const findings = checkEdition(edition, { grounds: seedGrounds, asks: seedGrounds.asks(edition), first });
    assert.deepEqual(
      findings.map(({ id }) => id),
      [],
      language,
    );
  }
  const anchors = seedEdition().paragraphs.flatMap(({ pieces }) => anchorsIn(pieces));
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

test("[ED7] [ED7d] most of the year is proposed before anybody writes, and once it is written only what it does not recommend", async () => {
  const words = await readWords("en", reportParts);
  const proposals = proposalsFor({ ...seedEdition(), paragraphs: [] }, seedGrounds, words, "Tajikistan");
  const said = proposals.filter(({ pieces }) => pieces !== null);
  assert.ok(said.length >= 20, `${said.length} of ${proposals.length}`);
  assert.deepEqual(
    proposalsFor(seedEdition(), seedGrounds, words, "Tajikistan").map(({ id, rows: [row] }) =>
      row === undefined ? id : `${row.register} ${row.key}`,
    ),
    [
      "law trafficking-law-draft",
      "plan first-national-plan-working-group",
      "judgement increasing-efforts-2003",
      "missing",
    ],
  );
});

test("[ED7b] each proposal of each language that is taken as it is leaves no finding about its numbers", async () => {
  let taken = 0;
  for (const language of languageTags) {
    const words = await readWords(language, reportParts);
    for (const year of [2003, 2014, 2017, 2019, 2025]) {
      const empty = { ...seedEdition(), year, language, paragraphs: [] };
      const paragraphs = proposalsFor(empty, seedGrounds, words, "Example Land").flatMap(
        ({ id, section, pieces }): readonly Paragraph[] => {
          if (pieces === null) return [];
          const text = encodePieces(pieces);
          assert.deepEqual(parsePieces(text), pieces, `${language} ${year} ${id}`);
          return [{ key: id, section, place: 1, text, pieces, at: "", version: id, isStruck: false, others: [] }];
        },
      );
      const findings = checkEdition({ ...empty, paragraphs }, { grounds: seedGrounds, asks: [], first: null });
      assert.deepEqual(
        findings.filter(({ code }) => code === "loose-number" || code === "stale-anchor" || code === "scope"),
        [],
        `${language} ${year}`,
      );
      taken += paragraphs.length;
    }
  }
  assert.ok(taken > 300, `${taken} taken`);
});

/** Sentences of the seed that say nothing more than these proposals, by their place in its report: the others a person has to change or to write. */
const kept: Readonly<Record<number, readonly string[]>> = {
  1: [
    "Tajikistan is a source country for men, women, and children trafficked to Russia, other Central Asian countries, and the Gulf States for the purposes of sexual exploitation and forced labor.",
  ],
  2: [
    "The government does not fully comply with the minimum standards for the elimination of trafficking; however, it is making significant efforts to do so.",
  ],
  4: [
    "The Tajik Government recognizes the problem and has criminalized trafficking in persons.",
    "It needs to do more to protect victims of trafficking and prosecute their exploiters.",
  ],
  6: [
    "The Government of Tajikistan criminalized trafficking in persons through an amendment to its criminal code in August 2003.",
  ],
  7: ["The government has also drafted a comprehensive law on trafficking, which it expects to enact later this year."],
  9: ["The second prosecution is ongoing and involves a ring of alleged sex traffickers."],
  11: ["Training for law enforcement officials on trafficking-related issues remains lacking."],
  12: [
    "In 2003, the government formed a committee of officials from the Ministries of Labor, Interior, and Security to receive training on recognizing, investigating, and prosecuting trafficking cases.",
  ],
  13: [
    "Corruption, including among government officials, remains endemic, and may hinder government efforts to eliminate trafficking.",
  ],
  14: [
    "The government instituted criminal cases against two low-level officials for issuing falsified documents, but both officials fled the country.",
  ],
  15: ["The government takes steps to monitor its borders.", "Border control remains weak."],
  16: ["Tajikistan has a weak record of assisting trafficking victims."],
  17: [
    "The Government of Tajikistan encourages victims to cooperate with enforcement officials.",
    "The Government of Tajikistan offers no protection for victims or witnesses.",
    "The Government of Tajikistan offers no reintegration programs for victims or witnesses.",
  ],
  18: [
    "In 2003, the government reported that it did not jail, fine, detain, or otherwise punish victims.",
    "Law enforcement officials have no system to refer victims to NGOs.",
  ],
  19: ["In 2003, the government reported no cooperation with other governments on trafficking investigations."],
  20: [
    "Citing limited resources, the government claims it is unable to provide its overseas embassy and consulate officials with the tools to identify and assist victims.",
  ],
  21: [
    "Regrettably, the government has not formed a national plan of action to fight trafficking in persons.",
    "The government has formed a working group to create such a plan.",
  ],
  22: ["The government cooperates with local NGOs and international groups that focus on prevention."],
  23: [
    "The government supports the IOM's efforts to distribute anti-trafficking brochures.",
    "The government supports the IOM's efforts to operate a resource center to educate potential migrants about migration and trafficking.",
  ],
};

test("[ED7] of the 23 sentences of the year 19 stand by proposals that are taken as they are", async () => {
  const said = proposalsFor(
    { ...seedEdition(), paragraphs: [] },
    seedGrounds,
    await readWords("en", reportParts),
    "Tajikistan",
  ).flatMap(({ pieces }) => (pieces === null ? [] : [pieces.map(({ words }) => words).join("")]));
  for (const [place, sentences] of Object.entries(kept))
    for (const sentence of sentences) assert.ok(said.includes(sentence), `${place}: ${sentence}`);
  assert.equal(Object.keys(kept).length, 19);
  const sentences = seedEdition().paragraphs.flatMap(({ pieces }) => wordsOf(pieces).match(/[^.]+\.(?!\d)/g) ?? []);
  assert.equal(sentences.length, 23);
});

test("[ED12] the seed's year fills four printed pages at most, in each of its languages", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  for (const language of seedLanguages) {
    const pages = await printedPages(seedPage(language));
    assert.ok(pages > 0 && pages <= 4, `${language}: ${pages} pages`);
  }
});
