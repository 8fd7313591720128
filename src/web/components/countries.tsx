// Several countries as one answer.
import type { JSX } from "preact";
import { countryChoices } from "../text/country-choices.ts";
import { activeLanguage, t } from "../text/translate.ts";
import { SelectField } from "./fields.tsx";

/** Several countries, each added from the list and shown as a button that takes it away. */
export function Countries(props: {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly optional?: string;
  readonly error: string | null;
  readonly several: readonly string[];
  readonly onChange: (codes: readonly string[]) => void;
}): JSX.Element {
  const { several, onChange } = props;
  const all = countryChoices(activeLanguage());
  return (
    <>
      <SelectField
        {...props}
        value=""
        empty={t("country.add")}
        options={all.filter(({ value }) => !several.includes(value))}
        onChange={(code) => {
          if (code !== "") onChange([...several, code]);
        }}
      />
      {several.length > 0 && (
        <ul class="chips">
          {several.map((code) => {
            const name = all.find(({ value }) => value === code)?.label ?? code;
            return (
              <li key={code}>
                <button
                  type="button"
                  class="button plain"
                  aria-label={t("country.remove", { name })}
                  onClick={() => onChange(several.filter((each) => each !== code))}
                >
                  {name} <span aria-hidden="true">×</span>
                </button>
              </li>
            );
          })}
        </ul>
      )}
    </>
  );
}
