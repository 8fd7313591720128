// A place as country, region and district, as far as the places of the country are known.
import type { JSX } from "preact";
import { countryOf } from "../../core/place.ts";
import type { PlaceName } from "../places.ts";
import { countryChoices } from "../text/country-choices.ts";
import { nameIn } from "../text/moments.ts";
import { activeLanguage, t } from "../text/translate.ts";
import { type Gap, gapOf } from "./error-summary.tsx";
import { SelectField } from "./fields.tsx";

export function PlaceInput(props: {
  readonly id: string;
  readonly legend: string;
  readonly hint?: string;
  readonly optional?: string;
  readonly gaps: readonly Gap[];
  /** All that are known: regions and districts of one country. */
  readonly places: readonly PlaceName[];
  readonly value: string | undefined;
  readonly onChange: (place: string) => void;
}): JSX.Element {
  const { id, places, value, gaps, onChange } = props;
  const country = value === undefined ? undefined : countryOf(value);
  const regions = regionsOf(country, places);
  const region = regions.find(({ code }) => value === code || value?.startsWith(`${code}-`) === true);
  const districts = places.filter(({ code }) => region !== undefined && code.startsWith(`${region.code}-`));
  return (
    <fieldset class="field">
      <legend class="label">
        {props.legend}
        {props.optional !== undefined && <span class="optional"> ({props.optional})</span>}
      </legend>
      {props.hint !== undefined && <p class="hint">{props.hint}</p>}
      <SelectField
        id={id}
        label={t("place.country")}
        empty={t("path.choose")}
        options={withOwn(countryChoices(activeLanguage()), country)}
        value={country ?? ""}
        error={gapOf(gaps, id)}
        onChange={(chosen) => chosen !== "" && onChange(chosen)}
      />
      {regions.length > 0 && (
        <SelectField
          id={`${id}-region`}
          label={t("place.region")}
          empty={t("path.choose")}
          options={regions.map(asOption)}
          value={region?.code ?? ""}
          error={gapOf(gaps, `${id}-region`)}
          onChange={(chosen) => chosen !== "" && onChange(chosen)}
        />
      )}
      {districts.length > 0 && (
        <SelectField
          id={`${id}-district`}
          label={t("place.district")}
          optional={t("path.optional")}
          empty={t("person.whole-region")}
          options={districts.map(asOption)}
          value={value === region?.code ? "" : (value ?? "")}
          onChange={(chosen) => {
            const place = chosen === "" ? region?.code : chosen;
            if (place !== undefined) onChange(place);
          }}
        />
      )}
    </fieldset>
  );
}

/** The regions of a country, where they are known: then one of them is to be chosen. */
export function regionsOf(country: string | undefined, places: readonly PlaceName[]): readonly PlaceName[] {
  return places.filter(({ code }) => code.split("-").length === 2 && code.startsWith(`${country}-`));
}

function asOption(place: PlaceName): { readonly value: string; readonly label: string } {
  return { value: place.code, label: nameIn(place.name) };
}

// A trial's country may be invented: it is offered by its letters.
function withOwn(all: ReturnType<typeof countryChoices>, own: string | undefined) {
  return own === undefined || all.some(({ value }) => value === own) ? all : [{ value: own, label: own }, ...all];
}
