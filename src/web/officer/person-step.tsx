// Age, language and place: what decides which help fits. Doubt about age means child.
import type { JSX } from "preact";
import { ages, isTreatedAsChild } from "../../core/screening.ts";
import { OneOf } from "../components/choices.tsx";
import { gapOf } from "../components/error-summary.tsx";
import { SelectField } from "../components/fields.tsx";
import type { Engine, PlaceName } from "../engine.ts";
import { nameIn } from "../text/moments.ts";
import { spokenLanguages } from "../text/spoken-languages.ts";
import { t } from "../text/translate.ts";
import { amendScreening, draftOf } from "./draft.ts";
import { StepPage } from "./step-page.tsx";

export function PersonStep({ engine }: { readonly engine: Engine }): JSX.Element {
  const { age, language, place } = draftOf(engine).screening ?? {};
  const regions = engine.places.filter((candidate) => !isDistrict(candidate));
  const region = regions.find(({ code }) => place === code || place?.startsWith(`${code}-`) === true);
  const districts = engine.places.filter(({ code }) => region !== undefined && code.startsWith(`${region.code}-`));
  const first = engine.view.value?.country.languages ?? [];
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
            id="region"
            label={t("person.region")}
            empty={t("path.choose")}
            options={regions.map(asOption)}
            value={region?.code ?? ""}
            error={gapOf(gaps, "region")}
            onChange={(value) => value !== "" && amendScreening(engine, { place: value })}
          />
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

function isDistrict(place: PlaceName): boolean {
  return place.code.split("-").length > 2;
}

function asOption(place: PlaceName): { readonly value: string; readonly label: string } {
  return { value: place.code, label: nameIn(place.name) };
}
