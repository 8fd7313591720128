// The demonstration's released year: its organisations count invented cases of a year that is over, and two offices add them up, by the verbs of real ones. Only the cases are
// invented: how many each organisation had, and what they were like, is drawn from a fixed seed (docs/decisions/the-demonstration-counts-an-invented-year.md).
import type { AnswerOfYear } from "../core/case-of-year.ts";
import { personFacts } from "../core/registers/count-facts.ts";
import { type CaseToCount, yearCount } from "../core/year-count.ts";
import { encodeHex } from "../crypto/hex.ts";
import { randomBytes } from "../crypto/random.ts";
import { must } from "../member/verb.ts";
import { countToken } from "../note/count-token.ts";
import { commandProblem } from "../operate/command-problem.ts";
import type { Devices } from "./devices.ts";

export const countedYear = 2025;

/** How many cases each organisation counts. Who has none sends a count too; of fewer than five no class is said (YC3a). */
const casesOf = {
  "shelter-north": 24,
  "shelter-centre": 19,
  "legal-aid": 6,
  "clinic-south": 7,
  "reintegration-north": 3,
  hotline: 9,
  "aid-russia": 16,
  "aid-gulf": 11,
  "competent-authority": 0,
} as const;

interface Stage {
  readonly devices: Devices;
  /** Of the country's log. */
  readonly origin: string;
  /** Lets the host look after witnesses and time. */
  readonly look: () => Promise<void>;
}

/** Counts the year, releases it and signs it off. By the log's time the February after it has come. */
export async function releaseInventedYear({ devices, origin, look }: Stage): Promise<void> {
  const draw = seeded(countedYear);
  for (const [slug, n] of Object.entries(casesOf)) {
    const device = await devices.device({ slug });
    const organisation = device.view?.self?.organisation.id ?? "";
    const cases = Array.from({ length: n }, () => inventedCase(draw));
    const count = yearCount(countedYear, cases, (fact, { caseId, salt }, referral) => {
      const answer = referral === undefined ? {} : { answer: { referral, organisation } };
      return countToken(origin, { year: countedYear, fact, caseId, salt, ...answer });
    });
    await must(device.counts.send({ count, edition: 1, isSent: false }));
    devices.wrote(device);
  }
  await devices.sendAll();
  for (const slug of Object.keys(casesOf)) {
    const colleague = await devices.informed({ slug, isColleague: true });
    const last = colleague.counts.sentOf(countedYear);
    if (last === null) throw commandProblem("no-count", `${slug} of the demonstration sent no count`);
    await must(colleague.counts.sign(countedYear, last));
    devices.wrote(colleague);
  }
  await devices.sendAll();
  const office = await devices.informed({ slug: "statistics-office" });
  const country = office.counts.country(countedYear);
  if (country === null || country.notYet !== null || country.sent < country.asked)
    throw commandProblem(
      "no-release",
      `the cases of ${countedYear} cannot be released: ${country?.notYet ?? "missing"}`,
    );
  await must(office.counts.release(country, "Example Statistics Office"));
  devices.wrote(office);
  const checking = await devices.informed({ slug: "ombudsman" });
  await must(checking.counts.signRelease(countedYear, "Example Ombudsman"));
  devices.wrote(checking);
  await devices.nextDay();
  await look();
}

type Draw = <T>(...of: readonly T[]) => T;

/** Nobody: facts, classes and answers in shares that no source states. Ids are chance, so that nobody guesses a mark. */
function inventedCase(draw: Draw): CaseToCount {
  const isYes = draw(true, true, true, true, false);
  const oneOf = <T extends string>(...of: readonly T[]) => (isYes ? draw(...of) : "not-said");
  const isFormal = draw(true, false, false);
  const has = { "formal-identifications": isFormal, "victims-presumed": !isFormal || draw(true, true, false) };
  const others = {
    "victims-identified": true,
    "victims-referred": draw(true, true, true, true, false),
    "victims-assisted": draw(true, true, true, true, true, false),
    "victims-refused": draw(true, false, false, false, false, false, false, false),
  };
  const all = { ...has, ...others };
  const id = (length: number) => encodeHex(randomBytes(length));
  const facts = ["referrals-accepted", "referrals-accepted", "referrals-accepted", "referrals-declined"] as const;
  const fact = draw<AnswerOfYear["fact"]>(...facts, ...facts, "referrals-unanswered");
  const reason = draw("no-place", "no-place", "cannot-serve", "no-interpreter", "not-eligible");
  return {
    caseId: id(32),
    salt: id(16),
    ofYear: {
      facts: personFacts.filter((each) => all[each]),
      days: isFormal ? draw(9, 14, 21, 30, 44, 60) : null,
      traits: {
        sex: oneOf("women", "women", "women", "men", "men"),
        age: oneOf("18-29", "18-29", "18-29", "30-", "30-", "9-17"),
        forms: [
          oneOf(
            "forced-labour",
            "forced-labour",
            "forced-labour",
            "sexual-exploitation",
            "sexual-exploitation",
            "forced-begging",
          ),
        ],
        recognisedBy: oneOf("provider", "provider", "police", "border", "consulate"),
        citizenship: [oneOf("TJ", "TJ", "TJ", "TJ", "UZ")],
        countries: [oneOf("RU", "RU", "AE", "KZ", "TJ")],
      },
    },
    answers: [{ fact, referral: id(32), reason: fact === "referrals-declined" ? reason : null }],
  };
}

/** One of several, the same at each founding. */
function seeded(seed: number): Draw {
  let state = seed;
  return (...of) => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    const one = of[((bits ^ (bits >>> 14)) >>> 0) % of.length];
    if (one === undefined) throw new RangeError("nothing to draw from");
    return one;
  };
}
