// A seat of the council that is to get another key (DR7e): whoever reads it may know that nobody of the council said so.
import type { JSX } from "preact";
import type { SeatNews } from "../../member/views.ts";
import { exactMoment } from "../text/moments.ts";
import { t } from "../text/translate.ts";

export function SeatNotice({ news: { seat, fingerprint, from } }: { readonly news: SeatNews }): JSX.Element {
  return (
    <p class="notice waiting">
      {from === null ? t("council.seat-long", { seat }) : t("council.seat-waits", { seat, day: exactMoment(from) })}
      <bdi dir="ltr">{fingerprint}</bdi>
    </p>
  );
}
