// Names of all facts of the catalogue, for pages that need the words of reports (`report-facts`).
import { first } from "../../words/code-words.ts";
import { words } from "../text/translate.ts";
import { factName } from "./words.ts";

export function anyFactName(fact: string): string {
  return first(words(), `report.fact.${fact}`) ?? factName(fact);
}
