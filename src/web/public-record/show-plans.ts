// Plans on the page: the stage, a bar of how many measures are where with the same as a table, and every measure with its time, money and
// reports. States are shown by word, and by pattern besides colour, so that they print in grey.
import { dayAt } from "../../core/moment.ts";
import { fieldWord, wordOfCode } from "../../words/code-words.ts";
import type { Words } from "../../words/words.ts";
import { definitionList, element, entered, onDemand, others, paragraph, section } from "./elements.ts";
import { measureStates } from "./plan-progress.ts";
import type { PublicView, ShownMeasure, ShownPlan, ShownRow } from "./public-view.ts";
import { historyOf, traceLine } from "./show-row.ts";
import { stateWord, valueWord } from "./shown-words.ts";

/** The section about plans: those that run or are in the making, and the others on demand. */
export function showPlans(words: Words, { plans, stray, log }: PublicView): HTMLElement {
  const shown = (past: boolean) =>
    plans.filter((plan) => plan.past === past).map((plan) => showPlan(words, plan, log.at));
  const none =
    plans.length + stray.length === 0
      ? words.message("shown.plans.empty")
      : plans.length > 0 && plans.every(({ past }) => past)
        ? words.message("shown.plans.none-now")
        : null;
  return section(
    words.message("shown.plans"),
    none === null ? null : paragraph(none, "note"),
    ...shown(false),
    stray.length === 0
      ? null
      : element(
          "div",
          { class: "plan" },
          element("h3", {}, words.message("shown.plan.stray")),
          ...stray.map((measure) => showMeasure(words, measure)),
        ),
    others(words, words.message("shown.plans.older"), shown(true)),
  );
}

function showPlan(words: Words, plan: ShownPlan, at: number): HTMLElement {
  return element(
    "div",
    { class: "plan" },
    element("h3", {}, entered(plan.title)),
    ...plan.stages.map((row) => showStage(words, row)),
    ...(plan.measures.length === 0
      ? [paragraph(words.message("shown.plan.no-measures"), "note")]
      : [
          paragraph(words.message("shown.plan.as-of", { day: words.language.date(dayAt(at)) })),
          bar(words, plan),
          table(words, plan),
          budget(words, plan),
          ...plan.measures.map((measure) => showMeasure(words, measure)),
        ]),
  );
}

function showStage(words: Words, row: ShownRow<"plan">): HTMLElement {
  const { stage, on, from, until } = row.values;
  const hasTime = from !== undefined || until !== undefined;
  return element(
    "div",
    { class: "stage" },
    line(words, wordOfCode(words, "stage", stage), words.language.date(on)),
    hasTime ? paragraph(`${words.message("shown.measure.time")}: ${timeFrame(words, from, until)}`) : null,
    traceLine(words, row.trace),
    historyOf(words, "plan", row),
  );
}

/** A line that stands out. */
function line(words: Words, ...parts: readonly string[]): HTMLElement {
  return paragraph(element("strong", {}, words.language.apart(parts)));
}

/** Parts as wide as they are many, each with its word and number under it; screen readers are given the words. */
function bar(words: Words, { counts }: ShownPlan): HTMLElement {
  const states = measureStates.filter((state) => counts[state] > 0);
  const parts = states.map((state) => {
    const part = element("span", { class: `part ${state}` });
    part.style.flexGrow = String(counts[state]);
    return part;
  });
  const labels = states.map((state) =>
    element(
      "li",
      {},
      element("span", { class: `swatch ${state}`, "aria-hidden": "true" }),
      `${stateWord(words, state)}: ${words.language.number(counts[state])}`,
    ),
  );
  return element(
    "figure",
    {},
    element("div", { class: "progress", "aria-hidden": "true" }, ...parts),
    element("ul", { class: "labels" }, ...labels),
  );
}

function table(words: Words, { counts }: ShownPlan): HTMLElement {
  const row = (cell: "th" | "td", ...texts: readonly string[]) =>
    element("tr", {}, ...texts.map((text) => element(cell, cell === "th" ? { scope: "col" } : {}, text)));
  return onDemand(
    words.message("shown.plan.table"),
    element(
      "table",
      {},
      element("thead", {}, row("th", words.message("shown.plan.state"), words.message("shown.plan.number"))),
      element(
        "tbody",
        {},
        ...measureStates.map((state) => row("td", stateWord(words, state), words.language.number(counts[state]))),
      ),
    ),
  );
}

function budget(words: Words, { budget: { sums, without } }: ShownPlan): HTMLElement | null {
  if (sums.length === 0) return null;
  const sum = words.language.list(
    sums.map(({ amount, currency }) => valueWord(words, "measure", "budget", amount, { currency })),
  );
  const rest = without === 0 ? "" : ` (${words.message("shown.plan.budget-without", { n: without })})`;
  return element("p", {}, `${words.message("shown.plan.budget")}: ${sum}${rest}`);
}

function showMeasure(words: Words, measure: ShownMeasure): HTMLElement {
  const [first, ...others] = measure.versions;
  const said =
    measure.state !== "overdue"
      ? null
      : measure.said === null
        ? words.message("shown.measure.nothing-said")
        : words.message("shown.measure.said", { state: stateWord(words, measure.said) });
  return element(
    "article",
    { class: "measure" },
    element("h4", {}, entered(first?.values.measure ?? measure.key)),
    element(
      "p",
      {},
      element("span", { class: `state ${measure.state}` }, stateWord(words, measure.state)),
      said === null ? null : ` (${said})`,
    ),
    ...(first === undefined ? [] : [showVersion(words, first)]),
    ...others.map((row) =>
      element("div", { class: "beside" }, element("p", {}, entered(row.values.measure)), showVersion(words, row)),
    ),
    element("h5", {}, words.message("shown.measure.progress")),
    measure.progress.length === 0
      ? paragraph(words.message("shown.measure.nothing-said"), "note")
      : element("ol", { class: "reports" }, ...measure.progress.map((row) => showReport(words, row))),
  );
}

function showVersion(words: Words, row: ShownRow<"measure">): HTMLElement {
  const { objective, problem, agency, from, until, indicator, budget: planned, currency } = row.values;
  const money = planned === undefined ? "" : valueWord(words, "measure", "budget", planned, { currency });
  return element(
    "div",
    {},
    definitionList([
      [fieldWord(words, "measure", "agency"), entered(agency)],
      [words.message("shown.measure.time"), timeFrame(words, from, until)],
      [fieldWord(words, "measure", "budget"), money],
      [fieldWord(words, "measure", "objective"), entered(objective)],
      [fieldWord(words, "measure", "problem"), problem === undefined ? null : entered(problem)],
      [fieldWord(words, "measure", "indicator"), indicator === undefined ? null : entered(indicator)],
    ]),
    traceLine(words, row.trace),
    historyOf(words, "measure", row),
  );
}

function showReport(words: Words, row: ShownRow<"progress">): HTMLElement {
  const { on, state, spent, currency, evidence } = row.values;
  const amount = spent === undefined ? null : valueWord(words, "progress", "spent", spent, { currency });
  return element(
    "li",
    {},
    line(
      words,
      words.language.date(on),
      stateWord(words, state),
      ...(amount === null ? [] : [words.message("shown.measure.spent", { amount })]),
    ),
    paragraph(evidence === undefined ? words.message("shown.measure.no-evidence") : entered(evidence)),
    traceLine(words, row.trace),
    historyOf(words, "progress", row),
  );
}

function timeFrame(words: Words, from: string | undefined, until: string | undefined): string {
  if (from !== undefined && until !== undefined)
    return words.message("shown.measure.time-between", {
      from: words.language.date(from),
      until: words.language.date(until),
    });
  if (from !== undefined) return words.message("shown.measure.time-from", { from: words.language.date(from) });
  return until === undefined
    ? words.message("shown.measure.no-time")
    : words.message("shown.measure.time-until", { until: words.language.date(until) });
}
