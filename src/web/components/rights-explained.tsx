// That the rights were explained, where the person did not read them here.
import type { JSX } from "preact";
import { t } from "../text/translate.ts";

export function RightsExplained(props: {
  readonly id: string;
  readonly hint: string;
  /** The sentence of what is missing; null where nothing is. */
  readonly error: string | null;
  readonly isExplained: boolean;
  readonly onChange: (isExplained: boolean) => void;
}): JSX.Element {
  const { id, hint, error } = props;
  return (
    <div class={error === null ? "field" : "field wrong"}>
      <p class={error === null ? "hint" : "error"} id={`${id}-unread`} role="status">
        {error ?? hint}
      </p>
      <label class="choice">
        <input
          id={id}
          type="checkbox"
          aria-describedby={`${id}-unread`}
          checked={props.isExplained}
          onChange={(event) => props.onChange(event.currentTarget.checked)}
        />
        <span>{t("rights.explained")}</span>
      </label>
    </div>
  );
}
