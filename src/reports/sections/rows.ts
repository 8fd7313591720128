// Sentences from single open records: laws, bodies, plans, services, prevention, agreements and findings. Each carries the marks of its
// records. Records that say the same are told once, with all their marks.
import type { FactYear, Pillar } from "../../assessment/fact-value.ts";
import { type RegisterName, registerNames, registerOf, registerTable } from "../../core/registers/register-table.ts";
import type { RecordRef } from "../../record/statement.ts";
import type { Values } from "../../words/message.ts";
import { liesIn } from "../data/placing.ts";
import { refId } from "../data/record-places.ts";
import { type ReportRow, rowsOf } from "../data/report-rows.ts";
import type { Inline, Inlines } from "../inlines.ts";
import { plain, run, sentences } from "../say.ts";
import { differNote, isDisputed } from "./figure-sentence.ts";
import { factsOf } from "./figures.ts";
import { codeWord, quoted, type Report, sumInWords, withSources } from "./report.ts";

/** How many rows of one kind are told in sentences; the rest is in the record and in the figures. */
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
    const words = run([
      lawSentence(report, group, law, isFirst),
      isReplaced(law) && ended !== undefined ? report.text.laws.until(ended) : null,
    ]);
    const sentence = withSources(report, words, refsOf(group));
    // What a later version says of the penalty is not what the earlier one said.
    return group.some(({ key }) => changed.has(key)) ? [sentence] : [sentence, penaltySentence(report, group)];
  });
}

export function bodySentences(report: Report, purposes: readonly string[]): readonly Inlines[] {
  const rows = rowsOf(report.data.rows, "body").filter(({ values }) => purposes.includes(values.purpose));
  return sentencesOf(report, rows, (row) =>
    sentences([
      bodySentence(report, row),
      row.values.remark === undefined ? null : report.text.remark(quoted(row.values.remark)),
    ]),
  );
}

export function planSentences(report: Report): readonly Inlines[] {
  const { text } = report;
  return sentencesOf(report, rowsOf(report.data.rows, "plan"), ({ values }) =>
    text.plans[values.stage](quoted(values.title), text.when(values.on)),
  );
}

export function serviceSentences(report: Report): readonly Inlines[] {
  const { protection, prevention, capital, date, number } = report.text;
  return sentencesOf(report, rowsOf(report.data.rows, "protection"), ({ values }) => {
    const { what, funder, from, until, places, amount, currency } = values;
    const parts = [
      capital(protection.what[what]),
      protection.funder[funder],
      until === undefined ? protection.since(from) : prevention.span(date(from), date(until)),
      ...(places === undefined ? [] : [protection.places(places)]),
      ...(typeof amount !== "number"
        ? []
        : [currency === undefined ? number(amount) : `${number(amount)}\u00a0${currency}`]),
    ];
    return run([`${report.text.commas(parts)}.`]);
  });
}

/** How victims were punished, as each source tells it: what was done, to how many, and what put it right. */
export function breachSentences(report: Report): readonly Inlines[] {
  const { data, text, facts } = report;
  const { what, remedy } = registerTable.breach.fields;
  const rows = new Map(rowsOf(data.rows, "breach").map((row) => [refId(row.ref), row]));
  const statements = facts.get("breaches")?.now.statements ?? [];
  const bySource = statements.map(({ records }) => records.flatMap((ref) => rows.get(refId(ref)) ?? []));
  return groupSentences(report, bySource, (group) => {
    const occasions = what.shape.codes.flatMap((done) =>
      remedy.shape.codes.flatMap((righted) => {
        const those = group.filter(({ values }) => values.what === done && values.remedy === righted);
        if (those.length === 0) return [];
        const persons = those.map(({ values }) => values.persons);
        const [doing, righting] = [codeWord(text, "breach", "what", done), codeWord(text, "breach", "remedy", righted)];
        return [`${doing}${text.listColon}${sumInWords(text, persons)} (${righting})`];
      }),
    );
    return run([text.breaches(occasions.join(text.semicolon))]);
  });
}

export function preventionSentences(report: Report): readonly Inlines[] {
  const { prevention, when, date } = report.text;
  return sentencesOf(report, rowsOf(report.data.rows, "prevention"), ({ values }) => {
    const partner = values.partner === undefined ? "" : ` (${prevention.partners[values.partner]})`;
    return run([
      prevention
        .done(
          prevention.what[values.what],
          values.until === undefined || values.until === values.on
            ? when(values.on)
            : prevention.span(date(values.on), date(values.until)),
          quoted(values.by),
        )
        .map((inline) => (inline.kind === "text" && inline.text === "." ? { ...inline, text: `${partner}.` } : inline)),
      values.government_supports === true ? prevention.supported : null,
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
    .flatMap((name) =>
      sentencesOf(report, rowsOf(report.data.rows, name), ({ values }) =>
        report.text.row(name, valuesInWords(report, name, values)),
      ),
    );
}

/** The fields of a row as a sentence takes them: what was entered in quotation marks, codes and countries in words, dates and numbers as they are. */
function valuesInWords({ text }: Report, register: RegisterName, values: object): Values<Inline> {
  const wordsOf = (field: string, value: unknown) => {
    const type = registerOf(register).fields[field]?.shape.type;
    const each = [value].flat().map(String);
    if (type === "code" || type === "codes")
      return text.list(each.map((code) => codeWord(text, register, field, code)));
    if (type === "country" || type === "countries") return text.list(each.map(text.country));
    return type === "line" || type === "text" ? quoted(String(value)) : (value as string | number | boolean);
  };
  return Object.fromEntries(Object.entries(values).map(([field, value]) => [field, wordsOf(field, value)]));
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
  const sentence = (text.findings[formula.topic] as Readonly<Record<string, string>>)[now.value];
  if (sentence === undefined) return null;
  const [counts] = now.statements;
  const agreeing = now.statements.filter((one) => one.value === now.value).flatMap((one) => one.records);
  const counted = new Set(counts?.records.map(refId));
  const row = rowsOf(data.rows, "finding").find(({ ref }) => counted.has(refId(ref)));
  const reason = row?.values.reason === undefined ? "" : text.reasons[row.values.reason];
  return run([
    withSources(
      report,
      sentences([sentence, row?.values.remark === undefined ? null : text.remark(quoted(row.values.remark)), reason]),
      agreeing,
    ),
    isDisputed(report, now) ? differNote(report) : null,
  ]);
}

/** What several rows say of one law. `isFirst` when no law against trafficking was in force before: only the first one made it a crime. */
function lawSentence(
  report: Report,
  rows: readonly ReportRow<"law">[],
  { values }: ReportRow<"law">,
  isFirst: boolean,
): Inlines {
  const { text, data } = report;
  const { laws } = text;
  const act = quoted(values.act);
  const article = values.article ?? null;
  const subject = laws.subjects[values.subject];
  const when = text.when(values.on);
  const expected = values.expected === undefined ? null : laws.expected(text.when(values.expected));
  const remark = values.text === undefined ? null : run([" ", text.remark(quoted(values.text))]);
  const saysAmendment = (said: boolean) => rows.some((row) => row.values.by_amendment === said);
  // Where sources differ on it, the contradictions tell so.
  const amendment = saysAmendment(true) && !saysAmendment(false);
  switch (values.stage) {
    case "drafted":
      return run([laws.drafted(subject, act, when), expected]);
    case "in-parliament":
      return run([laws.inParliament(subject, act, when), remark, expected]);
    case "repealed":
      return laws.repealed(subject, act, when);
    default:
      if (values.amends !== undefined) return run([laws.amended(act, article, when), remark]);
      if (values.stage === "adopted") return laws.adopted(subject, act, article, when, amendment);
      if (values.subject !== "trafficking" || !isFirst) return laws.inForce(subject, act, article, when, amendment);
      return liesIn(values.on, data.period)
        ? laws.madeCrime(when, act, article, amendment)
        : laws.crimeSince(values.on, act, article, amendment);
  }
}

/** Penalties that differ stand side by side, each with the marks of those who give it. */
function penaltySentence(report: Report, laws: readonly ReportRow<"law">[]): Inlines {
  const { laws: words } = report.text;
  const given = laws.filter(({ values }) => values.minimum_months !== undefined || values.maximum_months !== undefined);
  const same = Map.groupBy(given, ({ values }) =>
    [
      words.penalty(values.minimum_months ?? null, values.maximum_months ?? null),
      values.confiscation === true ? words.confiscation : "",
    ].join(""),
  );
  const penalties = [...same].map(([penalty, rows]) => withSources(report, run([penalty]), refsOf(rows)));
  return penalties.length === 0
    ? []
    : run([
        words.penalties(run(penalties.flatMap((one, place) => (place === 0 ? [one] : [report.text.semicolon, one])))),
        penalties.length > 1 ? differNote(report) : null,
      ]);
}

/** True for a law against trafficking that was in force: where it has an end, another one took its place. */
function isReplaced({ values }: ReportRow<"law">): boolean {
  return values.subject === "trafficking" && values.stage === "in-force";
}

/** The same article in the same stage, dated alike as far as both dates are known. */
function isSameLaw({ values: a }: ReportRow<"law">, { values: b }: ReportRow<"law">): boolean {
  const isDatedAlike = a.on.startsWith(b.on) || b.on.startsWith(a.on);
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

function bodySentence(report: Report, { values }: ReportRow<"body">): Inlines {
  const { text } = report;
  const { bodies } = text;
  const name = quoted(values.name);
  const when = text.when(values.on);
  switch (values.event) {
    case "formed":
      return run([
        bodies.formed(bodies.kinds[values.kind], when, name, bodies.purposes[values.purpose]),
        values.members === undefined ? null : bodies.members(quoted(values.members.join(", "))),
        values.mandate === undefined ? null : bodies.mandate(quoted(values.mandate)),
        values.first === true ? bodies.first : null,
      ]);
    case "trained":
      return bodies.trained(name, when);
    case "ended":
      return bodies.ended(name, when);
    case "decided":
      return bodies.decided(name, when, values.decision === undefined ? null : quoted(values.decision));
    case "met":
      return bodies.met(name, when);
  }
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
    return run([
      withSources(report, alike[0] === undefined ? [] : sentenceOf(alike[0]), refs),
      refs.some((ref) => report.disputed.has(refId(ref))) ? differNote(report) : null,
    ]);
  });
  const rest = same.size - shown.length;
  return rest > 0 ? [...shown, run([report.text.prevention.more(rest)])] : shown;
}
