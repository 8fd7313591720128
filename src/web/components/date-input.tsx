// A date as far as it is known: the year, then the month and the day if somebody knows them. Nobody has to invent a day; where a whole day is asked for, none is "not known".
import type { JSX } from "preact";
import { westernDigits } from "../../core/western-digits.ts";
import { language, t } from "../text/translate.ts";

export function DateInput(props: {
  readonly id: string;
  readonly legend: string;
  readonly optional?: string;
  readonly hint?: string;
  readonly error: string | null;
  readonly value: string;
  readonly upTo: "year" | "date" | "day";
  readonly onChange: (cell: string) => void;
}): JSX.Element {
  const { id, error, value } = props;
  const [year = "", month = "", day = ""] = value.split("-");
  const set = (parts: { readonly year?: string; readonly month?: string; readonly day?: string }) => {
    const next = { year, month, day, ...parts };
    const monthKnown = next.month !== "";
    props.onChange([next.year, ...(monthKnown ? [next.month, ...(next.day === "" ? [] : [next.day])] : [])].join("-"));
  };
  const none = t(props.upTo === "day" ? "path.choose" : "person.whole-region");
  const described = [props.hint === undefined ? null : `${id}-hint`, error === null ? null : `${id}-error`];
  return (
    <fieldset
      id={id}
      class={error === null ? "field" : "field wrong"}
      aria-describedby={described.filter((part) => part !== null).join(" ") || undefined}
    >
      <legend class="label">
        {props.legend}
        {props.optional !== undefined && <span class="optional"> ({props.optional})</span>}
      </legend>
      {props.hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      )}
      {error !== null && (
        <p class="error" id={`${id}-error`}>
          {error}
        </p>
      )}
      <div class="date-parts">
        <label>
          <span>{t("date.year")}</span>
          <input
            class="input"
            type="text"
            inputMode="numeric"
            autoComplete="off"
            maxLength={4}
            value={language().digits(year)}
            aria-invalid={error !== null}
            onInput={(event) => set({ year: westernDigits(event.currentTarget.value) })}
          />
        </label>
        {props.upTo !== "year" && (
          <>
            <label>
              <span>{t("date.month")}</span>
              <select class="input" onChange={(event) => set({ month: event.currentTarget.value, day: "" })}>
                <option value="" selected={month === ""}>
                  {none}
                </option>
                {language().months.map((name, i) => (
                  <option key={name} value={two(i + 1)} selected={month === two(i + 1)}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
            <label>
              <span>{t("date.day")}</span>
              <select
                class="input"
                disabled={month === ""}
                onChange={(event) => set({ day: event.currentTarget.value })}
              >
                <option value="" selected={day === ""}>
                  {none}
                </option>
                {Array.from({ length: daysIn(year, month) }, (_, i) => (
                  <option key={two(i + 1)} value={two(i + 1)} selected={day === two(i + 1)}>
                    {language().number(i + 1)}
                  </option>
                ))}
              </select>
            </label>
          </>
        )}
      </div>
    </fieldset>
  );
}

function daysIn(year: string, month: string): number {
  return month === "" ? 31 : new Date(Date.UTC(Number(year) || 2000, Number(month), 0)).getUTCDate();
}

function two(n: number): string {
  return String(n).padStart(2, "0");
}
