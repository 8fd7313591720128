// Rules that the versions of the TVPA share (22 U.S.C. 7106 and 7107), so that a version shows only what is its own.
import type { FindingTopic, JudgementQuestion } from "../core/registers/register-table.ts";
import type { Criterion, Ground, Need, Rule, StepRule } from "./assessment.ts";
import { findingFact } from "./catalogue-findings.ts";

/** A judgement that was signed with this answer. */
export const judged = (judgement: JudgementQuestion, is = true): StepRule => ({ judgement, is });

/** A finding that gives one of these answers. */
export const found = (topic: FindingTopic, ...is: readonly string[]): Rule => ({ fact: findingFact(topic), is });

/** At least one of what the fact counts. */
export const some = (fact: string): Rule => ({ fact, atLeast: 1 });

/** A source gives the number, and it is none: silence is not (R17). */
const none = (fact: string): Rule => ({ not: some(fact) });

const more = (fact: string): Rule => ({ fact, than: "more" });
const less = (fact: string): Rule => ({ fact, than: "less" });

/** Of which the number of a year is held against that of the year before. Cases and persons are both efforts. */
const proceedings = ["investigations", "suspects", "prosecutions", "defendants", "convictions"] as const;

export const tvpaStandards = [
  "prohibit-and-punish",
  "punish-as-grave-crime",
  "punish-to-deter",
  "serious-and-sustained-efforts",
] as const;

/** What the record has on each standard but the last, which the criteria spell out. None is measured by a rule: whether all are met is judged. */
export const standardFacts: { readonly [S in (typeof tvpaStandards)[number]]: readonly string[] } = {
  "prohibit-and-punish": ["trafficking-laws", "prosecutions", "convictions"],
  "punish-as-grave-crime": ["penalty-maximum"],
  "punish-to-deter": ["penalty-minimum", "penalty-maximum", "sentence-lowest", "sentence-highest"],
  "serious-and-sustained-efforts": [],
};

/**
 * Data which, asked for and withheld, let prosecution be presumed not to be vigorous: on investigations, prosecutions, convictions and sentences, as the law names them.
 * It does not say how they are counted: in cases, persons or groups, by their length or by their kind.
 */
export const prosecutionData = [
  ["investigations", "suspects", "groups-under-investigation"],
  ["prosecutions", "defendants"],
  "convictions",
  ["sentence-highest", "sentences-prison", "sentences-suspended"],
] as const satisfies readonly Need[];
/** The same of officials. The law names each by itself: a number of charges does not say how many were investigated. */
export const officialData = ["officials-investigated", "officials-prosecuted", "officials-convicted"] as const;

/**
 * No evidence of overall increasing efforts from the year before: a judgement, since the law weighs efforts and counts none. Beside it stands what the
 * record has of the three parts that the law names: more investigations, prosecutions or convictions, more assistance to victims, less sign of official
 * complicity.
 */
export const noEvidenceOfIncrease: Omit<Ground, "years"> = {
  key: "no-increasing-efforts",
  when: judged("increasing-efforts", false),
  beside: [
    {
      not: {
        shown: {
          any: [
            { any: [...proceedings.map(more), found("prosecution-trend", "more")] },
            {
              any: [
                more("victims-assisted"),
                more("victims-referred"),
                more("shelter-places"),
                found("protection-trend", "more"),
              ],
            },
            more(findingFact("corruption")),
          ],
        },
      },
    },
    found("national-plan", "none"),
    found("referral-system", "none"),
  ],
};

/** The number of victims is very significant, or it is increasing significantly: both are judged. */
export const manyVictims: StepRule = { any: [judged("victims-very-significant"), judged("victims-increasing")] };

/**
 * Criteria that every version has, without their presumptions and without what only one version asks. What a source finds and what the
 * registers count are evidence side by side: where they disagree, one stands for the criterion and the other against it. Either is enough for
 * the datum not to be missing. A number that is only read beside another one (victims identified, terms of prison) is needed and is no evidence.
 */
export const commonCriteria = {
  prosecution: {
    pillar: "prosecution",
    for: [
      judged("vigorous-prosecution"),
      some("trafficking-laws"),
      some("investigations"),
      some("suspects"),
      some("groups-under-investigation"),
      some("prosecutions"),
      some("defendants"),
      some("convictions"),
      some("sentences-prison"),
      ...proceedings.map(more),
    ],
    against: [judged("vigorous-prosecution", false), ...proceedings.map(less), some("sentences-suspended")],
    needs: ["trafficking-laws", "penalty-maximum", ...prosecutionData],
  },
  victimProtection: {
    pillar: "protection",
    for: [
      found("victims-encouraged-to-cooperate", "yes"),
      found("victim-protection", "partial", "full"),
      found("reintegration-programme", "partial", "full"),
      found("witness-protection", "partial", "full"),
      found("victims-punished", "no"),
      found("referral-system", "partial", "in-force"),
      found("consular-tools", "partial", "full"),
      none("victims-punished"),
      some("formal-identifications"),
      some("victims-referred"),
      some("victims-assisted"),
      some("reflection-periods-granted"),
      some("residence-permits-granted"),
      some("services-government"),
    ],
    against: [
      found("victims-encouraged-to-cooperate", "no"),
      found("victim-protection", "none"),
      found("reintegration-programme", "none"),
      found("witness-protection", "none"),
      found("victims-punished", "yes"),
      found("referral-system", "none"),
      found("consular-tools", "none"),
      some("victims-punished"),
      // Nobody said of how many.
      { all: [some("breaches"), { not: { fact: "victims-punished", known: true } }] },
      less("victims-referred"),
      less("victims-assisted"),
    ],
    needs: [
      "victims-identified",
      "victims-referred",
      "victims-assisted",
      [findingFact("victims-punished"), "victims-punished", "breaches"],
    ],
  },
  prevention: {
    pillar: "prevention",
    for: [
      found("national-plan", "in-force"),
      some("plans-in-force"),
      some("measures-done"),
      found("problem-recognised", "yes"),
      some("campaigns"),
      some("brochure-actions"),
      some("resource-centres"),
      some("persons-reached"),
      some("bodies-formed"),
    ],
    against: [found("national-plan", "none"), found("problem-recognised", "no"), some("measures-overdue")],
    needs: [[findingFact("national-plan"), "plans-in-force"], "persons-reached"],
  },
  interstateInvestigation: {
    pillar: "prosecution",
    for: [
      found("cooperation-on-investigations", "some", "regular"),
      some("joint-investigations"),
      some("requests-sent"),
      some("requests-answered"),
    ],
    against: [found("cooperation-on-investigations", "none")],
    needs: [[findingFact("cooperation-on-investigations"), "joint-investigations"], "requests-sent"],
  },
  extradition: {
    pillar: "prosecution",
    for: [found("extradition", "possible", "done"), some("extraditions")],
    against: [found("extradition", "refused")],
    needs: ["extraditions"],
  },
  migrationMonitoring: {
    pillar: "prevention",
    for: [found("border-monitoring", "yes"), found("border-control", "partial", "effective"), some("border-checks")],
    against: [found("border-monitoring", "no"), found("border-control", "absent", "weak")],
    needs: [[findingFact("border-monitoring"), "border-checks"], findingFact("border-control")],
  },
  officialComplicity: {
    pillar: "prosecution",
    for: [
      some("officials-investigated"),
      some("officials-prosecuted"),
      some("officials-convicted"),
      some("officials-disciplined"),
      found("corruption", "rare"),
      more(findingFact("corruption")),
    ],
    against: [found("corruption", "endemic", "widespread"), some("officials-fled"), less(findingFact("corruption"))],
    needs: [findingFact("corruption"), ...officialData],
  },
  // The law gives no number above which a share is significant: both numbers are evidence, side by side.
  nonCitizenShare: {
    pillar: null,
    for: [{ all: [some("victims-identified"), { not: some("victims-foreign") }] }],
    against: [{ all: [some("victims-identified"), some("victims-foreign")] }],
    needs: ["victims-identified", "victims-foreign"],
  },
  selfMonitoring: {
    pillar: "prevention",
    for: [found("public-assessment", "published"), some("assessments-published")],
    against: [found("public-assessment", "none")],
    needs: [[findingFact("public-assessment"), "assessments-published"]],
  },
  progress: {
    pillar: null,
    for: [
      ...proceedings.map(more),
      found("prosecution-trend", "more"),
      found("protection-trend", "more"),
      more("victims-identified"),
      more("victims-referred"),
      more("victims-assisted"),
      more(findingFact("corruption")),
    ],
    against: [
      ...proceedings.map(less),
      found("prosecution-trend", "less"),
      found("protection-trend", "less"),
      less("victims-identified"),
      less("victims-referred"),
      less("victims-assisted"),
      less(findingFact("corruption")),
    ],
    needs: ["prosecutions", "convictions", "victims-assisted"],
  },
} as const satisfies { readonly [key: string]: Omit<Criterion, "key" | "number" | "years"> };
