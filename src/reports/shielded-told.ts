// A report names no record of a case that is hidden from some body (R26, RP3): whoever is of that body would see which of its cases they are. What
// is counted of them stays in the figure, with the bare number of records that are not named.
import type { FactStatement, FactValue } from "../assessment/fact-value.ts";
import type { RecordRef, Statement } from "../core/record/statement.ts";
import { type FactTold, mapYears } from "./fact-told.ts";
import { refId } from "./record-places.ts";

/** The records that a report does not name. */
export function shieldedRecords(statements: readonly Statement[]): ReadonlySet<string> {
  return new Set(statements.flatMap(({ shielded, ref }) => (shielded ? [refId(ref)] : [])));
}

export function namedOnly(records: readonly RecordRef[], shielded: ReadonlySet<string>): readonly RecordRef[] {
  return shielded.size === 0 ? records : records.filter((ref) => !shielded.has(refId(ref)));
}

/** The facts as a report tells them. Values stay as they are; what follows from the facts is made of these, so that it names no more. */
export function factsNaming(facts: readonly FactTold[], shielded: ReadonlySet<string>): readonly FactTold[] {
  return shielded.size === 0 ? facts : facts.map((fact) => mapYears(fact, (value) => valueNaming(value, shielded)));
}

function valueNaming(value: FactValue, shielded: ReadonlySet<string>): FactValue {
  return {
    ...value,
    statements: value.statements.map((statement) => statementNaming(statement, shielded)),
    unplaced: namedOnly(value.unplaced, shielded),
  };
}

function statementNaming(statement: FactStatement, shielded: ReadonlySet<string>): FactStatement {
  const records = namedOnly(statement.records, shielded);
  const withheld = statement.records.length - records.length;
  return withheld === 0 ? statement : { ...statement, records, withheld };
}
