// Keys for rows of a table that have none (RC10). In open registers a key follows from what the row says, so that the same file twice enters
// nothing twice. In sealed ones it is random: a key that follows from a row would confirm a guess of that row.
import { type RegisterName, registerOf } from "../../core/registers/register-table.ts";
import { encodeHex } from "../../crypto/hex.ts";
import type { RandomBytes } from "../../crypto/random.ts";
import { sha256 } from "../../crypto/sha256.ts";
import { encodeUtf8 } from "../../crypto/utf8.ts";
import type { TableReading } from "../../record/table/row-table.ts";

const keyBytes = 8;

/** Makes the keys of a register's rows. */
export function keyMaker(register: RegisterName, randomBytes: RandomBytes): NonNullable<TableReading["keyFor"]> {
  const { open, fields } = registerOf(register);
  return ({ source, values }) => {
    const said: Readonly<Record<string, unknown>> = { ...values };
    // Only fields that say something: a field that a register gains later makes no other key.
    const text = JSON.stringify([
      source,
      Object.keys(fields).flatMap((name) => (said[name] === undefined ? [] : [[name, said[name]]])),
    ]);
    const bytes = open ? sha256(encodeUtf8(text)).slice(0, keyBytes) : randomBytes(keyBytes);
    return `row-${encodeHex(bytes)}`;
  };
}
