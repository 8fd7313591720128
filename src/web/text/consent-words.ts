// On what a consent rests, in words: for a child also who decides and what the child says (FD14).
import type { Basis, Rests } from "../../core/consent-basis.ts";
import { t } from "./translate.ts";

/** How a basis is called: of a child "the person agrees" is two people's word. */
export function basisWords(basis: Basis, isOfChild: boolean): string {
  return basisName(basis, isOfChild) === "consent-of-child" ? t("consent.of-child") : t(`basis.${basis}`);
}

export function basisName(basis: Basis, isOfChild: boolean): Basis | "consent-of-child" {
  return isOfChild && basis === "consent" ? "consent-of-child" : basis;
}

export function restsWords({ basis, guardian, assent }: Rests): readonly string[] {
  return [
    ...(basis === undefined ? [] : [basisWords(basis, guardian !== undefined)]),
    ...(guardian === undefined ? [] : [t("guardian.decides", { who: t(`guardian.${guardian}`) })]),
    // Where both agree the basis says so.
    ...(assent === undefined || (assent === "yes" && basis === "consent") ? [] : [t(`assent.${assent}`)]),
  ];
}
