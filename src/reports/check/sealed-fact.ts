// A fact of a shown report that claims sealed records which the checker does not hold: what of it can be checked all the same. What is open
// in it is the record's, the order is the rule's, and the value is that of the first statement. Nothing else is in it but numbers and codes.
import { mayBeUnplaced } from "../../assessment/carried-over.ts";
import { contradicting } from "../../assessment/contradicting.ts";
import { inOrderOfWord, stateOf } from "../../assessment/evaluate-facts.ts";
import type { FactDefinition, FactStatement, FactValue, Formula } from "../../assessment/fact-value.ts";
import { isKnown, organisationsOf } from "../../assessment/fact-value.ts";
import { daysOf } from "../../assessment/period.ts";
import { asksUnstated, rowsIn } from "../../assessment/row-conditions.ts";
import { withComparison } from "../../assessment/series.ts";
import type { StatementIndex } from "../../assessment/statement-index.ts";
import { isReleased, sealedRegisterOf } from "../../assessment/tally.ts";
import { fieldSchema, maxTokens, maxWhole } from "../../core/registers/field-schema.ts";
import { type RegisterName, registerOf } from "../../core/registers/register-table.ts";
import { ownFiles } from "../../core/registers/row.ts";
import type { RecordRef } from "../../record/statement.ts";
import { canonicalJson } from "../data/canonical-json.ts";
import { refId } from "../data/record-places.ts";
import { type ReportFact, yearsOf } from "../data/report-fact.ts";
import { areOf, isSourceOf, isUnheld, type PageRecords, sourceKey } from "./records.ts";
import { maxPersons } from "./report-shape.ts";

/** True when the fact, in any of its years, rests on sealed records that the checker does not hold, or on such as are not named. */
export function restsOn(fact: ReportFact, page: PageRecords): boolean {
  return isUnheld(fact, page) || withholdsAny(fact);
}

/** True when some statement, of any year of the fact, counts records that it does not name. */
export function withholdsAny(fact: ReportFact): boolean {
  return yearsOf(fact).some(withholds);
}

/** True when rows that a checker does not have may end what the checker counts: cases that are open at the end of a year, or at its beginning. */
export function mayBeOver({ formula, ...definition }: FactDefinition): boolean {
  const isOpen = formula?.kind === "standing" || formula?.kind === "carried-over";
  return isOpen && sealedRegisterOf({ formula, ...definition }) !== null;
}

/** What of the checker's record says how statements follow each other: all rows, and those about sources, of which nothing is sealed. */
export interface Order {
  readonly all: StatementIndex;
  readonly sources: StatementIndex;
}

/** True when nothing in the fact speaks against it that the checker can see. `own` is the fact as the checker has it. */
export function checkSealedFact(fact: ReportFact, own: ReportFact, page: PageRecords, order: Order): boolean {
  const register = sealedRegisterOf(own.definition);
  const { formula } = own.definition;
  if (register === null || formula === undefined) return false;
  const years = yearsOf(own);
  if (yearsOf(fact).length !== years.length || (fact.earlier === undefined) !== (own.earlier === undefined))
    return false;
  if ("on" in formula && !isOfOneYearEach(fact)) return false;
  return yearsOf(fact).every((value, i) => {
    const mine = years[i];
    if (mine === undefined || !isComparedRightly(value, yearsOf(fact)[i + 1], order.sources)) return false;
    // A released year rests on open rows alone: nothing sealed counts in it.
    if (isReleased(order.all, mine.period)) return isSameAlone(value, mine);
    return (
      value.fact === mine.fact &&
      canonicalJson(value.period) === canonicalJson(mine.period) &&
      areFiguresAside(value, mine) &&
      areStatements(value, mine, { register, formula, page, mayBeOver: mayBeOver(own.definition) }, order.all) &&
      areOfThisYear(value, { register, formula, page }, order.all) &&
      areUnplaced(value, mine, { register, formula, page }, order.all) &&
      isOfItsStatements(value, own.definition) &&
      isInOrder(value.statements, order.sources)
    );
  });
}

function isSameAlone({ compared: _, ...value }: FactValue, { compared: __, ...own }: FactValue): boolean {
  return canonicalJson(value) === canonicalJson(own);
}

/** What is compared is of one series, as far as sources are shown; what the last year is compared with is in no report. */
function isComparedRightly(value: FactValue, before: FactValue | undefined, sources: StatementIndex): boolean {
  if (before === undefined) return true;
  const [one, other] = [value, before].map((of) => ({ ...of, statements: of.statements.map(withKey) }));
  if (one === undefined || other === undefined) return false;
  if ([one, other].some(({ statements }) => statements.some(({ source }) => source === ""))) return true;
  const { compared: _, ...alone } = one;
  return canonicalJson(withComparison(sources, alone, other).compared ?? []) === canonicalJson(value.compared ?? []);
}

/** Figures that count nowhere are the record's: where something sealed counts, those for other days are among them. */
function areFiguresAside(value: FactValue, own: FactValue): boolean {
  const rest = ({ aside = [], otherPeriods = [] }: FactValue) =>
    [...aside, ...otherPeriods.flatMap(({ records, parts }) => [...records, ...parts.map(({ ref }) => ref)])].map(
      refId,
    );
  const isHere = value.statements.length === 0;
  return (
    canonicalJson([...new Set(rest(value))].sort()) === canonicalJson([...new Set(rest(own))].sort()) &&
    canonicalJson(isHere ? (value.otherPeriods ?? []).map(withKey) : []) ===
      canonicalJson((isHere ? (own.otherPeriods ?? []) : (value.otherPeriods ?? [])).map(withKey))
  );
}

/** What happened lies in one year: no record counts in two. */
function isOfOneYearEach(fact: ReportFact): boolean {
  const counted = yearsOf(fact).flatMap(countedIn).map(refId);
  return new Set(counted).size === counted.length;
}

/** The checker's own rows that are counted are among those that the checker would count in this year. */
function areOfThisYear(
  value: FactValue,
  { register, formula, page }: Pick<Counting, "register" | "formula" | "page">,
  index: StatementIndex,
): boolean {
  if (!("on" in formula)) return true;
  const { rows } = rowsIn(index.rows[register], formula.where, formula.on, daysOf(value.period));
  const mine = new Set(rows.map(({ statement }) => refId(statement.ref)));
  return countedIn(value).every((ref) => page.unheld.has(refId(ref)) || mine.has(refId(ref)));
}

function countedIn({ statements }: FactValue): readonly RecordRef[] {
  return statements.flatMap(({ from, sealed, records }) => (from === "records" && sealed ? records : []));
}

/** Statements that differ from another one, as the report names them (AS8). Each statement of a source that is not shown is of another source: there is one count for each. */
export function differingAsShown(statements: readonly FactStatement[]): readonly FactStatement[] {
  const named = new Map(
    statements.map((one, i) => [{ ...withKey(one), source: sourceKey(one.source) || `${i} ` }, one]),
  );
  return contradicting([...named.keys()]).flatMap((one) => named.get(one) ?? []);
}

interface Counting {
  readonly register: RegisterName;
  readonly formula: Formula;
  readonly page: PageRecords;
  readonly mayBeOver: boolean;
}

/** What is not sealed away from the checker is what the checker has, in the order that follows with what is claimed; the rest is shaped as the counting of that register shapes it. */
function areStatements(value: FactValue, own: FactValue, counting: Counting, index: StatementIndex): boolean {
  // What is open may be over by rows of a case that the checker does not have, and not the other way round; what happened stays counted.
  const { page, mayBeOver } = counting;
  const isClaimed = (one: FactStatement) =>
    one.withheld !== undefined || isUnheld(one, page) || (one.sealed && mayBeOver);
  const open = new Set(own.statements.flatMap(({ records }) => records.map(refId)));
  const isOver = (ref: RecordRef) => mayBeOver && !page.unheld.has(refId(ref)) && !open.has(refId(ref));
  const claimed = value.statements.filter(isClaimed);
  const others = value.statements.filter((one) => !isClaimed(one));
  // Whether a register was begun in the year, and whose rows are counted, is as it is shown: the checker may lack rows of both.
  const shownSealed = value.statements.filter(({ sealed }) => sealed);
  const unsealed = (list: readonly FactStatement[]) => canonicalJson(list.filter(({ sealed }) => !sealed));
  const mine = new Set(own.statements.flatMap(asOfOlderRegister).map(canonicalJson));
  const counted = value.statements.filter(({ from, source }) => from === "records" && source !== "");
  const names = counted.map(({ source, currency }) => `${sourceKey(source)} ${currency ?? ""}`);
  return (
    claimed.every((one) => isClaim(one, counting)) &&
    !claimed.some(({ records }) => records.some(isOver)) &&
    unsealed(others.map(withKey)) ===
      unsealed(
        inOrderOfWord(index, [...own.statements.filter(({ sealed }) => !sealed), ...shownSealed].map(withKey)),
      ) &&
    (mayBeOver || own.statements.every((one) => isWithheldIn(one, value.statements))) &&
    others.every((one) => mine.has(canonicalJson(one))) &&
    new Set(names).size === names.length
  );
}

/** The statement, and as it is where rows that the checker does not have show that the register was begun before the year (AS30). */
function asOfOlderRegister(one: FactStatement): readonly FactStatement[] {
  const { begun, ...whole } = one;
  if (begun === undefined) return [one];
  const { incomplete: _, ...exact } = whole;
  return [one, whole, exact];
}

/** True when a statement of the same source leaves out at least what the checker knows that it must. */
function isWithheldIn({ source, withheld = 0 }: FactStatement, shown: readonly FactStatement[]): boolean {
  return withheld === 0 || shown.some((one) => one.source === source && (one.withheld ?? 0) >= withheld);
}

/** What follows from the records that a claimed statement names is what they say; nothing else is in it but a value that its formula can give. */
function isClaim(one: FactStatement, { register, formula, page }: Counting): boolean {
  const isSignedOff = one.records.every((ref) => page.named.get(refId(ref))?.signedOff.length !== 0);
  return (
    one.sealed &&
    one.from === "records" &&
    one.published === undefined &&
    one.parts.length === 0 &&
    one.articles.length === 0 &&
    areOf(register, one.records, page) &&
    isSourceOf(one.source, one.records, page, one.organisation) &&
    isOfItsOrganisations(one, page) &&
    (one.signedOff === isSignedOff || (one.withheld !== undefined && !one.signedOff)) &&
    (one.currency === undefined || formula.kind === "sum") &&
    (one.incomplete === undefined ||
      one.begun !== undefined ||
      ["persons", "sum", "standing", "carried-over"].includes(formula.kind)) &&
    (one.begun === undefined || sourceKey(one.source) === ownFiles) &&
    one.asOf === undefined &&
    one.days === undefined &&
    (one.withheld === undefined || ("where" in formula && !asksUnstated(formula.where))) &&
    isCountable(one.value, one.records.length + (one.withheld ?? 0), formula)
  );
}

/** Those who entered its rows are its organisations, and nobody else but who may have entered what is not named (AS5, AS8). */
function isOfItsOrganisations(one: FactStatement, { named, organisations }: PageRecords): boolean {
  const names = organisationsOf(one);
  const entered = new Set(one.records.map((ref) => named.get(refId(ref))?.organisation ?? ""));
  const all = new Set([...names, ...entered]);
  return (
    names.includes(one.organisation) &&
    all.size === names.length &&
    names.every((name) => entered.has(name) || (one.withheld !== undefined && organisations.has(name))) &&
    names.every((name, i) => i === 0 || (names[i - 1] ?? "") < name) &&
    (one.organisations === undefined || names.length > 1)
  );
}

/** True when so many rows can give this value. A row may count several suspects, and any amount. */
function isCountable(value: FactStatement["value"], rows: number, formula: Formula): boolean {
  const isUpTo = (max: number) => typeof value === "number" && value <= max;
  if (rows === 0) return false;
  switch (formula.kind) {
    case "count":
      if (formula.distinct === undefined) return value === rows;
      return isUpTo(rows * mostValues(formula.register, formula.distinct)) && value !== 0;
    case "carried-over":
      return isUpTo(rows) && value !== 0;
    case "persons":
      return isUpTo(maxPersons);
    case "sum":
      return isUpTo(rows * maxWhole) || isOfField(value, formula.register, formula.field);
    case "lowest":
    case "highest":
      return typeof value === "number" && isOfField(value, formula.register, formula.field);
    case "standing": {
      const field = formula.sum ?? formula.lowest ?? formula.highest;
      return field === undefined ? value === rows : isUpTo(rows * maxWhole);
    }
    case "newest":
      return rows === 1 && isOfField(value, formula.register, formula.field);
    default:
      return value === rows;
  }
}

/** How many values of this field one row may have. */
function mostValues(register: RegisterName, field: string | readonly string[]): number {
  return typeof field === "string" && registerOf(register).fields[field]?.shape.type === "tokens" ? maxTokens : 1;
}

function isOfField(value: unknown, register: RegisterName, field: string): boolean {
  const shape = registerOf(register).fields[field]?.shape;
  return shape !== undefined && ["code", "whole", "count"].includes(shape.type) && fieldSchema(shape)(value);
}

/**
 * Open rows without a place are the checker's; a sealed one is of the register, the checker's own or one that the checker does not hold, and counted nowhere. Of
 * cases that may be open, rows that the checker does not have may leave aside more of the checker's own than the checker does: those that are dated too vaguely themselves.
 */
function areUnplaced(
  value: FactValue,
  own: FactValue,
  { register, formula, page }: Pick<Counting, "register" | "formula" | "page">,
  index: StatementIndex,
): boolean {
  const isSealed = (ref: RecordRef) => page.named.get(refId(ref))?.sealed === true;
  const open = ({ unplaced }: FactValue) => canonicalJson(unplaced.filter((ref) => !isSealed(ref)));
  const sealed = value.unplaced.filter(isSealed);
  const days = daysOf(value.period);
  const vague =
    formula.kind === "carried-over" ? index.rows[register].filter((row) => mayBeUnplaced(row, formula, days)) : [];
  const mine = new Set([...own.unplaced, ...vague.map(({ statement }) => statement.ref)].map(refId));
  const counted = value.statements.filter(({ from }) => from === "records").flatMap(({ records }) => records);
  return (
    open(value) === open(own) &&
    sealed.every((ref) => page.unheld.has(refId(ref)) || mine.has(refId(ref))) &&
    areOf(register, [...counted, ...sealed], page)
  );
}

function isOfItsStatements(
  { state, value, statements, contradicted, otherPeriods }: FactValue,
  { unit }: FactDefinition,
): boolean {
  const [first] = statements;
  return (
    state === (otherPeriods === undefined ? stateOf(statements) : "other-period") &&
    value === (state === "two-figures" ? null : (first?.value ?? null)) &&
    contradicted === (unit !== "rows" && differingAsShown(statements).length > 0)
  );
}

/**
 * Whose word counts first is open to all: it follows from the rows about sources (AS5). The checker cannot know the rank of
 * a source that is not shown; what ranks alike stays as it is.
 */
function isInOrder(statements: readonly FactStatement[], sources: StatementIndex): boolean {
  const known = statements.filter(({ source }) => source !== "").map(withKey);
  const firstUnknown = statements.findIndex((one) => !isKnown(one));
  const isKnownFirst = firstUnknown === -1 || !statements.slice(firstUnknown).some(isKnown);
  return isKnownFirst && canonicalJson(inOrderOfWord(sources, known)) === canonicalJson(known);
}

/** The statement under its source's key as the record has it. */
function withKey(statement: FactStatement): FactStatement {
  return { ...statement, source: sourceKey(statement.source) };
}

function withholds(value: FactValue): boolean {
  return value.statements.some(({ withheld }) => withheld !== undefined);
}
