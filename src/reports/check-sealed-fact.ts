// A fact of a shown report that claims sealed records which the checker does not hold: what of it can be checked all the same. What is open
// in it is the record's, the order is the rule's, and the value is that of the first statement.
import { contradicting } from "../assessment/contradicting.ts";
import { countedAmong, inOrderOfWord, rankAmongOwn } from "../assessment/evaluate-facts.ts";
import type { FactDefinition, FactStatement, FactValue, FactYear } from "../assessment/fact-value.ts";
import { isKnown, organisationsOf } from "../assessment/fact-value.ts";
import { asksUntold } from "../assessment/row-conditions.ts";
import type { StatementIndex } from "../assessment/statement-index.ts";
import { compareSources, sourceOf } from "../assessment/statement-index.ts";
import { type RegisterName, registerOf } from "../core/record/register-table.ts";
import { ownFiles } from "../core/record/statement.ts";
import { canonicalJson } from "./canonical-json.ts";
import { sourceKey } from "./check-records.ts";
import { refId } from "./record-places.ts";
import type { RecordUsed } from "./report-data.ts";

type Unheld = ReadonlyMap<string, RecordUsed>;

/** True when a statement of it, or a row without a place, rests on a sealed record that the checker does not hold, or on such as are not named. */
export function restsOn(value: FactValue, unheld: Unheld): boolean {
  return value.unplaced.some((ref) => unheld.has(refId(ref))) || value.statements.some((one) => isUnheld(one, unheld));
}

/** True when some statement counts records that it does not name. */
export function withholds(value: FactValue): boolean {
  return value.statements.some(({ withheld }) => withheld !== undefined);
}

/** The same of a year or the one before. */
export function withholdsAny({ now, before }: FactYear): boolean {
  return withholds(now) || withholds(before);
}

/** True for facts that the catalogue counts in a sealed register: no other may rest on a sealed record. */
export function isCountedFromSealed(definition: FactDefinition): boolean {
  return sealedRegister(definition) !== null;
}

/** True when nothing in the fact speaks against it that the checker can see. `own` is the fact as he has it. */
export function checkSealedFact(fact: FactYear, own: FactYear, unheld: Unheld, index: StatementIndex): boolean {
  const register = sealedRegister(own.definition);
  if (register === null) return false;
  return [[fact.now, own.now] as const, [fact.before, own.before] as const].every(
    ([value, mine]) =>
      value.fact === mine.fact &&
      canonicalJson(value.period) === canonicalJson(mine.period) &&
      areStatements(value, mine, register, own.definition.formula, unheld, index) &&
      isOfItsStatements(value, own.definition) &&
      isInOrder(value.statements, index),
  );
}

/** What is not sealed away from the checker is what he has, in the order that follows with what is claimed; the rest is shaped as the counting of that register shapes it. */
function areStatements(
  value: FactValue,
  own: FactValue,
  register: RegisterName,
  formula: FactDefinition["formula"],
  unheld: Unheld,
  index: StatementIndex,
): boolean {
  const isOf = (ref: FactValue["unplaced"][number]) => unheld.get(refId(ref))?.register === register;
  // What stands at the end of a year may be over by rows of a case that the checker does not have; what happened in it stays counted.
  const mayBeOver = formula?.kind === "standing" && withholds(own);
  const isClaimed = (one: FactStatement) => isUnheld(one, unheld) || (one.sealed && mayBeOver);
  const claimed = value.statements.filter(isClaimed);
  const others = value.statements.filter((one) => !isClaimed(one));
  const open = (list: readonly FactStatement[]) => canonicalJson(list.filter(({ sealed }) => !sealed));
  const mine = new Set(own.statements.map(canonicalJson));
  const told = new Map([...own.statements, ...claimed].map((one) => [withKey(one), one]));
  const ordered = inOrderOfWord(index, [...told.keys()]).flatMap((one) => told.get(one) ?? []);
  const held = new Set(own.statements.filter(({ from }) => from === "records").flatMap(organisationsOf));
  const unplaced = value.unplaced.filter((ref) => !unheld.has(refId(ref)));
  const ownUnplaced = new Set(own.unplaced.map(refId));
  return (
    claimed.every(
      (one) =>
        one.sealed &&
        one.from === "records" &&
        one.published === undefined &&
        one.parts.length === 0 &&
        isCountable(one, formula) &&
        (one.withheld === undefined || mayWithhold(formula)) &&
        one.records.every((ref) => isOf(ref) || !unheld.has(refId(ref))) &&
        isOfItsOrganisations(one, unheld, held),
    ) &&
    open(others) === open(ordered) &&
    (mayBeOver || own.statements.every((one) => isWithheldIn(one, value.statements))) &&
    others.every((one) => mine.has(canonicalJson(one))) &&
    value.unplaced.every((ref) => isOf(ref) || !unheld.has(refId(ref))) &&
    unplaced.every((ref) => ownUnplaced.has(refId(ref)))
  );
}

/** True when a statement of the same source leaves out at least what the checker knows that it must. */
function isWithheldIn({ source, withheld = 0 }: FactStatement, shown: readonly FactStatement[]): boolean {
  return withheld === 0 || shown.some((one) => one.source === source && (one.withheld ?? 0) >= withheld);
}

/** Exactly those who entered its rows are its organisations: whose figures count before it, and which contradict it, follows from them (AS5, AS8). */
function isOfItsOrganisations(one: FactStatement, unheld: Unheld, held: ReadonlySet<string>): boolean {
  const told = organisationsOf(one);
  // Who entered only rows that are not named is among its organisations all the same.
  const isWithholding = one.withheld !== undefined;
  const named = new Set(told);
  const entered = new Set(one.records.flatMap((ref) => unheld.get(refId(ref))?.organisation ?? []));
  return (
    named.has(one.organisation) &&
    [...entered].every((organisation) => named.has(organisation)) &&
    told.every((organisation) => entered.has(organisation) || held.has(organisation) || isWithholding) &&
    (one.organisations === undefined || told.length > 1) &&
    told.every((organisation, i) => i === 0 || (told[i - 1] ?? "") < organisation)
  );
}

/** A number of rows is never more than the rows, those among them that are not named, and no row counts twice. */
function isCountable({ value, records, withheld = 0 }: FactStatement, formula: FactDefinition["formula"]): boolean {
  if (new Set(records.map(refId)).size < records.length) return false;
  if (formula?.kind !== "count") return value === "not-reported" || (typeof value === "number" && value >= 0);
  return typeof value === "number" && value >= 1 && value <= records.length + withheld;
}

function isOfItsStatements({ state, value, statements, contradicted }: FactValue, { unit }: FactDefinition): boolean {
  const [first] = statements;
  const differ = unit !== "rows" && contradicting(statements.map(withKey)).length > 0;
  return (
    state === (first === undefined ? "no-data" : isKnown(first) ? "known" : "not-reported") &&
    value === (first?.value ?? null) &&
    // Two that do not tell their source may be of two sources, and then differ where one would not.
    (contradicted === differ || (contradicted && hasUntold(statements)))
  );
}

/** Whose word counts first is open to all: it follows from the sources (AS5). */
function isInOrder(statements: readonly FactStatement[], index: StatementIndex): boolean {
  const counted = countedAmong(statements);
  return statements.every((one, i) => {
    const next = statements[i + 1];
    if (next === undefined) return true;
    if (isKnown(one) !== isKnown(next)) return isKnown(one);
    const [a, b] = [withKey(one), withKey(next)];
    if (a.source === ownFiles && b.source === ownFiles) return rankAmongOwn(counted, a) <= rankAmongOwn(counted, b);
    // Of a source that is not told, and of two of which nobody says what they are, the checker cannot know.
    const isDecided = [a, b].some((each) => each.source === ownFiles || sourceOf(index.sources, each) !== null);
    return a.source === "" || b.source === "" || !isDecided || compareSources(index, a, b) <= 0;
  });
}

/** The statement under its source's key as the record has it. */
export function withKey(statement: FactStatement): FactStatement {
  return { ...statement, source: sourceKey(statement.source) };
}

/** True when more than one statement leaves its source out. */
export function hasUntold(statements: readonly FactStatement[]): boolean {
  return statements.filter(({ source }) => source === "").length > 1;
}

function isUnheld(statement: FactStatement, unheld: Unheld): boolean {
  return (
    statement.withheld !== undefined ||
    statement.records.some((ref) => unheld.has(refId(ref))) ||
    statement.parts.some(({ ref }) => unheld.has(refId(ref)))
  );
}

/** Records that are not named are those of shielded cases: a fact that counts none of these withholds nothing (AS22). */
function mayWithhold(formula: FactDefinition["formula"]): boolean {
  return formula !== undefined && "where" in formula && !asksUntold(formula.where);
}

function sealedRegister({ formula }: FactDefinition): RegisterName | null {
  if (formula === undefined) return null;
  if (formula.kind === "persons") return "proceeding";
  return "register" in formula && !registerOf(formula.register).open ? formula.register : null;
}
