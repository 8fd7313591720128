// Why this device may not sign now, and from when it may (DR3, DR8).
import type { JSX } from "preact";
import type { DeviceView } from "../../member/views.ts";
import { exactMoment } from "../text/moments.ts";
import { t } from "../text/translate.ts";

export function Standing({ self }: Pick<DeviceView, "self">): JSX.Element | null {
  if (self?.active !== false) return null;
  const { waits, suspended, revoked } = self;
  const why = revoked ? "revoked" : suspended ? "suspended" : waits?.until == null ? "inactive" : "waits";
  return <p class="notice waiting standing">{t(`settings.${why}`, { day: exactMoment(waits?.until ?? 0) })}</p>;
}
