// Which countries lie in the parts of the world that reports name: only so that a report can say "other countries of" its own part.
// Regions overlap, as they do in speech. Codes of ISO 3166-1.
import type { worldRegions } from "../../core/registers/register-table.ts";

type WorldRegion = (typeof worldRegions)[number];

const countriesOf: Readonly<Record<WorldRegion, string>> = {
  "central-asia": "KZ KG TJ TM UZ",
  "gulf-states": "AE BH KW OM QA SA",
  "middle-east": "AE BH CY EG IL IQ IR JO KW LB OM PS QA SA SY TR YE",
  "south-asia": "AF BD BT IN LK MV NP PK",
  "east-asia": "CN HK JP KP KR MN MO TW",
  europe:
    "AD AL AT BA BE BG BY CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS RU SE SI SK SM UA VA",
  "north-america": "CA MX US",
  "latin-america": "AR BO BR CL CO CR CU DO EC GT HN HT JM MX NI PA PE PR PY SV UY VE",
  africa:
    "AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG ER ET GA GH GM GN GQ GW KE KM LR LS LY MA MG ML MR MU MW MZ NA NE NG RW SC SD SL SN SO SS ST SZ TD TG TN TZ UG ZA ZM ZW",
};

/** True when the country lies in this part of the world. */
export function liesInRegion(country: string, region: WorldRegion): boolean {
  return countriesOf[region].split(" ").includes(country);
}
