// The parts of a case, one at a time: what is to be done, the sheets of each kind, who was asked and agreed to, and the history.
import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { type FormTab, formTabs } from "../../core/form/form.ts";
import type { CaseView, SheetsView } from "../../member/views.ts";
import type { Engine } from "../engine.ts";
import { perList } from "../per-list.ts";
import { formatNumber, t } from "../text/translate.ts";
import { isUnconfirmed } from "./case-content.ts";

export type CaseTab = "today" | FormTab | "referral" | "history";

/** The part at which a case is open. It outlives the desk, which goes while the screen is turned to the person. */
const open = signal<{ readonly caseId: string; readonly part: CaseTab } | null>(null);

export function tabOf(caseId: string): CaseTab {
  return open.value?.caseId === caseId ? open.value.part : "today";
}

export function chooseTab(caseId: string, part: CaseTab): void {
  open.value = { caseId, part };
}

export function CaseTabs(props: {
  readonly engine: Engine;
  readonly opened: CaseView;
  readonly view: SheetsView;
  /** Whether the sheets have parts of their own. */
  readonly hasSheets: boolean;
  readonly tab: CaseTab;
  readonly onTab: (tab: CaseTab) => void;
}): JSX.Element {
  const { engine, view, tab } = props;
  const strip = useRef<HTMLElement>(null);
  const forms = engine.directory.forms.forms;
  const said = sheetsOfTabs(engine, view);
  const shown = props.hasSheets
    ? formTabs.filter(
        (each) =>
          // How the person comes, and what of them is still closed, stands there without a sheet, too.
          each === "person" ||
          forms.some(({ form }) => form.tab === each && (view.writable.includes(form.key) || said.has(each))),
      )
    : [];
  const refused = props.opened.state.entries.filter(({ verdict }) => verdict.is === "refused").length;
  const isWithdrawn = props.opened.state.consents.some(isUnconfirmed);
  const isNew = useRef(true);
  useEffect(() => {
    // A strip that was just made shows its beginning, where the first part is. To measure it would lay out the whole page in the middle of drawing.
    if (strip.current !== null && !(isNew.current && tab === "today")) bringIntoView(strip.current);
    isNew.current = false;
  }, [tab]);
  return (
    <nav class="case-tabs" aria-label={t("case.tabs")} ref={strip}>
      {(["today", ...shown, "referral", "history"] as const).map((tab) => {
        const { count = 0, differs = false } = isOfSheets(tab) ? (said.get(tab) ?? {}) : {};
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
            {count > 0 && <span class="count">{formatNumber(count)}</span>}
            {differs && <span class="mark-word waiting">{t("sheet.two-answers")}</span>}
            {tab === "referral" && isWithdrawn && <span class="mark-word waiting">{t("kind.consent.withdraw")}</span>}
            {tab === "history" && refused > 0 && (
              <span class="mark-word waiting">{t("case.tab.refused", { n: refused })}</span>
            )}
          </button>
        );
      })}
    </nav>
  );
}

/** The parts in which two of us wrote something without seeing each other, and nobody chose yet. */
export function tabsThatDiffer(engine: Engine, view: SheetsView): readonly FormTab[] {
  const said = sheetsOfTabs(engine, view);
  return formTabs.filter((tab) => said.get(tab)?.differs === true);
}

export function isOfSheets(tab: CaseTab): tab is FormTab {
  return formTabs.some((each) => each === tab);
}

// On a phone the strip is wider than the screen. It is moved alone: the page stays where it is.
function bringIntoView(strip: HTMLElement): void {
  const current = strip.querySelector("[aria-current]")?.getBoundingClientRect();
  const seen = strip.getBoundingClientRect();
  if (current === undefined || (current.left >= seen.left && current.right <= seen.right)) return;
  strip.scrollLeft += (current.left + current.right - seen.left - seen.right) / 2;
}

interface SheetsSaid {
  readonly count: number;
  readonly differs: boolean;
}

/** Of each form: how many sheets were not struck out, and whether two of us say otherwise in one of them. A case has many sheets, and is drawn at each press. */
const sheetsOfForms = perList((sheets: SheetsView["sheets"]) => {
  const said = new Map<string, SheetsSaid>();
  for (const { form, struckOut, answers } of sheets) {
    if (struckOut) continue;
    const { count, differs } = said.get(form) ?? { count: 0, differs: false };
    said.set(form, {
      count: count + 1,
      differs: differs || [...answers.values()].some((answer) => answer.differs),
    });
  }
  return said;
});

/** The same of each tab that holds one. */
function sheetsOfTabs(engine: Engine, { sheets }: SheetsView): ReadonlyMap<FormTab, SheetsSaid> {
  const ofTabs = new Map<FormTab, SheetsSaid>();
  for (const [form, said] of sheetsOfForms(sheets)) {
    const tab = engine.directory.forms.newest(form)?.form.tab;
    if (tab === undefined) continue;
    const { count, differs } = ofTabs.get(tab) ?? { count: 0, differs: false };
    ofTabs.set(tab, { count: count + said.count, differs: differs || said.differs });
  }
  return ofTabs;
}
