// The sentence that the program has for a row, for a writer to take or to change (ED7a): what the row's codes, names and numbers say and nothing that they do
// not, so that it is true of every country. A register without a sentence here, and a row that lacks what its sentence needs, is said by the writer.
import { unitOf } from "../../assessment/number-unit.ts";
import { factOfFigure, type RegisterName, type RowValues } from "../../core/registers/register-table.ts";
import { ofRegister, type Statement } from "../../record/statement.ts";
import type { Words } from "../../words/words.ts";
import type { RowInWords } from "../text/register-words.ts";
import type { ReportText } from "../text/report-text.ts";

/** What a sentence is made with: words, the country's name in them, and the record, in which other rows have names. */
export interface SayingWith {
  readonly words: Words;
  readonly text: ReportText;
  readonly country: string;
  readonly statements: readonly Statement[];
}

/** Null where the program has no sentence for it. */
export function sentenceOf({ register, values }: Statement, saying: SayingWith): string | null {
  const say = sentences[register] as Sentence<never> | undefined;
  return say?.(values as never, saying.text.row(register, values) as never, saying) ?? null;
}

/** Of what a row says as it is, and in words. */
type Sentence<R extends RegisterName> = (values: RowValues<R>, row: RowInWords<R>, saying: SayingWith) => string | null;
type Sentences = { readonly [R in RegisterName]?: Sentence<R> };

const sentences: Sentences = {
  law: (values, row, { text }) => {
    const { stage, amends, on, expected, by_amendment, minimum_months, maximum_months, confiscation } = values;
    const isChange = amends !== undefined && (stage === "in-force" || stage === "adopted");
    const said =
      stage === "in-force" && !isChange
        ? text.t("report.edition.law.in-force", { ...row, on, by_amendment })
        : text.t("report.edition.law.step", { ...row, step: isChange ? "amended" : choiceOf(stage), on, expected });
    const [lowest, highest] = [minimum_months, maximum_months].map((months) =>
      months === undefined ? undefined : text.term(months),
    );
    const isPunished = lowest !== undefined || highest !== undefined;
    return isPunished ? `${said} ${text.t("report.edition.law.penalty", { lowest, highest, confiscation })}` : said;
  },
  body: ({ event, on, members }, row, { text }) => {
    if (event !== undefined && on === undefined) return null;
    const said =
      event === undefined || on === undefined
        ? text.sentence("report.edition.body", row)
        : text.sentence(`report.bodies.${event}`, { ...row, on });
    return members === undefined ? said : `${said} ${text.t("report.bodies.members", { members: row.members })}`;
  },
  training: ({ kind, on, participants }, row, { text }) => {
    if (kind === "lessons") return null;
    const n = typeof participants === "number" ? participants : undefined;
    return text.sentence("report.edition.training", { ...row, on, n });
  },
  plan: ({ stage }, row, { text }) => text.t(`report.plans.${stage}`, row),
  measure: (_, row, { text }) => text.t("report.edition.measure", row),
  progress: (values, { state, on }, { text, statements }) => {
    const measure = ofRegister(statements, "measure").find(({ key }) => key === values.measure)?.values.measure;
    return measure === undefined ? null : text.t("report.edition.progress", { measure, state, on });
  },
  protection: ({ from, until, places, amount, currency }, row, { text }) => {
    if (from === undefined) return null;
    const money = typeof amount === "number" ? `${text.number(amount)} ${currency ?? ""}`.trim() : undefined;
    return text.sentence("report.protection.service", { ...row, from, until, places, money });
  },
  breach: ({ on, persons }, { what }, { text }) =>
    typeof persons === "number" ? text.sentence("report.edition.breach", { on, n: persons, what }) : null,
  prevention: ({ what, on, until, by, government_supports }, _, { text }) =>
    text.sentence("report.edition.prevention", {
      what: choiceOf(what),
      when: text.days(on, until),
      by,
      supported: government_supports,
    }),
  agreement: (_, row, { text }) => text.sentence("report.row.agreement", row),
  figure: (values, row, { text }) => {
    const { fact, unit, value, from, until, as_of, part, of, nationality, status, whose, approx } = values;
    if (as_of !== undefined || approx === "share") return null;
    const limit = choiceOf(approx ?? "exactly");
    const key = factOfFigure(fact, unit) ?? fact;
    const [name, days] = [text.fact(key), text.days(from, until)];
    if (typeof value !== "number") return text.t("report.edition.not-reported", { in: days, name });
    const citizenship = nationality === undefined ? undefined : text.country(nationality);
    if (part !== undefined || citizenship !== undefined || status !== undefined) {
      const named = text.commas([row.part, citizenship, row.status, whose].filter((word) => word !== undefined));
      const n = numberIn(text, values, value);
      return text.t("report.edition.part", { name: text.capital(name), in: days, parts: named, limit, n });
    }
    if (of !== undefined) return null;
    if (unit === "amount" || !text.isCounted(key))
      return text.t("report.edition.number", { name: text.capital(name), now: numberIn(text, values, value) });
    const counted = text.counted(key, value);
    return whose === undefined
      ? text.sentence("report.edition.there", { in: days, n: value, limit, counted })
      : text.t("report.edition.whose", { in: days, whose, limit, counted });
  },
  finding: ({ topic, answer, reason }, row, { text }) => {
    const sentence = text.word(`report.finding.${topic}.${answer}`, "");
    if (sentence === "") return null;
    if (reason === undefined || reason === "not-told") return sentence;
    return `${sentence} ${text.t("report.edition.reason", { reason: row.reason })}`;
  },
  route: ({ role, countries = [], regions = [] }, { persons, forms }, { text, country }) => {
    const named = [...countries.map(text.country), ...regions.map((one) => text.name("route", "regions", one))];
    const places = named.length === 0 ? undefined : text.list(named);
    return text.sentence("report.edition.route", { role, country, persons, places, forms });
  },
  judgement: ({ question, criterion, answer }, _, { text }) => {
    if (question !== "criterion-met")
      return `${text.t(`report.tier.${answer ? "questions" : "denials"}.${question}`)}.`;
    const named = criterion === undefined ? null : text.name("judgement", "criterion", criterion);
    return named === null ? null : text.t("report.edition.criterion", { criterion: named, answer });
  },
  "data-request": ({ facts: asked, year, answer }, row, { text }) => {
    const facts = text.list(asked.map((fact) => text.code("figure", "fact", fact)));
    return text.sentence("report.edition.data-request", { ...row, facts, year: Number(year), answer });
  },
  rating: ({ year, inferred }, { tier }, { text, country }) =>
    inferred === true ? null : text.t("report.edition.rating", { year: Number(year), country, tier }),
};

function numberIn(text: ReportText, values: RowValues<"figure">, value: number): string {
  if (unitOf("figure", "value", values) === "months") return text.term(value);
  return [text.number(value), ...(values.currency === undefined ? [] : [values.currency])].join(" ");
}

/** A code as a message chooses by it: the words of a choice hold no hyphen. */
export function choiceOf(code: string): string {
  return code.replaceAll("-", "_");
}
