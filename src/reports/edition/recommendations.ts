// What the program proposes to recommend (ED7d): what rows leave open at the end of the year, and what the report of the year before recommended, with
// what the record says of it since. Each is advice of the program and the row's own sentence, which is bound. Where the rows say nothing it proposes nothing.
import { daysOf, periodBefore } from "../../assessment/period.ts";
import { requestsWithholding } from "../../assessment/read-rule.ts";
import { draftPlans } from "../../assessment/standing-rows.ts";
import { rangeOf } from "../../core/registers/partial-date.ts";
import { type Piece, parsePieces } from "../../core/registers/pieces.ts";
import type { JudgementQuestion } from "../../core/registers/register-table.ts";
import { dateOfRow } from "../../core/registers/row.ts";
import { ofRegister, refId, type Statement } from "../../record/statement.ts";
import type { MessageKey } from "../../words/message-key.ts";
import { statementsOfYear } from "../data/statements-of-year.ts";
import { looseNumbers } from "./checks.ts";
import { written } from "./editing.ts";
import { type Edition, isOfEdition } from "./edition.ts";
import { anchorsIn } from "./fill.ts";
import type { Grounds } from "./grounds.ts";
import { anchored, boundSentence, inOneText, type Proposal, plainPiece, rowPieces } from "./proposal.ts";
import { type SayingWith, sentenceOf } from "./proposal-sentences.ts";

type Advice = MessageKey & `report.edition.advice.${string}`;

/** A row that leaves something to be done, and what. */
interface Open {
  readonly row: Statement;
  readonly advice: Advice;
}

export function recommendationsFor(edition: Edition, grounds: Grounds, saying: SayingWith): readonly Proposal[] {
  const { text } = saying;
  const before = text.period(periodBefore(edition));
  const last = recommendedBefore(edition, grounds);
  const known = new Set(last.flatMap(({ matters }) => matters));
  const paragraphs = edition.paragraphs.filter(({ section }) => section === "recommendations");
  const done = new Set(paragraphs.flatMap(({ pieces }) => rowsBehind(pieces, grounds).map(matterOf)));
  const ofYear = statementsOfYear(grounds.statements, edition);
  const open = openRows(edition, grounds, ofYear).filter(({ row }) => !done.has(matterOf(row)));
  const isOpen = new Set(open.map(({ row }) => matterOf(row)));
  return [
    ...open.map(({ row, advice }): Proposal => {
      // What the program has to say of the row: words of a source may be a part of a sentence.
      const why = boundSentence(row, sentenceOf(row, saying)) ?? rowPieces(row, edition.language, saying);
      const again = known.has(matterOf(row)) ? ` ${text.t("report.edition.advice.again", { period: before })}` : "";
      const pieces =
        why === null
          ? null
          : [...anchored(saying.words, advice, { why: why.slice(0, 1) }), ...(again === "" ? [] : [plainPiece(again)])];
      return { id: idOf(matterOf(row)), section: "recommendations", pieces, rows: [row] };
    }),
    ...last
      .filter(({ matters }) => !matters.some((one) => done.has(one) || isOpen.has(one)))
      .map(({ pieces, matters, rows }): Proposal => {
        // The newest row of this year on each matter, and rows that were corrected after the report read them.
        const came = newestOf(ofYear.filter((one) => matters.includes(matterOf(one)) && !rows.includes(one)));
        const outcomes = came.map((row) => rowPieces(row, edition.language, saying));
        const since = outcomes.length === 0 ? undefined : inOneText(outcomes.map((each) => each ?? []));
        const whole = anchored(saying.words, "report.edition.advice.before", {
          period: before,
          said: pieces,
          came: since,
        });
        const isSaid = !outcomes.includes(null) && looseNumbers(whole, edition, grounds).length === 0;
        return {
          id: idOf(matters.join(" ")),
          section: "recommendations",
          pieces: isSaid ? written(whole) : null,
          rows: [...rows, ...came],
        };
      }),
  ];
}

function idOf(matter: string): string {
  return `recommendation ${matter}`;
}

/** Measures that are overdue, laws and plans that were announced and are not in force, judgements that find something lacking, data that were asked for and not given. */
function openRows(edition: Edition, grounds: Grounds, ofYear: readonly Statement[]): readonly Open[] {
  const days = daysOf(edition);
  const begun = grounds.statements.filter(({ values }) => {
    const date = dateOfRow(values);
    return date === null || rangeOf(date).first <= days.last;
  });
  const laws = ofRegister(begun, "law");
  const drafts = draftPlans(grounds.index, days);
  const plans = ofRegister(begun, "plan");
  const lastInForce = plans
    .filter(({ values }) => values.stage === "in-force")
    .toSorted(byDate)
    .at(-1);
  // Nobody waits for a plan any more after which another one came into force.
  const awaited = plans.filter(
    (row) => drafts.has(row.key) && (lastInForce === undefined || byDate(lastInForce, row) < 0),
  );
  const requests = ofRegister(ofYear, "data-request");
  const each = (advice: Advice, some: readonly Statement[]) => some.map((row): Open => ({ row, advice }));
  return [
    ...each("report.edition.advice.measure", grounds.overdue(days)),
    ...each("report.edition.advice.law", newestOf(laws.filter((row) => isAwaited(row, laws)))),
    ...each("report.edition.advice.plan", newestOf(awaited)),
    ...lackingIn(ofRegister(ofYear, "judgement").filter((row) => !grounds.isStaleJudgement(row))),
    // As long as the office that asked has them in no other answer.
    ...each(
      "report.edition.advice.data",
      requests.filter((one) =>
        one.values.facts.some((fact) => requestsWithholding([fact], { requests }).includes(one)),
      ),
    ),
  ];
}

/** True while a next stage was announced and nobody entered a later one: neither its adoption nor its force. */
function isAwaited({ values: { act, stage, expected } }: Statement<"law">, laws: readonly Statement<"law">[]): boolean {
  const isPast = (later: typeof stage) =>
    later === "in-force" || later === "repealed" || (later === "adopted" && stage !== "adopted");
  return expected !== undefined && !laws.some(({ values }) => values.act === act && isPast(values.stage));
}

/** The newest row of each matter. */
function newestOf(rows: readonly Statement[]): readonly Statement[] {
  return [...Map.groupBy(rows, matterOf).values()].flatMap((some) => some.toSorted(byDate).slice(-1));
}

function byDate(a: Statement, b: Statement): number {
  return (dateOfRow(a.values) ?? "") < (dateOfRow(b.values) ?? "") ? -1 : 1;
}

/** The answer that finds something lacking, and what to do about it; a question that is not here asks nothing of anybody. */
const lacking: { readonly [Q in JudgementQuestion]?: readonly [answer: boolean, advice: Advice] } = {
  "significant-efforts": [false, "report.edition.advice.significant-efforts"],
  "increasing-efforts": [false, "report.edition.advice.increasing-efforts"],
  "actions-proportional": [false, "report.edition.advice.actions-proportional"],
  "vigorous-prosecution": [false, "report.edition.advice.vigorous-prosecution"],
  "good-faith-on-data": [false, "report.edition.advice.good-faith-on-data"],
  "criterion-met": [false, "report.edition.advice.criterion-met"],
  "policy-or-pattern": [true, "report.edition.advice.policy-or-pattern"],
  "efforts-rest-on-commitments": [true, "report.edition.advice.commitments"],
};

/** One for each question that is judged so; on which offices differ, nothing is recommended. */
function lackingIn(judgements: readonly Statement<"judgement">[]): readonly Open[] {
  return [...Map.groupBy(judgements, matterOf).values()].flatMap((some): readonly Open[] => {
    const [row] = some;
    const [answer, advice] = (row && lacking[row.values.question]) ?? [];
    return row !== undefined && advice !== undefined && some.every(({ values }) => values.answer === answer)
      ? [{ row, advice }]
      : [];
  });
}

/** What a row is about, whatever its year: a measure and its progress are one matter, and so are two years' answers to one question. */
function matterOf({ register, key, values }: Pick<Statement, "register" | "key" | "values">): string {
  const of = values as Readonly<Record<string, unknown>>;
  switch (register) {
    case "measure":
      return `measure ${key}`;
    case "progress":
      return `measure ${of["measure"]}`;
    case "judgement":
      return `judgement ${of["question"]} ${of["criterion"] ?? "-"}`;
    case "data-request":
      return `data ${of["whom"]} ${[...(of["facts"] as readonly string[])].sort().join(",")}`;
    case "law":
      return `law ${of["act"]}`;
    case "plan":
      return `plan ${of["title"]}`;
    case "finding":
      return `finding ${of["topic"]}`;
    default:
      return `${register} ${key}`;
  }
}

/** The rows on which words rest, as they stand now. */
function rowsBehind(pieces: readonly Piece[], grounds: Grounds): readonly Statement[] {
  return anchorsIn(pieces).flatMap((anchor) => (anchor.kind === "row" ? grounds.rowsOf(anchor) : []));
}

/** A sentence that the report of the year before recommended. */
interface Recommended {
  /** Bound where the row stands as it stood; else plain, as a quotation is. */
  readonly pieces: readonly Piece[];
  readonly matters: readonly string[];
  readonly rows: readonly Statement[];
}

/** The sentences of the newest edition of the year before that this organisation published, in this language; those that rest on rows. */
function recommendedBefore(edition: Edition, grounds: Grounds): readonly Recommended[] {
  const before = { ...edition, year: edition.year - 1 };
  const rows = ofRegister(grounds.statements, "paragraph").filter(
    ({ organisation, values }) => organisation === edition.organisation && isOfEdition(values, before),
  );
  const newest = Math.max(...rows.map(({ values }) => values.size));
  return rows
    .filter(({ values }) => values.size === newest && values.section === "recommendations")
    .toSorted((a, b) => a.values.place - b.values.place)
    .flatMap(({ values }) => sentencesIn(parsePieces(values.text) ?? []))
    .flatMap((pieces): readonly Recommended[] => {
      const found = rowsBehind(pieces, grounds);
      if (found.length === 0) return [];
      return [{ pieces: pieces.map((piece) => asItStands(piece, grounds)), matters: found.map(matterOf), rows: found }];
    });
}

/** Words stay bound to a row in the version that the report read. */
function asItStands(piece: Piece, grounds: Grounds): Piece {
  const row = piece.kind === "row" ? grounds.row(piece) : null;
  return piece.kind === "row" && row !== null && refId(row.ref) === piece.version ? piece : plainPiece(piece.words);
}

function sentencesIn(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  const sentences: Piece[][] = [[]];
  for (const piece of pieces) {
    const parts = piece.kind === "plain" ? piece.words.split(/(?<=[.!?؟۔])\s+/u) : [piece.words];
    for (const [i, words] of parts.entries()) {
      if (i > 0) sentences.push([]);
      if (words !== "") sentences.at(-1)?.push({ ...piece, words });
    }
  }
  return sentences;
}
