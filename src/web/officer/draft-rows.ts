// The draft in words, one row per page, for the check before sealing.

import { choicesByReferral, type DraftChoice, type DraftGap, type ReferralDraft } from "../../core/referral-draft.ts";
import { countryName } from "../../words/country-name.ts";
import type { Engine } from "../engine.ts";
import type { Step } from "../referral-steps.ts";
import { agreedWords } from "../text/agreed-words.ts";
import { exactDate } from "../text/moments.ts";
import { nameOfOrganisation } from "../text/organisation-name.ts";
import { countryNamed, placeName } from "../text/place-name.ts";
import { languageName } from "../text/spoken-languages.ts";
import { activeLanguage, apart, formatNumber, isolate, language, t } from "../text/translate.ts";
import { draftOf, transferTo } from "./draft.ts";

interface DraftRow {
  readonly step: Exclude<Step, "check">;
  readonly gap: DraftGap | "rights";
  readonly lines: readonly string[];
}

export function draftRows(engine: Engine): readonly DraftRow[] {
  const draft = draftOf(engine);
  const { screening = {}, consent = {}, choices = [] } = draft;
  const { danger, age, age_group, sex, language, place, signs = [], decision, wants = [] } = screening;
  const { basis, manner, interpreter, compartments = [] } = consent;
  return [
    { step: "danger", gap: "danger", lines: present(danger && t(`danger.${danger}`)) },
    {
      step: "person",
      gap: "age",
      lines: present(
        age_group ? t(`age-group.${age_group}`) : age && t(`age.${age}`),
        sex && t(`sex.${sex}`),
        language && languageName(language),
        place && placeName(engine.places, place),
      ),
    },
    {
      step: "signs",
      gap: "signs",
      lines: present(
        ...(signs.length > 0 ? signs.map((sign) => t(`sign.${sign}`)) : [t("check.signs-none")]),
        decision && t(`decision.${decision}`),
      ),
    },
    { step: "wants", gap: "wants", lines: present(...wants.map((want) => t(`need.${want}`))) },
    { step: "rights", gap: "rights", lines: present(draft.rights && t(`check.rights-${draft.rights}`)) },
    {
      step: "consent",
      gap: "consent",
      lines: present(
        basis && t(`basis.${basis}`),
        manner && t(`manner.${manner}`),
        interpreter && `${t("consent.interpreter")}: ${t(`interpreter.${interpreter}`)}`,
        compartments.length > 0 && apart(...agreedWords(compartments)),
        consent.purposes?.includes("statistics") === true && t("consent.statistics"),
        consent.expires !== undefined && `${t("consent.until")}: ${exactDate(Date.parse(consent.expires))}`,
      ),
    },
    { step: "details", gap: "identity", lines: details(engine) },
    {
      step: "where",
      gap: "choice",
      lines: present(
        ...choicesByReferral(choices).flatMap((group) =>
          group.flatMap((choice, i) => [
            `${choice.home === true ? `${t("where.chosen-home")}:` : `${formatNumber(i + 1)}.`} ${isolate(nameOfOrganisation(engine, choice.organisation))}`,
            ...agreedTo(engine, choice, basis ?? "consent"),
          ]),
        ),
        danger === "now" && choices.length > 1 && t("check.at-once"),
        draft.escort === true && t("where.escort"),
      ),
    },
  ];
}

function agreedTo(
  engine: Engine,
  choice: DraftChoice,
  basis: NonNullable<NonNullable<ReferralDraft["consent"]>["basis"]>,
): readonly string[] {
  const { compartments: agreed } = choice;
  if (agreed === undefined) return [t("check.not-agreed")];
  const country = choice.abroad === true ? transferTo(engine, choice) : null;
  return [
    t("check.learns", { list: apart(...agreedWords(agreed)) }),
    ...(country === null ? [] : [t(`agree-abroad.${basis}`, { country: countryName(country, activeLanguage()) })]),
  ];
}

function details(engine: Engine): readonly string[] {
  const { identity, contact, narrative } = draftOf(engine);
  return present(
    identity?.name &&
      [isolate(identity.name), identity.name_is && t(`name-is.${identity.name_is}`)]
        .filter(Boolean)
        .join(language().comma),
    identity?.gender && t(`gender.${identity.gender}`),
    identity?.born && `${t("case.born")}: ${isolate(identity.born)}`,
    identity?.citizenship && `${t("case.citizenship")}: ${isolate(countryNamed(identity.citizenship))}`,
    contact?.how && t("safety.contact", { how: t(`how.${contact.how}`), safe: contact.safe ?? "" }),
    narrative,
  );
}

function present(...parts: readonly (string | false | undefined)[]): readonly string[] {
  const lines = parts.filter((part): part is string => typeof part === "string" && part !== "");
  return lines.length > 0 ? lines : [t("check.nothing")];
}
