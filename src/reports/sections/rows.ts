// Sentences from single open records: laws, bodies, plans, services, prevention, agreements and findings. Each carries the marks of its
// records. Records that say the same are told once, with all their marks.
import type { FactYear, Pillar } from "../../assessment/fact-value.ts";
import { registerTable } from "../../core/registers/register-table.ts";
import type { RecordRef } from "../../record/statement.ts";
import { liesIn } from "../data/placing.ts";
import { refId } from "../data/record-places.ts";
import { rowsOf, type ToldRow } from "../data/rows-told.ts";
import type { Inlines } from "../inlines.ts";
import { plain, run, sentences } from "../say.ts";
import { differTold, isDisputed } from "./figure-sentence.ts";
import { factsOf } from "./figures.ts";
import { codeTold, quoted, sumTold, type Teller, withSources } from "./teller.ts";

/** How many rows of one kind are told in sentences; the rest is in the record and in the figures. */
const mostTold = 12;

/** Laws, the crime itself first: what several sources say of one law is one sentence, and their penalties stand side by side. */
export function lawsTold(teller: Teller): readonly Inlines[] {
  const laws = rowsOf(teller.data.rows, "law");
  const first = laws.filter(
    ({ values }) => values.subject === "trafficking" && values.stage === "in-force" && values.amends === undefined,
  );
  const groups: ToldRow<"law">[][] = [];
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
    const told = run([
      lawTold(teller, group, law, isFirst),
      isReplaced(law) && ended !== undefined ? teller.text.laws.until(ended) : null,
    ]);
    const sentence = withSources(teller, told, refsOf(group));
    // What a later version says of the penalty is not what the earlier one said.
    return group.some(({ key }) => changed.has(key)) ? [sentence] : [sentence, penaltiesTold(teller, group)];
  });
}

export function bodiesTold(teller: Teller, purposes: readonly string[]): readonly Inlines[] {
  const rows = rowsOf(teller.data.rows, "body").filter(({ values }) => purposes.includes(values.purpose));
  return told(teller, rows, (row) =>
    sentences([
      bodyTold(teller, row),
      row.values.remark === undefined ? null : teller.text.remark(quoted(row.values.remark)),
    ]),
  );
}

export function plansTold(teller: Teller): readonly Inlines[] {
  const { text } = teller;
  return told(teller, rowsOf(teller.data.rows, "plan"), ({ values }) =>
    text.plans[values.stage](quoted(values.title), text.when(values.on)),
  );
}

export function servicesTold(teller: Teller): readonly Inlines[] {
  const { protection, prevention, capital, date, number } = teller.text;
  return told(teller, rowsOf(teller.data.rows, "protection"), ({ values }) => {
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
    return run([`${teller.text.commas(parts)}.`]);
  });
}

/** How victims were punished, as each source tells it: what was done, to how many, and what put it right. */
export function breachesTold(teller: Teller): readonly Inlines[] {
  const { data, text, facts } = teller;
  const { what, remedy } = registerTable.breach.fields;
  const rows = new Map(rowsOf(data.rows, "breach").map((row) => [refId(row.ref), row]));
  const statements = facts.get("breaches")?.now.statements ?? [];
  const bySource = statements.map(({ records }) => records.flatMap((ref) => rows.get(refId(ref)) ?? []));
  return groupsTold(teller, bySource, (group) => {
    const told = what.shape.codes.flatMap((done) =>
      remedy.shape.codes.flatMap((righted) => {
        const those = group.filter(({ values }) => values.what === done && values.remedy === righted);
        if (those.length === 0) return [];
        const persons = those.map(({ values }) => values.persons);
        const [doing, righting] = [codeTold(text, "breach", "what", done), codeTold(text, "breach", "remedy", righted)];
        return [`${doing}${text.listColon}${sumTold(text, persons)} (${righting})`];
      }),
    );
    return run([text.breaches(told.join(text.semicolon))]);
  });
}

export function preventionTold(teller: Teller): readonly Inlines[] {
  const { prevention, when, date } = teller.text;
  return told(teller, rowsOf(teller.data.rows, "prevention"), ({ values }) => {
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

export function agreementsTold(teller: Teller): readonly Inlines[] {
  const { agreements, list, country, date } = teller.text;
  return told(teller, rowsOf(teller.data.rows, "agreement"), ({ values }) =>
    agreements.told(
      agreements.kinds[values.kind],
      values.partner === undefined ? null : quoted(values.partner),
      list((values.with ?? []).map(country)),
      quoted(values.title),
      date(values.on),
    ),
  );
}

/** What was found on the topics of one part, each answer with the reason and the remark that its source gives. */
export function findingsTold(teller: Teller, pillar: Pillar): readonly Inlines[] {
  return factsOf(teller, pillar)
    .map((fact) => findingSentence(teller, fact) ?? [])
    .filter((told) => told.length > 0);
}

/** Null for what is no known finding with words of its own. */
export function findingSentence(teller: Teller, { definition, now }: FactYear): Inlines | null {
  const { text, data } = teller;
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
      teller,
      sentences([sentence, row?.values.remark === undefined ? null : text.remark(quoted(row.values.remark)), reason]),
      agreeing,
    ),
    isDisputed(teller, now) ? differTold(teller) : null,
  ]);
}

/** What several rows say of one law. `isFirst` when no law against trafficking was in force before: only the first one made it a crime. */
function lawTold(
  teller: Teller,
  rows: readonly ToldRow<"law">[],
  { values }: ToldRow<"law">,
  isFirst: boolean,
): Inlines {
  const { text, data } = teller;
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
function penaltiesTold(teller: Teller, laws: readonly ToldRow<"law">[]): Inlines {
  const { laws: words } = teller.text;
  const given = laws.filter(({ values }) => values.minimum_months !== undefined || values.maximum_months !== undefined);
  const same = Map.groupBy(given, ({ values }) =>
    [
      words.penalty(values.minimum_months ?? null, values.maximum_months ?? null),
      values.confiscation === true ? words.confiscation : "",
    ].join(""),
  );
  const told = [...same].map(([penalty, rows]) => withSources(teller, run([penalty]), refsOf(rows)));
  return told.length === 0
    ? []
    : run([
        words.penalties(run(told.flatMap((one, place) => (place === 0 ? [one] : [teller.text.semicolon, one])))),
        told.length > 1 ? differTold(teller) : null,
      ]);
}

/** True for a law against trafficking that was in force: where it has an end, another one took its place. */
function isReplaced({ values }: ToldRow<"law">): boolean {
  return values.subject === "trafficking" && values.stage === "in-force";
}

/** The same article in the same stage, dated alike as far as both dates are known. */
function isSameLaw({ values: a }: ToldRow<"law">, { values: b }: ToldRow<"law">): boolean {
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

function bodyTold(teller: Teller, { values }: ToldRow<"body">): Inlines {
  const { text } = teller;
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
function told<T extends { readonly ref: RecordRef }>(
  teller: Teller,
  rows: readonly T[],
  tell: (row: T) => Inlines,
): readonly Inlines[] {
  const groups = rows.map((row) => [row] as const);
  return groupsTold(teller, groups, ([row]) => (row === undefined ? [] : tell(row)));
}

/** The same for groups of rows, each of which has one sentence. */
function groupsTold<T extends { readonly ref: RecordRef }>(
  teller: Teller,
  groups: readonly (readonly T[])[],
  tell: (rows: readonly T[]) => Inlines,
): readonly Inlines[] {
  const same = Map.groupBy(groups, (group) => plain(tell(group)));
  const shown = [...same.values()].slice(0, mostTold).map((alike) => {
    const refs = refsOf(alike.flat());
    return run([
      withSources(teller, alike[0] === undefined ? [] : tell(alike[0]), refs),
      refs.some((ref) => teller.disputed.has(refId(ref))) ? differTold(teller) : null,
    ]);
  });
  const rest = same.size - shown.length;
  return rest > 0 ? [...shown, run([teller.text.prevention.more(rest)])] : shown;
}
