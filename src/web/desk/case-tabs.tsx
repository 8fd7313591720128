// The tabs of a case: what is to be done and what happened first, then the sheets of each kind.
import type { JSX } from "preact";
import type { FormTab } from "../../core/form/form.ts";
import { formTabs } from "../../core/form/form.ts";
import type { SheetsView } from "../../member/views.ts";
import type { Engine } from "../engine.ts";
import { formatNumber, t } from "../text/translate.ts";

export type CaseTab = "today" | FormTab;

export function CaseTabs(props: {
  readonly engine: Engine;
  readonly view: SheetsView;
  readonly tab: CaseTab;
  readonly onTab: (tab: CaseTab) => void;
}): JSX.Element {
  const { engine, view } = props;
  const forms = engine.cases.forms?.forms ?? [];
  const shown = formTabs.filter((tab) =>
    forms.some(({ form }) => form.tab === tab && (view.writable.includes(form.key) || countOf(engine, view, tab) > 0)),
  );
  return (
    <nav class="case-tabs" aria-label={t("case.tabs")}>
      {(["today", ...shown] as const).map((tab) => {
        const n = tab === "today" ? 0 : countOf(engine, view, tab);
        return (
          <button
            key={tab}
            type="button"
            class="tab"
            data-tab={tab}
            aria-current={props.tab === tab ? "page" : undefined}
            onClick={() => props.onTab(tab)}
          >
            {t(`case.tab.${tab}`)}
            {n > 0 && <span class="count">{formatNumber(n)}</span>}
            {tab !== "today" && differsIn(engine, view, tab) && (
              <span class="mark-word waiting">{t("sheet.two-answers")}</span>
            )}
          </button>
        );
      })}
    </nav>
  );
}

/** How many sheets a tab holds that were not struck out. */
function countOf(engine: Engine, view: SheetsView, tab: FormTab): number {
  return sheetsIn(engine, view, tab).length;
}

function sheetsIn(engine: Engine, view: SheetsView, tab: FormTab) {
  const { forms } = engine.cases;
  return view.sheets.filter(({ form, struckOut }) => !struckOut && forms?.newest(form)?.form.tab === tab);
}

/** True where two of us wrote something without seeing each other, and nobody chose yet. */
function differsIn(engine: Engine, view: SheetsView, tab: FormTab): boolean {
  return sheetsIn(engine, view, tab).some(({ answers }) => [...answers.values()].some(({ differs }) => differs));
}
