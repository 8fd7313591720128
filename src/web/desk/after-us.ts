// Who is left when we decline: a referral that nobody can accept any more goes unseen unless somebody says so.
import { standsAs } from "../../core/policy-table.ts";
import type { ServiceType } from "../../core/service.ts";
import type { CaseView } from "../../member/views.ts";

export type AfterUs =
  /** Another one accepted: nobody else is asked. */
  | { readonly is: "elsewhere" }
  /** So many others who were asked can still accept. */
  | { readonly is: "others"; readonly n: number }
  /** We alone are asked for this help (FD16): who helps the person hears the answer and goes on. */
  | { readonly is: "asked"; readonly needs: readonly ServiceType[] }
  | { readonly is: "nobody" };

/** What becomes of a referral without us. */
export function afterUs({ state, actions }: CaseView, referral: string, self: string): AfterUs {
  if (actions.some((action) => action.referral === referral && action.bar?.is === "elsewhere"))
    return { is: "elsewhere" };
  const { contact = true, needs = [], places = [] } = state.referrals.find(({ id }) => id === referral) ?? {};
  if (!contact) return { is: "asked", needs };
  const others = places.filter(({ organisation }) => organisation !== self);
  if (others.some((place) => standsAs(place, "helps", "helped"))) return { is: "elsewhere" };
  // Nobody accepts on a consent that was taken back (FD7).
  const mayHold = (organisation: string) =>
    state.consents.some((consent) => consent.organisation === organisation && !consent.withdrawn);
  const n = others.filter((place) => place.state !== "declined" && mayHold(place.organisation)).length;
  return n > 0 ? { is: "others", n } : { is: "nobody" };
}

/** True when we declined a referral that nobody else who was asked can accept. */
export function isLeftByAll(opened: CaseView, self: string): boolean {
  const declined = opened.state.referrals.filter(({ places }) =>
    places.some((place) => place.organisation === self && place.state === "declined"),
  );
  return declined.some(({ id }) => afterUs(opened, id, self).is === "nobody");
}
