// A report names no record of a case that is hidden from some body (R26, RP3): whoever is of that body would see which of its cases they are. What
// is counted of them stays in the figure, with the bare number of records that are not named.
import type { FactStatement, FactValue } from "../../assessment/fact-value.ts";
import type { RecordRef, Statement } from "../../record/statement.ts";
import { refId } from "./record-places.ts";
import { mapYears, type ReportFact } from "./report-fact.ts";

/** The records that a report does not name. */
export function shieldedRecords(statements: readonly Statement[]): ReadonlySet<string> {
  return new Set(statements.flatMap(({ shielded, ref }) => (shielded ? [refId(ref)] : [])));
}

export function namedOnly(records: readonly RecordRef[], shielded: ReadonlySet<string>): readonly RecordRef[] {
  return shielded.size === 0 ? records : records.filter((ref) => !shielded.has(refId(ref)));
}

/**
 * The facts without the records that the report may not name. Values stay. What follows from the facts is made of these, so it names no more. Of
 * the years before the last one no sealed record is named: a case of that time may be hidden by now, and a person who once read its rows would
 * notice that they are missing.
 */
export function factsNaming(facts: readonly ReportFact[], statements: readonly Statement[]): readonly ReportFact[] {
  const shielded = shieldedRecords(statements);
  const sealed = new Set(statements.flatMap((one) => (one.sealed ? [refId(one.ref)] : [])));
  return facts.map((fact) => {
    const { earlier } = fact;
    const shown = shielded.size === 0 ? fact : mapYears(fact, (value) => valueNaming(value, shielded));
    return earlier === undefined ? shown : { ...shown, earlier: earlier.map((value) => valueNaming(value, sealed)) };
  });
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
