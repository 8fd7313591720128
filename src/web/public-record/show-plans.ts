// Plans on the page: the stage, a bar of how many measures are where with the same as a table, and every measure with its time, money and
// reports. States are shown by word, and by pattern besides colour, so that they print in grey.
import { definitionList, element, entered, onDemand, section } from "./elements.ts";
import { measureStates } from "./plan-progress.ts";
import type { PublicView, ShownMeasure, ShownPlan, ShownRow } from "./public-view.ts";
import { historyOf, traceLine } from "./show-row.ts";
import type { ShownWords } from "./shown-words.ts";

/** The section about plans: those that run or are in the making, and the others on demand. */
export function showPlans(words: ShownWords, { plans, stray, log }: PublicView): HTMLElement {
  const now = plans.filter(({ past }) => !past);
  const older = plans.filter(({ past }) => past);
  return section(
    words.say("shown.plans"),
    plans.length + stray.length === 0 ? element("p", { class: "note" }, words.say("shown.plans.empty")) : null,
    now.length === 0 && older.length > 0 ? element("p", { class: "note" }, words.say("shown.plans.none-now")) : null,
    ...now.map((plan) => showPlan(words, plan, log.at)),
    stray.length === 0
      ? null
      : element(
          "div",
          { class: "plan" },
          element("h3", {}, words.say("shown.plan.stray")),
          ...stray.map((measure) => showMeasure(words, measure)),
        ),
    older.length === 0
      ? null
      : onDemand(
          `${words.say("shown.plans.older")}: ${words.number(older.length)}`,
          ...older.map((plan) => showPlan(words, plan, log.at)),
        ),
  );
}

function showPlan(words: ShownWords, plan: ShownPlan, at: number): HTMLElement {
  return element(
    "div",
    { class: "plan" },
    element("h3", {}, entered(plan.title)),
    ...plan.stages.map((row) => showStage(words, row)),
    ...(plan.measures.length === 0
      ? [element("p", { class: "note" }, words.say("shown.plan.no-measures"))]
      : [
          element("p", {}, words.say("shown.plan.as-of", { day: words.day(at) })),
          bar(words, plan),
          table(words, plan),
          budget(words, plan),
          ...plan.measures.map((measure) => showMeasure(words, measure)),
        ]),
  );
}

function showStage(words: ShownWords, row: ShownRow<"plan">): HTMLElement {
  const { stage, on, from, until } = row.values;
  return element(
    "div",
    { class: "stage" },
    element("p", {}, element("strong", {}, words.apart(words.code("stage", stage), words.date(on)))),
    from === undefined && until === undefined
      ? null
      : element("p", {}, `${words.say("shown.measure.time")}: ${timeFrame(words, from, until)}`),
    traceLine(words, row.trace),
    historyOf(words, "plan", row),
  );
}

/** Parts as wide as they are many, each with its word and number under it; screen readers are given the words. */
function bar(words: ShownWords, { counts }: ShownPlan): HTMLElement {
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
      `${words.state(state)}: ${words.number(counts[state])}`,
    ),
  );
  return element(
    "figure",
    {},
    element("div", { class: "progress", "aria-hidden": "true" }, ...parts),
    element("ul", { class: "labels" }, ...labels),
  );
}

function table(words: ShownWords, { counts }: ShownPlan): HTMLElement {
  const row = (cell: "th" | "td", ...texts: readonly string[]) =>
    element("tr", {}, ...texts.map((text) => element(cell, cell === "th" ? { scope: "col" } : {}, text)));
  return onDemand(
    words.say("shown.plan.table"),
    element(
      "table",
      {},
      element("thead", {}, row("th", words.say("shown.plan.state"), words.say("shown.plan.number"))),
      element("tbody", {}, ...measureStates.map((state) => row("td", words.state(state), words.number(counts[state])))),
    ),
  );
}

function budget(words: ShownWords, { budget: { sums, without } }: ShownPlan): HTMLElement | null {
  if (sums.length === 0) return null;
  const sum = words.list(sums.map((money) => words.money(money)));
  const rest = without === 0 ? "" : ` (${words.say("shown.plan.budget-without", { n: without })})`;
  return element("p", {}, `${words.say("shown.plan.budget")}: ${sum}${rest}`);
}

function showMeasure(words: ShownWords, measure: ShownMeasure): HTMLElement {
  const [first, ...others] = measure.versions;
  const said =
    measure.state !== "overdue"
      ? null
      : measure.said === null
        ? words.say("shown.measure.nothing-said")
        : words.say("shown.measure.said", { state: words.state(measure.said) });
  return element(
    "article",
    { class: "measure" },
    element("h4", {}, entered(first?.values.measure ?? measure.key)),
    element(
      "p",
      {},
      element("span", { class: `state ${measure.state}` }, words.state(measure.state)),
      said === null ? null : ` (${said})`,
    ),
    ...(first === undefined ? [] : [showVersion(words, first)]),
    ...others.map((row) =>
      element("div", { class: "beside" }, element("p", {}, entered(row.values.measure)), showVersion(words, row)),
    ),
    element("h5", {}, words.say("shown.measure.progress")),
    measure.progress.length === 0
      ? element("p", { class: "note" }, words.say("shown.measure.nothing-said"))
      : element("ol", { class: "reports" }, ...measure.progress.map((row) => showReport(words, row))),
  );
}

function showVersion(words: ShownWords, row: ShownRow<"measure">): HTMLElement {
  const { objective, problem, agency, from, until, indicator, budget: planned, currency } = row.values;
  const money =
    planned === undefined
      ? ""
      : typeof planned === "number" && currency !== undefined
        ? words.money({ amount: planned, currency })
        : words.value("measure", "budget", planned);
  return element(
    "div",
    {},
    definitionList([
      [words.field("measure", "agency"), entered(agency)],
      [words.say("shown.measure.time"), timeFrame(words, from, until)],
      [words.field("measure", "budget"), money],
      [words.field("measure", "objective"), entered(objective)],
      [words.field("measure", "problem"), problem === undefined ? null : entered(problem)],
      [words.field("measure", "indicator"), indicator === undefined ? null : entered(indicator)],
    ]),
    traceLine(words, row.trace),
    historyOf(words, "measure", row),
  );
}

function showReport(words: ShownWords, row: ShownRow<"progress">): HTMLElement {
  const { on, state, spent, currency, evidence } = row.values;
  const money =
    spent === undefined
      ? []
      : [
          words.say("shown.measure.spent", {
            amount: currency === undefined ? words.number(spent) : words.money({ amount: spent, currency }),
          }),
        ];
  return element(
    "li",
    {},
    element("p", {}, element("strong", {}, words.apart(words.date(on), words.state(state), ...money))),
    element("p", {}, evidence === undefined ? words.say("shown.measure.no-evidence") : entered(evidence)),
    traceLine(words, row.trace),
    historyOf(words, "progress", row),
  );
}

function timeFrame(words: ShownWords, from: string | undefined, until: string | undefined): string {
  if (from !== undefined && until !== undefined)
    return words.say("shown.measure.time-between", { from: words.date(from), until: words.date(until) });
  if (from !== undefined) return words.say("shown.measure.time-from", { from: words.date(from) });
  return until === undefined
    ? words.say("shown.measure.no-time")
    : words.say("shown.measure.time-until", { until: words.date(until) });
}
