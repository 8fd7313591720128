// The demonstration country's record as statements, read from its files without a host: for tests that look at what is reported of it.

import { fileURLToPath } from "node:url";
import { registerGiven, tableOfFile } from "../../src/cli/record-file.ts";
import { registerOf } from "../../src/core/registers/register-table.ts";
import { encodeHex } from "../../src/crypto/hex.ts";
import { sha256 } from "../../src/crypto/sha256.ts";
import { encodeUtf8 } from "../../src/crypto/utf8.ts";
import { recordParts } from "../../src/demonstration/enter-record.ts";
import type { Statement } from "../../src/record/statement.ts";
import { readRows } from "../../src/record/table/row-table.ts";
import { stated } from "./statements.ts";

const folder = new URL("../../src/demonstration/record/", import.meta.url);

/** The rows of every file, each as the statement that it makes: a file is a note, and a later row of one thing is its newest version. */
export function demonstrationStatements(): readonly Statement[] {
  const statements = recordParts().flatMap(({ file, register: name, by, signoff }, leaf) => {
    const register = registerGiven(name);
    const { rows } = readRows(register, tableOfFile(fileURLToPath(new URL(file, folder))));
    const note = encodeHex(sha256(encodeUtf8(file)));
    const said = { organisation: by, leaf, sealed: !registerOf(register).open, signedOff: signoff !== null };
    return rows.flatMap((row, place): readonly Statement[] => {
      if (!("values" in row)) return [];
      const ref = { note, row: place };
      const statement = stated(register, row.key, row.values, { ...said, source: row.source });
      return [{ ...statement, ref, first: { ref, leaf } }];
    });
  });
  return [
    ...new Map(
      statements.map((one) => [JSON.stringify([one.register, one.key, one.source, one.organisation]), one]),
    ).values(),
  ];
}
