// The records that a shown report names: the checker's own are compared with what was entered; a sealed one that it does not have may be
// named only as something that the log can hold and that this checker would not have.
import type { RegisterName } from "../core/record/register-table.ts";
import { registerNames, registerOf } from "../core/record/register-table.ts";
import type { Statement } from "../core/record/statement.ts";
import { canonicalJson } from "./canonical-json.ts";
import { refId } from "./record-places.ts";
import type { RecordUsed } from "./report-data.ts";
import type { CountryRecord } from "./report-of-year.ts";

/** True when the checker has this record and it is what the report says of it. */
export function isAsEntered(told: RecordUsed, own: Statement | null): boolean {
  if (own === null || refId(own.ref) !== refId(told)) return false;
  const { leaf, register, sealed, organisation, source } = own;
  const signedOff = own.signedOff.map((one) => ({ organisation: one.organisation, office: one.office }));
  const { note, row } = told;
  // Of a sealed record the source may be left out (RP3).
  const isSource = told.source === null ? sealed : sourceKey(told.source) === source;
  const expected = { note, row, leaf, register, sealed, organisation, source: told.source, signedOff };
  return isSource && canonicalJson(told) === canonicalJson(expected);
}

/** The key of a source as the record has it: a report adds the organisation that means another source by it. Empty for one that is not told. */
export function sourceKey(name: string): string {
  return name.split(" ", 1)[0] ?? "";
}

/** What the check of a sealed record needs to know of the log and of the checker. */
interface SealedSight {
  readonly record: CountryRecord;
  readonly isSealedLeaf: (leaf: number) => boolean;
  readonly mustHold: (organisation: string, leaf: number) => boolean;
}

export type SealedVerdict =
  /** It may be what it claims. */
  | "possible"
  /** The log has nothing sealed there, or the checker opened what is there and it is something else, or such a record cannot be sealed. */
  | "impossible"
  /** It would have been sealed to the checker's organisation: an organisation that holds all keys is shown no excuse. */
  | "would-be-held";

/** What a sealed record that the checker does not have can be. */
export function checkSealedRecord(told: RecordUsed, { record, isSealedLeaf, mustHold }: SealedSight): SealedVerdict {
  const { leaf, organisation } = told;
  if (leaf === null || leaf >= record.log.size || !isSealedLeaf(leaf) || sealedRegisterOf(told) === null)
    return "impossible";
  if (organisation === null || !record.organisationNames.has(organisation)) return "impossible";
  // All that is in one envelope has the same readers.
  if (record.statements.some((own) => own.sealed && own.leaf === leaf)) return "impossible";
  return mustHold(organisation, leaf) ? "would-be-held" : "possible";
}

/** The sealed register of which a record says that it is; null for an open or unknown one. */
export function sealedRegisterOf({ register }: RecordUsed): RegisterName | null {
  const known = registerNames.find((name) => name === register);
  return known === undefined || registerOf(known).open ? null : known;
}
