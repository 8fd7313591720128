// Sentences from single open records: laws, bodies, plans, services, prevention, agreements and findings. Each carries the marks of its
// records. Records that say the same have one sentence with all their marks.
import type { FactYear, Pillar } from "../../assessment/fact-value.ts";
import { liesIn } from "../../assessment/placing.ts";
import { registerNames, registerOf, registerTable } from "../../core/registers/register-table.ts";
import type { RecordRef } from "../../record/statement.ts";
import { refId } from "../data/record-places.ts";
import { type ReportRow, rowsOf } from "../data/report-rows.ts";
import type { Inlines } from "../inlines.ts";
import { plain, run, spaced } from "../say.ts";
import { differNote, isDisputed } from "./figure-sentence.ts";
import { factsOf } from "./figures.ts";
import { joinedBy, type Report, sumInWords, withSources } from "./report.ts";

/** How many rows of one kind have sentences; the rest is in the record and in the figures. */
const mostSentences = 12;

/** Laws, the crime itself first: what several sources say of one law is one sentence, and their penalties stand side by side. */
export function lawSentences(report: Report): readonly Inlines[] {
  const laws = rowsOf(report.data.rows, "law");
  const first = laws.filter(
    ({ values }) => values.subject === "trafficking" && values.stage === "in-force" && values.amends === undefined,
  );
  const groups: ReportRow<"law">[][] = [];
  for (const law of [...first, ...laws.filter((one) => !first.includes(one))]) {
    const group = groups.find(([one]) => one !== undefined && isSameLaw(one, law));
    if (group === undefined) groups.push([law]);
    else group.push(law);
  }
  const changed = new Set(laws.flatMap(({ values }) => values.amends ?? []));
  return groups.flatMap((group) => {
    const [law] = group;
    if (law === undefined) return [];
    const isFirst = law === groups[0]?.[0] && !group.some(({ isLater }) => isLater === true);
    const ended = group.flatMap(({ values }) => values.until ?? [])[0];
    const words = spaced([
      lawSentence(report, group, law, isFirst),
      isReplaced(law) && ended !== undefined ? report.text.t("report.laws.until", { until: ended }) : null,
    ]);
    const sentence = withSources(report, words, refsOf(group));
    // What a later version says of the penalty is not what the earlier one said.
    return group.some(({ key }) => changed.has(key)) ? [sentence] : [sentence, penaltySentence(report, group)];
  });
}

export function bodySentences(report: Report, purposes: readonly string[]): readonly Inlines[] {
  const rows = rowsOf(report.data.rows, "body").filter(({ values }) => purposes.includes(values.purpose));
  return sentencesOf(report, rows, (row) =>
    spaced([
      bodySentence(report, row),
      row.values.remark === undefined ? null : report.text.say("report.remark", report.text.row(row)),
    ]),
  );
}

export function planSentences(report: Report): readonly Inlines[] {
  const { say, row } = report.text;
  return sentencesOf(report, rowsOf(report.data.rows, "plan"), (plan) =>
    say(`report.plans.${plan.values.stage}`, row(plan)),
  );
}

export function serviceSentences(report: Report): readonly Inlines[] {
  const { text } = report;
  return sentencesOf(report, rowsOf(report.data.rows, "protection"), (service) => {
    const { amount, currency, from } = service.values;
    if (from === undefined) return text.sentence("report.undated.protection", text.row(service));
    const money = typeof amount === "number" ? text.number(amount) : undefined;
    return text.sentence("report.protection.service", {
      ...text.row(service),
      from,
      money: money === undefined || currency === undefined ? money : `${money}\u00a0${currency}`,
    });
  });
}

/** How victims were punished, source by source: what was done, to how many, and what put it right. */
export function breachSentences(report: Report): readonly Inlines[] {
  const { data, text, facts } = report;
  const { what, remedy } = registerTable.breach.fields;
  const rows = new Map(rowsOf(data.rows, "breach").map((row) => [refId(row.ref), row]));
  const statements = facts.get("breaches")?.now.statements ?? [];
  const bySource = statements.map(({ records }) => records.flatMap((ref) => rows.get(refId(ref)) ?? []));
  return groupSentences(report, bySource, (group) => {
    const kinds = what.shape.codes.flatMap((done) =>
      remedy.shape.codes.flatMap((righted) => {
        const those = group.filter(({ values }) => values.what === done && values.remedy === righted);
        if (those.length === 0) return [];
        const persons = those.map(({ values }) => values.persons);
        const doing = text.code("breach", "what", done) + text.listColon + sumInWords(text, persons);
        return [`${doing} (${text.code("breach", "remedy", righted)})`];
      }),
    );
    return text.say("report.breaches", { kinds: text.semicolons(kinds) });
  });
}

export function preventionSentences(report: Report): readonly Inlines[] {
  const { text } = report;
  return sentencesOf(report, rowsOf(report.data.rows, "prevention"), (action) => {
    const { on, until, government_supports } = action.values;
    return spaced([
      text.sentence("report.prevention.done", { ...text.row(action), until: until === on ? undefined : until }),
      government_supports === true ? text.t("report.prevention.supported") : null,
    ]);
  });
}

/** Registers whose rows have sentences or tables of their own; a row of any other one has the sentence `report.row.REGISTER`. */
const ofTheirOwn = ["law", "body", "plan", "measure", "progress", "training", "protection", "breach", "prevention"];
export const plainRegisters = registerNames.filter((name) => {
  const { open, about } = registerOf(name);
  return open && about !== "says" && about !== "control" && !ofTheirOwn.includes(name);
});

/** What is done in one part, of registers whose rows are one sentence each. */
export function plainSentences(report: Report, pillar: Pillar): readonly Inlines[] {
  return plainRegisters
    .filter((name) => registerOf(name).about === pillar)
    .flatMap((name) => sentencesOf(report, rowsOf(report.data.rows, name), report.text.rowSentence));
}

/** What was found on the topics of one part, each answer with the reason and the remark that its source gives. */
export function findingSentences(report: Report, pillar: Pillar): readonly Inlines[] {
  return factsOf(report, pillar)
    .map((fact) => findingSentence(report, fact) ?? [])
    .filter((sentence) => sentence.length > 0);
}

/** Null for what is no known finding with words of its own. */
export function findingSentence(report: Report, { definition, now }: FactYear): Inlines | null {
  const { text, data } = report;
  const { formula } = definition;
  if (formula?.kind !== "finding" || now.state !== "known" || typeof now.value !== "string") return null;
  const sentence = text.word(`report.finding.${formula.topic}.${now.value}`, "");
  if (sentence === "") return null;
  const [counts] = now.statements;
  const agreeing = now.statements.filter((one) => one.value === now.value).flatMap((one) => one.records);
  const counted = new Set(counts?.records.map(refId));
  const row = rowsOf(data.rows, "finding").find(({ ref }) => counted.has(refId(ref)));
  const reason = row?.values.reason;
  return spaced([
    withSources(
      report,
      spaced([
        sentence,
        row?.values.remark === undefined ? null : text.say("report.remark", text.row(row)),
        reason === undefined || reason === "not-told"
          ? null
          : text.t("report.reason", { reason: text.code("finding", "reason", reason) }),
      ]),
      agreeing,
    ),
    isDisputed(report, now) ? differNote(report) : null,
  ]);
}

/** What several rows say of one law. `isFirst` when no law against trafficking was in force before: only the first one made it a crime. */
function lawSentence(
  report: Report,
  rows: readonly ReportRow<"law">[],
  law: ReportRow<"law">,
  isFirst: boolean,
): Inlines {
  const { text, data } = report;
  const { stage, on, subject, amends, expected } = law.values;
  const saysAmendment = (said: boolean) => rows.some(({ values }) => values.by_amendment === said);
  // Where sources differ on it, the contradictions show that.
  const inWords = text.row(law);
  if (on === undefined) return text.say("report.undated.law", inWords);
  const fields = { ...inWords, on, by_amendment: saysAmendment(true) && !saysAmendment(false) };
  const remark = law.values.text === undefined ? null : text.say("report.remark", { remark: fields.text });
  const adoption = expected === undefined ? null : text.t("report.laws.expected", { expected });
  switch (stage) {
    case "drafted":
      return spaced([text.say("report.laws.drafted", fields), adoption]);
    case "in-parliament":
      return spaced([text.say("report.laws.in-parliament", fields), remark, adoption]);
    case "repealed":
      return text.say("report.laws.repealed", fields);
    default:
      if (amends !== undefined) return spaced([text.say("report.laws.amended", fields), remark]);
      if (stage === "adopted") return text.say("report.laws.adopted", fields);
      if (subject !== "trafficking" || !isFirst) return text.say("report.laws.in-force", fields);
      return text.say(liesIn(on, data.period) ? "report.laws.made-crime" : "report.laws.crime-since", fields);
  }
}

/** Penalties that differ stand side by side, each with the marks of those who give it. */
function penaltySentence(report: Report, laws: readonly ReportRow<"law">[]): Inlines {
  const given = laws.filter(({ values }) => values.minimum_months !== undefined || values.maximum_months !== undefined);
  const same = Map.groupBy(given, ({ values }) => penaltyWords(report, values));
  const penalties = [...same].map(([penalty, rows]) => withSources(report, run([penalty]), refsOf(rows)));
  if (penalties.length === 0) return [];
  return spaced([
    report.text.say("report.laws.penalties", { penalties: joinedBy(report, penalties) }),
    penalties.length > 1 ? differNote(report) : null,
  ]);
}

function penaltyWords(
  { text }: Report,
  { minimum_months: lowest, maximum_months: highest, confiscation }: ReportRow<"law">["values"],
): string {
  const { t, span } = text;
  const range = (): string => {
    if (lowest === undefined) return t("report.laws.penalty-up-to", { highest: span(highest ?? 0) });
    if (highest === undefined) return t("report.laws.penalty-at-least", { lowest: span(lowest) });
    return lowest % 12 === 0 && highest % 12 === 0
      ? t("report.laws.penalty-years", { lowest: lowest / 12, highest: span(highest) })
      : t("report.laws.penalty", { lowest: span(lowest), highest: span(highest) });
  };
  return confiscation === true ? t("report.laws.penalty-and-confiscation", { penalty: range() }) : range();
}

/** True for a law against trafficking that was in force: where it has an end, another one took its place. */
function isReplaced({ values }: ReportRow<"law">): boolean {
  return values.subject === "trafficking" && values.stage === "in-force";
}

/** The same article in the same stage, dated alike as far as both dates are known. */
function isSameLaw({ values: a }: ReportRow<"law">, { values: b }: ReportRow<"law">): boolean {
  const [one, other] = [a.on ?? "", b.on ?? ""];
  const isDatedAlike =
    one === other || (one !== "" && other !== "" && (one.startsWith(other) || other.startsWith(one)));
  return (
    isDatedAlike &&
    a.subject === b.subject &&
    a.stage === b.stage &&
    a.act === b.act &&
    a.article === b.article &&
    a.amends === b.amends
  );
}

function refsOf(rows: readonly { readonly ref: RecordRef }[]): readonly RecordRef[] {
  return rows.map(({ ref }) => ref);
}

function bodySentence({ text }: Report, body: ReportRow<"body">): Inlines {
  const { event, members, mandate, first, on } = body.values;
  if (event === undefined || on === undefined) return text.say("report.undated.body", text.row(body));
  const fields = { ...text.row(body), on };
  if (event !== "formed") return text.say(`report.bodies.${event}`, fields);
  return spaced([
    text.sentence("report.bodies.formed", fields),
    members === undefined ? null : text.say("report.bodies.members", fields),
    mandate === undefined ? null : text.say("report.bodies.mandate", fields),
    first === true ? text.t("report.bodies.first") : null,
  ]);
}

/** Sentences for rows; those that read the same are one, with the records of all. Where sources differ on one of these, the sentence says so. */
function sentencesOf<T extends { readonly ref: RecordRef }>(
  report: Report,
  rows: readonly T[],
  sentenceOf: (row: T) => Inlines,
): readonly Inlines[] {
  const groups = rows.map((row) => [row] as const);
  return groupSentences(report, groups, ([row]) => (row === undefined ? [] : sentenceOf(row)));
}

/** The same for groups of rows, each of which has one sentence. */
function groupSentences<T extends { readonly ref: RecordRef }>(
  report: Report,
  groups: readonly (readonly T[])[],
  sentenceOf: (rows: readonly T[]) => Inlines,
): readonly Inlines[] {
  const same = Map.groupBy(groups, (group) => plain(sentenceOf(group)));
  const shown = [...same.values()].slice(0, mostSentences).map((alike) => {
    const refs = refsOf(alike.flat());
    return spaced([
      withSources(report, alike[0] === undefined ? [] : sentenceOf(alike[0]), refs),
      refs.some((ref) => report.disputed.has(refId(ref))) ? differNote(report) : null,
    ]);
  });
  const rest = same.size - shown.length;
  return rest > 0 ? [...shown, run([report.text.t("report.prevention.more", { n: rest })])] : shown;
}
