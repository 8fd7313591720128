// The pages of the own organisation, as places to go to.
import type { Given } from "../member/views.ts";

export type OrganisationPage =
  | { readonly at: "overview" }
  | { readonly at: "invite" }
  /** A request, or a note to sign; `given` is one that is here already. */
  | { readonly at: "given"; readonly given: Given | null }
  /** `id`: null for one that is not listed yet. */
  | { readonly at: "service"; readonly id: string | null };
