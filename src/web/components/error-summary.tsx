// What is missing on a page, above it, each line leading to its field (as GOV.UK does). It takes the focus when it appears.
import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { type Sentence, t } from "../text/translate.ts";

export interface Gap {
  /** The id of the field. */
  readonly field: string;
  readonly text: Sentence;
}

export function ErrorSummary({
  gaps,
  onLead = focusField,
}: {
  readonly gaps: readonly Gap[];
  /** Leads to a field, where that is not on this page. */
  readonly onLead?: (field: string) => void;
}): JSX.Element | null {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (gaps.length > 0) box.current?.focus();
  }, [gaps]);
  if (gaps.length === 0) return null;
  return (
    <div class="summary" role="alert" tabIndex={-1} ref={box}>
      <h2>{t("error.title")}</h2>
      <ul>
        {gaps.filter(isFirstToSay).map((gap) => (
          <li key={gap.field}>
            <button type="button" class="link" onClick={() => onLead(gap.field)}>
              {gap.text()}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

// Three organisations without an answer are one sentence; it leads to the first of them.
function isFirstToSay({ text }: Gap, i: number, gaps: readonly Gap[]): boolean {
  return gaps.findIndex((gap) => gap.text() === text()) === i;
}

/** The error of one field, if it has one. */
export function gapOf(gaps: readonly Gap[], field: string): string | null {
  return gaps.find((gap) => gap.field === field)?.text() ?? null;
}

export function focusField(id: string): void {
  const field = document.getElementById(id);
  const target = field?.matches("fieldset") === true ? field.querySelector<HTMLElement>("input") : field;
  field?.scrollIntoView({ block: "center" });
  target?.focus();
}
