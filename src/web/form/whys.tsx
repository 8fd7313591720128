// Why the questions of a group are asked (FM18): folded, below the questions, for whoever wants to know or is asked for it.
import { Fragment, type JSX } from "preact";
import type { FormField, FormWords } from "../../core/form/form.ts";
import { t } from "../text/translate.ts";

/** Nothing where no word says why. A reason that holds for all of them is said once and names none. */
export function Whys(props: { readonly words: FormWords; readonly fields: readonly FormField[] }): JSX.Element | null {
  const { fields, why = {} } = props.words;
  const keys = props.fields.map(({ key }) => key).filter((key) => why[key] !== undefined);
  const reasons = [...new Set(keys.map((key) => why[key] ?? ""))];
  if (reasons.length === 0) return null;
  return (
    <details class="why">
      <summary>{t("sheet.why-asked")}</summary>
      {reasons.length === 1 ? (
        <p>{reasons[0]}</p>
      ) : (
        <dl>
          {reasons.map((reason) => (
            <Fragment key={reason}>
              {keys
                .filter((key) => why[key] === reason)
                .map((key) => (
                  <dt key={key}>{fields[key]?.[0] ?? key}</dt>
                ))}
              <dd>{reason}</dd>
            </Fragment>
          ))}
        </dl>
      )}
    </details>
  );
}
