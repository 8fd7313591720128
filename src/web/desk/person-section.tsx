// The person, as far as it may be shown: signs and wishes at once; name, contact and note after our own logged acceptance (FD8).

import type { ComponentChildren, JSX } from "preact";
import { marksOnScreen } from "../../core/visible-marks.ts";
import type { CaseView } from "../../member/views.ts";
import type { Engine } from "../engine.ts";
import { countryNamed, placeName } from "../text/place-name.ts";
import { languageName } from "../text/spoken-languages.ts";
import { apart, between, t } from "../text/translate.ts";
import { hasAccepted, lastOf, mayStillAccept } from "./case-content.ts";
import { hasErased } from "./erased.tsx";

export function PersonSection({
  engine,
  opened,
  self,
  standing,
}: {
  readonly engine: Engine;
  readonly opened: CaseView;
  readonly self: string;
  /** As the inbox says it: of a refused referral its words are shown, so that somebody can judge it (FD5). */
  readonly standing: string | null;
}): JSX.Element {
  const screening = lastOf(opened, "screening", standing === "refused")?.body ?? null;
  const referral = lastOf(opened, "referral.send", standing === "refused")?.body ?? null;
  const identity = lastOf(opened, "identity")?.body ?? null;
  const contact = lastOf(opened, "contact")?.body ?? null;
  const narrative = lastOf(opened, "narrative")?.body ?? null;
  const sealed = hasAccepted(opened, self)
    ? "case.sealed-until-logged"
    : mayStillAccept(opened) || standing === "refused"
      ? "case.sealed"
      : "case.sealed-for-good";
  return (
    <section>
      <h2>{t("case.person")}</h2>
      {hasErased(opened, self) && <p class="quiet">{t("erased.person")}</p>}
      {opened.sealedUntilAccepted.length > 0 && <p class="notice plain">{t(sealed)}</p>}
      <dl class="facts">
        {identity !== null && (
          <Fact name={t("case.name")}>
            <bdi>{marksOnScreen(identity.name)}</bdi>
            {between()}
            {apart(t(`name-is.${identity.name_is}`), t(`gender.${identity.gender}`))}
          </Fact>
        )}
        {identity?.born !== undefined && <Fact name={t("case.born")}>{identity.born}</Fact>}
        {identity?.citizenship !== undefined && (
          <Fact name={t("case.citizenship")}>{countryNamed(identity.citizenship)}</Fact>
        )}
        {contact !== null && (
          <Fact name={t("case.contact")}>
            {t(`how.${contact.how}`)}. <bdi>{marksOnScreen(contact.safe)}</bdi>
          </Fact>
        )}
        {contact?.when !== undefined && <Fact name={t("case.when")}>{marksOnScreen(contact.when)}</Fact>}
        {narrative !== null && (
          <Fact name={t("case.note")}>
            <span class="written" dir="auto">
              {marksOnScreen(narrative.text)}
            </span>
          </Fact>
        )}
        {screening !== null && (
          <>
            {standing === "refused" && <Fact name={t("today.safety")}>{t(`danger.${screening.danger}`)}</Fact>}
            <Fact name={t("person.age")}>
              {screening.age_group === undefined ? t(`age.${screening.age}`) : t(`age-group.${screening.age_group}`)}
            </Fact>
            <Fact name={t("person.sex")}>{t(`sex.${screening.sex ?? "not-told"}`)}</Fact>
            <Fact name={t("case.language")}>{languageName(screening.language)}</Fact>
            <Fact name={t("case.place")}>{placeName(engine.places, screening.place)}</Fact>
            {referral !== null && <Fact name={t("case.escort")}>{t(referral.escort ? "case.yes" : "case.no")}</Fact>}
            <Fact name={t("case.wants")}>{apart(...screening.wants.map((want) => t(`need.${want}`)))}</Fact>
            <Fact name={t("case.signs")}>
              {screening.signs.length === 0
                ? t("check.signs-none")
                : screening.signs.map((sign) => <p key={sign}>{t(`sign.${sign}`)}</p>)}
            </Fact>
            <Fact name={t("case.decision")}>{t(`decision.${screening.decision}`)}</Fact>
          </>
        )}
      </dl>
    </section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }): JSX.Element {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
