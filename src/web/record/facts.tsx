// Names, and beside each what stands under it; of a row its fields.
import type { ComponentChild, JSX } from "preact";
import { type RegisterName, registerOf } from "../../core/registers/register-table.ts";
import type { FieldValues } from "../../reports/text/value-words.ts";
import { t } from "../text/translate.ts";
import { fieldName, valueWords } from "./words.ts";

interface Fact {
  readonly name: string;
  readonly value: ComponentChild;
  /** Other sources say otherwise. */
  readonly isUnlike?: boolean;
}

export function Facts({ facts }: { readonly facts: readonly Fact[] }): JSX.Element {
  return (
    <dl class="facts">
      {facts.map(({ name, value, isUnlike }, i) => (
        <div key={String(i)} class={isUnlike === true ? "unlike" : undefined}>
          <dt>{name}</dt>
          <dd class="written">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What a row says, field by field: every field that it or any of the rows beside it fills in. One of which these say different things is marked. */
export function fieldFacts(
  register: RegisterName,
  values: FieldValues,
  beside: readonly FieldValues[] = [values],
): readonly Fact[] {
  return Object.keys(registerOf(register).fields)
    .filter((field) => beside.some((each) => each[field] !== undefined))
    .map((field) => {
      const isUnlike = differs(beside, field);
      return {
        name: fieldName(register, field),
        value: (
          <>
            {field in values ? (
              valueWords(register, field, values[field], values)
            ) : (
              <span class="quiet">{t("code.not-told")}</span>
            )}
            {isUnlike && <span class="unseen"> ({t("record.thing.unlike")})</span>}
          </>
        ),
        isUnlike,
      };
    });
}

/** Whether those that fill a field in say different things. */
export function differs(all: readonly FieldValues[], field: string): boolean {
  const said = all.map((each) => each[field]).filter((value) => value !== undefined);
  return new Set(said.map((value) => JSON.stringify(value))).size > 1;
}
