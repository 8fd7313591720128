// The pages of the own organisation, as places to go to.
import type { Given } from "../member/views.ts";

export type OrganisationPage =
  | { readonly at: "overview" }
  /** `lost`: of an organisation that lost all its devices, whose share is here. */
  | { readonly at: "invite"; readonly lost?: string }
  | { readonly at: "deal" }
  /** A request, or a note to sign; `given` is one that is here already. */
  | { readonly at: "given"; readonly given: Given | null }
  /** `id`: null for one that is not listed yet. */
  | { readonly at: "service"; readonly id: string | null };
