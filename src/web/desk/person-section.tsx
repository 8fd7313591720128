// The person, as far as it may be shown: what referrers may write too, and what we are asked for. Signs and wishes are shown at once; who it is, how to reach them and what happened
// after our own logged acceptance (FD8). Of each form the newest sheet; the others are under their tabs.

import type { JSX } from "preact";
import { formTabs } from "../../core/form/form.ts";
import type { CaseView, SheetsView } from "../../member/views.ts";
import type { Engine } from "../engine.ts";
import { wordsOfForm } from "../form/form-words.ts";
import { partNames } from "../text/part-words.ts";
import { t } from "../text/translate.ts";
import { hasAccepted, lastOf, mayStillAccept, sealedParts } from "./case-content.ts";
import { hasErased } from "./erased.tsx";
import { SheetText } from "./sheet-list.tsx";
import type { SheetAsked } from "./sheet-page.tsx";

/** What is asked of a service before it knows who the person is (FD16). */
const askForm = "ask";

interface PersonFactsProps {
  readonly engine: Engine;
  readonly opened: CaseView;
  readonly self: string;
  /** As the inbox says it. */
  readonly standing: string | null;
}

export function PersonSection(
  props: PersonFactsProps & { readonly view: SheetsView; readonly onSheet: (asked: SheetAsked) => void },
): JSX.Element {
  const { engine, opened, view, self, onSheet } = props;
  const asked = needsAskedOf(opened, self);
  const forms = engine.directory.forms.forms
    .filter(({ form: { key, writers } }) => writers.includes("referrer") || key === askForm)
    .toSorted((a, b) => formTabs.indexOf(a.form.tab) - formTabs.indexOf(b.form.tab));
  return (
    <section>
      <h2>{t("case.person")}</h2>
      <PersonFacts {...props} />
      {forms.flatMap((version) => {
        const sheet = view.sheets.findLast(
          ({ form, struckOut, answers }) =>
            form === version.form.key &&
            !struckOut &&
            (form !== askForm || asked.some((need) => need === (answers.get("need")?.value ?? null))),
        );
        if (sheet === undefined) return [];
        const words = wordsOfForm(engine, version);
        return [
          <h3 key={`${version.form.key} title`}>
            {version.form.key === askForm ? words.groups["ask"]?.[0] : words.title}
          </h3>,
          <SheetText
            key={version.form.key}
            engine={engine}
            view={view}
            version={version}
            words={words}
            sheet={sheet}
            onOpen={onSheet}
          />,
        ];
      })}
    </section>
  );
}

/** Which help we are asked for in a running case (FD16), null for a decision: what others are asked for stands elsewhere. */
function needsAskedOf({ state }: CaseView, self: string): readonly (string | null)[] {
  return state.referrals.flatMap<string | null>(({ contact, needs, places }) => {
    if (contact || !places.some(({ organisation }) => organisation === self)) return [];
    return needs.length === 0 ? [null] : needs;
  });
}

/** What of the person is still closed, or erased, and how they come. */
export function PersonFacts({ opened, self, standing }: PersonFactsProps): JSX.Element {
  const referral = lastOf(opened, "referral.send", standing === "refused")?.body ?? null;
  const sealed = hasAccepted(opened, self)
    ? "case.sealed-until-logged"
    : mayStillAccept(opened) || standing === "refused"
      ? "case.sealed"
      : "case.sealed-for-good";
  return (
    <>
      {hasErased(opened, self) && <p class="quiet">{t("erased.person")}</p>}
      {opened.sealedUntilAccepted.length > 0 && (
        <p class="notice plain">{t(sealed, { list: partNames(sealedParts(opened)) })}</p>
      )}
      {referral !== null && referral.contact !== false && !hasErased(opened, self) && (
        <dl class="facts">
          <div>
            <dt>{t("case.escort")}</dt>
            <dd>{t(referral.escort ? "form.any.code.yes" : "form.any.code.no")}</dd>
          </div>
        </dl>
      )}
    </>
  );
}
