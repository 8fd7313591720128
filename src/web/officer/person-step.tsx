// Age, sex, language and place: what decides which help fits. Doubt about age means child. A consulate starts at its own country.
import type { JSX } from "preact";
import { countryOf } from "../../core/place.ts";
import { ageGroupsOf, ages, isTreatedAsChild, sexes } from "../../core/screening.ts";
import { OneOf } from "../components/choices.tsx";
import { gapOf } from "../components/error-summary.tsx";
import { SelectField } from "../components/fields.tsx";
import type { Engine } from "../engine.ts";
import type { PlaceName } from "../places.ts";
import { countryChoices } from "../text/country-choices.ts";
import { nameIn } from "../text/moments.ts";
import { spokenLanguages } from "../text/spoken-languages.ts";
import { activeLanguage, t } from "../text/translate.ts";
import { amendScreening, draftOf, personsPlace } from "./draft.ts";
import { StepPage } from "./step-page.tsx";

export function PersonStep({ engine }: { readonly engine: Engine }): JSX.Element {
  const { age, age_group, sex, language } = draftOf(engine).screening ?? {};
  const place = personsPlace(engine);
  const country = place === undefined ? undefined : countryOf(place);
  const regions = engine.places.filter(
    (candidate) => isRegion(candidate) && country !== undefined && candidate.code.startsWith(`${country}-`),
  );
  const region = regions.find(({ code }) => place === code || place?.startsWith(`${code}-`) === true);
  const districts = engine.places.filter(({ code }) => region !== undefined && code.startsWith(`${region.code}-`));
  const first = engine.view.value?.country.languages ?? [];
  const groups = age === undefined ? [] : ageGroupsOf(age);
  return (
    <StepPage engine={engine} step="person" title={t("person.title")}>
      {(gaps) => (
        <>
          <OneOf
            id="age"
            legend={t("person.age")}
            options={ages.map((value) => ({ value, label: t(`age.${value}`) }))}
            value={age}
            error={gapOf(gaps, "age")}
            onChange={(value) => amendScreening(engine, { age: value })}
          />
          <div aria-live="polite">
            {age !== undefined && isTreatedAsChild(age) && (
              <p class="notice news">{t(age === "child" ? "person.child" : "person.in-doubt")}</p>
            )}
          </div>
          {groups.length > 0 && (
            <OneOf
              id="age-group"
              legend={t("person.age-group")}
              options={[
                ...groups.map((value) => ({ value, label: t(`age-group.${value}`) })),
                { value: "not-known" as const, label: t("person.whole-region") },
              ]}
              value={age_group ?? "not-known"}
              onChange={(value) => amendScreening(engine, { age_group: value === "not-known" ? undefined : value })}
            />
          )}
          <OneOf
            id="sex"
            legend={t("person.sex")}
            hint={t("person.sex-hint")}
            options={sexes.map((value) => ({ value, label: t(`sex.${value}`) }))}
            value={sex}
            error={gapOf(gaps, "sex")}
            onChange={(value) => amendScreening(engine, { sex: value })}
          />
          <SelectField
            id="person-language"
            label={t("person.language")}
            empty={t("path.choose")}
            options={spokenLanguages(first)}
            value={language ?? ""}
            error={gapOf(gaps, "person-language")}
            onChange={(value) => value !== "" && amendScreening(engine, { language: value })}
          />
          <SelectField
            id="country"
            label={t("person.country")}
            empty={t("path.choose")}
            options={withOwn(countryChoices(activeLanguage()), country)}
            value={country ?? ""}
            error={gapOf(gaps, "country")}
            onChange={(value) => value !== "" && amendScreening(engine, { place: value })}
          />
          {regions.length > 0 && (
            <SelectField
              id="region"
              label={t("person.region")}
              empty={t("path.choose")}
              options={regions.map(asOption)}
              value={region?.code ?? ""}
              error={gapOf(gaps, "region")}
              onChange={(value) => value !== "" && amendScreening(engine, { place: value })}
            />
          )}
          {districts.length > 0 && (
            <SelectField
              id="district"
              label={t("person.district")}
              optional={t("path.optional")}
              empty={t("person.whole-region")}
              options={districts.map(asOption)}
              value={place === region?.code ? "" : (place ?? "")}
              onChange={(value) => {
                const chosen = value === "" ? region?.code : value;
                if (chosen !== undefined) amendScreening(engine, { place: chosen });
              }}
            />
          )}
        </>
      )}
    </StepPage>
  );
}

function isRegion(place: PlaceName): boolean {
  return place.code.split("-").length === 2;
}

function asOption(place: PlaceName): { readonly value: string; readonly label: string } {
  return { value: place.code, label: nameIn(place.name) };
}

// A trial's country may be invented: it is offered by its letters.
function withOwn(all: ReturnType<typeof countryChoices>, own: string | undefined) {
  return own === undefined || all.some(({ value }) => value === own) ? all : [{ value: own, label: own }, ...all];
}
