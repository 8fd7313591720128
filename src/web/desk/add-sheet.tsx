// What can be written into the open case: the forms of every day at one press, the others behind one more.
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { FormVersion } from "../../core/form/form.ts";
import type { OrganisationKind } from "../../core/party.ts";
import type { CaseView, SheetsView } from "../../member/views.ts";
import type { Engine } from "../engine.ts";
import { wordsOfForm } from "../form/form-words.ts";
import { language, t, words } from "../text/translate.ts";
import { isAuthority } from "./case-content.ts";
import { endForm, mayBegin } from "./form-places.ts";
import type { SheetAsked } from "./sheet-page.tsx";

/** What a worker enters on most days, in the order in which a day needs it. A note has its own box beside it. */
const daily: readonly string[] = ["service", "appointment", "risk", "stay", "reach", "needs"];
/** The same for who helps with one thing. */
const dailyOf: { readonly [kind in OrganisationKind]?: readonly string[] } = {
  "legal-aid": ["justice", "compensation", "permit", "appointment", "service", "reach"],
  health: ["health", "appointment", "service", "reach"],
};
/** An authority decides about grounds first, then formally, and again where a review was asked for. */
const dailyOfAuthority: readonly string[] = ["reflection", "identification", "review", "permit"];

export function AddSheet(props: {
  readonly engine: Engine;
  readonly opened: CaseView;
  readonly view: SheetsView;
  readonly onOpen: (asked: SheetAsked) => void;
}): JSX.Element | null {
  const { engine, opened, view, onOpen } = props;
  const all = engine.directory.forms.forms;
  // The desk is drawn at each press, and the country's forms stay the same.
  const byTitle = useMemo(() => inOrderOfTitles(engine, all), [all, words()]);
  const ending = endForm(engine, view, opened);
  const forms = byTitle.filter(({ key, form }) => key !== ending && mayBegin(engine, view, form));
  if (forms.length === 0) return null;
  const isBegun = (form: string) => engine.cases.saves.begun.of(opened.state.id, form, null) !== null;
  const button = (form: string, title: string) => (
    <li key={form}>
      <button
        type="button"
        class="button plain"
        data-form={form}
        onClick={() => onOpen({ form, sheet: null, task: null })}
      >
        {title}
        {isBegun(form) && <span class="mark-word waiting">{t("sheet.begun")}</span>}
      </button>
    </li>
  );
  const kind = engine.view.value?.self?.organisation.kind;
  const often = isAuthority(engine) ? dailyOfAuthority : ((kind && dailyOf[kind]) ?? daily);
  const first = often.flatMap((key) => forms.filter((each) => each.key === key));
  const others = forms.filter(({ key }) => !often.includes(key));
  return (
    <section class="add-sheet" aria-labelledby="add-title">
      <h2 id="add-title">{t("sheet.add")}</h2>
      <ul class="forms">{first.map(({ key, title }) => button(key, title))}</ul>
      {others.length > 0 && (
        <details open={others.some(({ key }) => isBegun(key))}>
          <summary>{t("sheet.more-forms")}</summary>
          <ul class="forms">{others.map(({ key, title }) => button(key, title))}</ul>
        </details>
      )}
    </section>
  );
}

function inOrderOfTitles(engine: Engine, versions: readonly FormVersion[]) {
  return versions
    .map((version) => ({ key: version.form.key, form: version.form, title: wordsOfForm(engine, version).title }))
    .toSorted((a, b) => language().compare(a.title, b.title));
}
