// What every source says of one thing of the record.
import type { RegisterName } from "../../core/registers/register-table.ts";
import type { RecordBook } from "../../record/book.ts";
import type { Statement } from "../../record/statement.ts";

export function statementsOf(book: RecordBook, register: RegisterName, thing: string): readonly Statement[] {
  const all: readonly Statement[] = book.statements(register);
  return all.filter(({ key }) => key === thing);
}
