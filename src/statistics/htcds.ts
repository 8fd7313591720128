// Cases in the columns of the Human Trafficking Case Data Standard (HTCDS) 2.0 of 24 December 2021 (IOM, CC BY 4.0; no hint that it endorses this program), coded (CN9b):
// from counted cases alone, so that it names nobody. A row is of one person: it leaves by an agreement, and of who said yes to its recipient alone.
import { type CodedCase, nameOfRecipient } from "../core/coded-case.ts";
import { type CountedCase, caseInPeriod, notSaid } from "../core/counted-case.ts";
import { htcdsOf } from "../core/form/counted-facts.ts";
import type { OrganisationKind } from "../core/party.ts";
import type { Draw } from "./controlled-rounding.ts";
import { daysOf } from "./period.ts";

/** All fields of the standard, in its order. */
const htcdsFields = [
  "org_Name",
  "org_ShippingCity",
  "org_ShippingCountry",
  "org_ShippingState",
  "org_ShippingStreet",
  "org_ShippingPostalCode",
  "org_ShippingLongitude",
  "org_ShippingLatitude",
  "org_Phone",
  "org_Type",
  "prs_Salutation",
  "prs_FirstName",
  "prs_MiddleName",
  "prs_SecondName",
  "prs_Birthdate",
  "prs_Gender",
  "prs_Deceased",
  "prs_MaritalStatus",
  "prs_NumberOfChildren",
  "prs_PrimaryLanguage",
  "prs_SecondaryLanguage",
  "prs_HighestLevelOfEducation",
  "prs_Citizenship",
  "prs_IdentityNumber",
  "prs_Title",
  "prs_Email",
  "prs_HomePhone",
  "prs_MobilePhone",
  "prs_MailingCity",
  "prs_MailingCountry",
  "prs_MailingState",
  "prs_MailingStreet",
  "prs_MailingPostalCode",
  "prs_MailingLongitude",
  "prs_MailingLatitude",
  "vic_AgreementToManagePersonalData",
  "vic_TraffickingStatus",
  "vic_TraffickingStatusDecisionMakingOrg",
  "vic_RelationshipToTrafficker",
  "vic_AgeWhenTrafficked",
  "vic_RecruitmentWebsitesAndApps",
  "vic_MethodOfRecruitment",
  "vic_LocationOfRecruitment",
  "vic_MethodsOfControl",
  "vic_TypeOfExploitation",
  "vic_ForcedLabourIndustry",
  "vic_TypeOfSexExploitation",
  "vic_LocationOfExploitation",
  "vic_ExploitationWebsitesAndApps",
  "vic_Vulnerabilities",
  "vic_DetailsOfVulnerabilities",
  "per_RoleInProcess",
  "per_RoleDetails",
  "per_Organisation",
  "cas_Status",
  "cas_ReasonForCaseClosure",
  "cas_CaseOwner",
  "cas_ReferringOrganisation",
  "cas_IncomingReferralDate",
  "cas_ReferringPrimaryCaseWorker",
  "cas_ReasonForIncomingReferral",
  "cas_IncomingReferralDetails",
  "cas_ReferredOrganisation",
  "cas_ReferredPrimaryCaseWorker",
  "cas_ReasonForOutgoingReferral",
  "cas_OutgoingReferralDate",
  "cas_OutgoingReferralDetails",
  "cco_CaseComment",
  "hte_Longitude",
  "hte_Latitude",
  "hte_City",
  "hte_Country",
  "hte_State",
  "hte_Street",
  "hte_PostalCode",
  "hte_Date",
  "hte_Type",
  "hte_Description",
  "spl_Objectives",
  "spl_ActionPlan",
  "spl_PlannedEndDate",
  "spl_ActualEndDate",
  "spl_Type",
  "con_Consent",
] as const;
type HtcdsField = (typeof htcdsFields)[number];

export interface HtcdsTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly cases: number;
  /** Of how many cases helped in the period nothing is in it, by the first of these reasons that each has. */
  readonly leftOut: { readonly [why in LeftOut]: number };
}

/** Who did not agree to be counted for the whole period; who is a child, or may be one, or of whom nobody said it; and who said no yes to this recipient. */
export const whyLeftOut = ["not-counted", "child", "no-yes"] as const;
export type LeftOut = (typeof whyLeftOut)[number];

/** The own cases helped in a period, for whom is named; null for what is no period. `draw` gives each case its number in this file. */
export function htcdsTable(cases: readonly CodedCase[], to: string, period: string, draw: Draw): HtcdsTable | null {
  const days = daysOf(period);
  if (days === null) return null;
  const helped = cases.filter(({ counted }) => caseInPeriod(counted, days).helped !== null);
  const whyNot = ({ counted, agreedTo }: CodedCase): LeftOut | null => {
    if (!caseInPeriod(counted, days).agreed) return "not-counted";
    if (counted.traits.child !== false) return "child";
    return agreedTo.includes(nameOfRecipient(to)) ? null : "no-yes";
  };
  const agreed = helped.filter((one) => whyNot(one) === null);
  const outOf = (why: LeftOut) => helped.filter((one) => whyNot(one) === why).length;
  const rows = shuffled(agreed, draw).flatMap((one, n) =>
    statusesOf(one, days.last).map((status) => {
      const cells: { readonly [F in HtcdsField]?: string } = { ...factsOf(one.counted, days.last), ...status };
      return [to, String(n + 1), ...htcdsFields.map((field) => cells[field] ?? "")];
    }),
  );
  return {
    columns: ["for", "case", ...htcdsFields],
    rows,
    cases: agreed.length,
    leftOut: { "not-counted": outOf("not-counted"), child: outOf("child"), "no-yes": outOf("no-yes") },
  };
}

/** In an order that says nothing of when a case began. */
function shuffled<T>(all: readonly T[], draw: Draw): readonly T[] {
  const left = [...all];
  return all.flatMap(() => left.splice(draw(left.length), 1));
}

/** Never a status without whose it is: one row for each. */
function statusesOf({ counted: { presumed, identified, notIdentified }, deciders }: CodedCase, last: string) {
  const said = [
    { on: presumed, status: "PossibleVictimOfTrafficking", by: deciders.presumed },
    { on: identified, status: "ActualVictimOfTrafficking", by: deciders.identified },
    { on: notIdentified, status: "NotAVictimOfTrafficking", by: deciders.notIdentified },
  ].filter(({ on }) => on !== null && on <= last);
  if (said.length === 0) return [{}];
  return said.map(({ status, by }) => ({
    vic_TraffickingStatus: status,
    vic_TraffickingStatusDecisionMakingOrg: by === null ? "Other" : bodies[by],
  }));
}

const bodies: { readonly [K in OrganisationKind]: string } = {
  "border-post": "NonPoliceGovernmentalOrganization",
  police: "Police",
  "labour-inspection": "NonPoliceGovernmentalOrganization",
  consulate: "NonPoliceGovernmentalOrganization",
  shelter: "NGO",
  "legal-aid": "NGO",
  // Of the state in one country, of nobody's in another one.
  health: "Other",
  reintegration: "NGO",
  hotline: "NGO",
  "competent-authority": "NonPoliceGovernmentalOrganization",
  prosecutor: "CourtOrProsecution",
  court: "CourtOrProsecution",
  "investigation-unit": "CourtOrProsecution",
  secretariat: "NonPoliceGovernmentalOrganization",
  ombudsman: "NonPoliceGovernmentalOrganization",
  "statistics-office": "NonPoliceGovernmentalOrganization",
  "training-institute": "Other",
};

function factsOf({ traits, helping }: CountedCase, last: string): { readonly [F in HtcdsField]?: string } {
  const genders: { readonly [sex: string]: string } = { women: "Feminine", men: "Masculine" };
  const listed = (values: readonly string[]) => [...new Set(values)].join(";");
  const [begun] = helping;
  const latest = helping.findLast(({ from }) => from <= last);
  const isOver = latest !== undefined && latest.until !== null && latest.until <= last;
  return {
    prs_Gender: genders[traits.sex ?? notSaid] ?? "NonSpecifiedUnknown",
    prs_Citizenship: listed(traits.citizenship),
    vic_MethodsOfControl: listed(traits.means.map((key) => htcdsOf("control", key))),
    vic_TypeOfExploitation: listed(traits.forms.map((key) => htcdsOf("exploitation", key))),
    vic_LocationOfExploitation: listed(traits.countries),
    cas_Status: !isOver ? "Active" : latest.outcome === "moved-to-other-service" ? "ClosedReferred" : "Closed",
    cas_IncomingReferralDate: begun?.from ?? "",
    con_Consent: "true",
  };
}
