// What the annex of 2003 must have: one or more statements for each sentence of the report of 2004 on which the demonstration's record rests, and
// some of later years. Each is a value of a fact, or what a row says, with its source and period.
import type { FindingTopic } from "../../src/core/registers/register-table.ts";

export type SeedStatement = {
  /** The words of the source. */
  readonly seed: string;
  readonly source: string;
  readonly year: number;
} & (
  | { readonly fact: string; readonly value: number | string }
  /** Register and key, and what of its fields the sentence says. */
  | { readonly rows: readonly string[]; readonly values: Readonly<Record<string, unknown>> }
  | { readonly tier: string; readonly ground?: string }
);

const of2003 = { source: "tip-2004", year: 2003 } as const;

function fact(
  seed: string,
  key: string,
  value: number | string,
  of: { source: string; year: number } = of2003,
): SeedStatement {
  return { seed, ...of, fact: key, value };
}

/** A finding, with the reason that is given for it. */
function finding(
  seed: string,
  key: string,
  topic: FindingTopic,
  answer: string,
  reason?: "lack-of-resources",
): SeedStatement {
  return {
    seed,
    ...of2003,
    rows: [`finding ${key}`],
    values: { topic, answer, ...(reason === undefined ? {} : { reason }) },
  };
}

function row(seed: string, name: string | readonly string[], values: Readonly<Record<string, unknown>>): SeedStatement {
  return { seed, ...of2003, rows: [name].flat(), values };
}

const members = ["Ministry of Labour", "Ministry of the Interior", "Ministry of Security"];

/** Sentence by sentence, in the order of the source. */
export const statedOf2003: readonly SeedStatement[] = [
  { seed: "Tajikistan (Tier 2 Watch List)", ...of2003, tier: "2WL" },
  row(
    "Tajikistan is a source country for men, women, and children trafficked to Russia, other Central Asian countries, and the Gulf States for the purposes of sexual exploitation and forced labor.",
    "route route-2003",
    {
      role: "source",
      persons: ["men", "women", "children"],
      forms: ["sexual", "labour"],
      countries: ["RU"],
      regions: ["central-asia", "gulf-states"],
    },
  ),
  row(
    "The Government of Tajikistan does not fully comply with the minimum standards for the elimination of trafficking;",
    "judgement complies-fully-2003",
    { question: "complies-fully", answer: false },
  ),
  row("however, it is making significant efforts to do so.", "judgement significant-efforts-2003", {
    question: "significant-efforts",
    answer: true,
  }),
  {
    seed: "Tajikistan is placed on Tier 2 Watch List due to a lack of evidence of increased efforts to eliminate severe forms of trafficking during the reporting period.",
    ...of2003,
    tier: "2WL",
    ground: "no-increasing-efforts",
  },
  finding("While the Tajik Government recognizes the problem", "problem-recognised-2003", "problem-recognised", "yes"),
  row("it needs to do more to protect victims of trafficking", "finding victim-protection-2003", { answer: "none" }),
  row("and prosecute their exploiters.", "said more-to-do-2003", { pillar: "prosecution" }),
  row("Tajikistan should establish a national action plan", "finding national-plan-2003", { answer: "none" }),
  row("and refer trafficking victims to appropriate NGOs.", "finding referral-system-2003", { answer: "none" }),
  row(
    "The Government of Tajikistan criminalized trafficking in persons through an amendment to its criminal code in August 2003.",
    "law criminal-code-130.1",
    {
      act: "Criminal Code",
      article: "130.1",
      on: "2003-08",
      by_amendment: true,
      subject: "trafficking",
      stage: "in-force",
    },
  ),
  row(
    "The government has also drafted a comprehensive law on trafficking, which it expects to enact later this year.",
    "law trafficking-law-draft",
    { stage: "drafted", subject: "comprehensive", on: "2003", expected: "2004" },
  ),
  fact("In 2003, the government prosecuted two trafficking cases", "prosecutions", 2),
  fact("compared to four in 2002", "prosecutions", 4, { source: "tip-2004", year: 2002 }),
  fact("and convicted one trafficker,", "convictions", 1),
  fact("who was commendably sentenced to 14 years' imprisonment.", "sentence-highest", 168),
  row(
    "The second prosecution is ongoing and involves a ring of alleged sex traffickers.",
    "said ring-prosecution-2003",
    {
      pillar: "prosecution",
    },
  ),
  fact(
    "The trafficking activities of 16 other criminal groups are currently under investigation.",
    "groups-under-investigation",
    16,
  ),
  finding(
    "Training for law enforcement officials on trafficking-related issues remains lacking.",
    "training-2003",
    "law-enforcement-training",
    "lacking",
  ),
  row(
    "In 2003, the government formed a committee of officials from the Ministries of Labor, Interior, and Security to receive training on recognizing, investigating, and prosecuting trafficking cases.",
    "body committee-2003-formed",
    {
      kind: "committee",
      purpose: "training",
      event: "formed",
      on: "2003",
      members,
    },
  ),
  finding(
    "Corruption, including among government officials, remains endemic, and may hinder government efforts to eliminate trafficking.",
    "corruption-2003",
    "corruption",
    "endemic",
  ),
  fact(
    "The government instituted criminal cases against two low-level officials for issuing falsified documents,",
    "officials-prosecuted",
    2,
  ),
  row("but both officials fled the country.", "said officials-fled-2003", { pillar: "prosecution" }),
  finding("The government takes steps to monitor its borders,", "border-monitoring-2003", "border-monitoring", "yes"),
  finding("but border control remains weak.", "border-control-2003", "border-control", "weak"),
  row("Tajikistan has a weak record of assisting trafficking victims.", "said weak-record-2003", {
    pillar: "protection",
  }),
  finding(
    "The Government of Tajikistan encourages victims to cooperate with enforcement officials,",
    "victims-encouraged-2003",
    "victims-encouraged-to-cooperate",
    "yes",
  ),
  finding("but offers no protection", "victim-protection-2003", "victim-protection", "none"),
  finding("or reintegration programs for victims", "reintegration-2003", "reintegration-programme", "none"),
  finding("or witnesses.", "witness-protection-2003", "witness-protection", "none"),
  finding(
    "In 2003, the government reported that it did not jail, fine, detain, or otherwise punish victims,",
    "victims-punished-2003",
    "victims-punished",
    "no",
  ),
  finding(
    "but law enforcement officials have no system to refer victims to NGOs.",
    "referral-system-2003",
    "referral-system",
    "none",
  ),
  finding(
    "In 2003, the government reported no cooperation with other governments on trafficking investigations.",
    "cooperation-on-investigations-2003",
    "cooperation-on-investigations",
    "none",
  ),
  finding(
    "Citing limited resources, the government claims it is unable to provide its overseas embassy and consulate officials with the tools to identify and assist victims.",
    "consular-tools-2003",
    "consular-tools",
    "none",
    "lack-of-resources",
  ),
  row("(Citing limited resources)", "finding consular-tools-2003", { reason: "lack-of-resources" }),
  finding(
    "Regrettably, the government has not formed a national plan of action to fight trafficking in persons,",
    "national-plan-2003",
    "national-plan",
    "none",
  ),
  row("although it has formed a working group to create such a plan.", "body plan-working-group-formed", {
    kind: "working-group",
    purpose: "plan",
    event: "formed",
    on: "2003",
  }),
  row("(the plan itself stands at a working group)", "plan first-national-plan-working-group", {
    stage: "working-group",
    on: "2003",
  }),
  finding(
    "The government cooperates with local NGOs and international groups that focus on prevention.",
    "cooperation-with-ngos-2003",
    "cooperation-with-ngos",
    "some",
  ),
  row("It supports the IOM's efforts to distribute anti-trafficking brochures", "prevention brochures-2003", {
    what: "brochures",
    government_supports: true,
    by: "International Organization for Migration",
  }),
  row(
    "and operate a resource center to educate potential migrants about migration and trafficking.",
    "prevention resource-centre-2003",
    { what: "resource-centre", government_supports: true, by: "International Organization for Migration" },
  ),
];

/** What later reports say of later years, with numbers that take other plurals. */
export const statedLater: readonly SeedStatement[] = [
  fact("81 investigations", "investigations", 81, { source: "tip-2006", year: 2005 }),
  fact("57 prosecutions", "prosecutions", 57, { source: "tip-2006", year: 2005 }),
  fact("28 convictions", "convictions", 28, { source: "tip-2006", year: 2005 }),
  fact("28 investigations", "investigations", 28, { source: "tip-2015", year: 2014 }),
  fact("22 prosecutions", "prosecutions", 22, { source: "tip-2015", year: 2014 }),
  fact("8 years", "sentence-highest", 96, { source: "tip-2015", year: 2014 }),
];
