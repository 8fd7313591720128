// A case into which we were brought (SL8): by whom, what a consent opens to us, and what stays closed, by the person's wish or by the table of parts.
import type { JSX } from "preact";
import { parts, partsOpened } from "../../core/part-table.ts";
import type { CaseView } from "../../member/views.ts";
import type { Engine } from "../engine.ts";
import { exactMoment, nameIn } from "../text/moments.ts";
import { partNames } from "../text/part-words.ts";
import { t } from "../text/translate.ts";
import { itemOf } from "./case-in-words.ts";

export function BroughtIn(props: {
  readonly engine: Engine;
  readonly opened: CaseView;
  /** Our own organisation. */
  readonly self: string;
}): JSX.Element {
  const { engine, opened, self } = props;
  const item = itemOf(engine, opened.state.id);
  const by = nameIn((item?.sentBy == null ? null : engine.directory.organisation(item.sentBy))?.name ?? {});
  const readable = engine.directory.readableParts(self);
  const given = opened.state.consents
    .filter(({ organisation, held, withdrawn }) => organisation === self && held && !withdrawn)
    .flatMap((consent) => partsOpened(consent, readable).now);
  const closed = parts.filter((part) => !given.includes(part));
  return (
    <div class="notice plain brought-in">
      {item !== undefined && (
        <p>
          {t("granted.by", {
            name: by || t("desk.unknown-sender"),
            time: exactMoment(item.since),
          })}
        </p>
      )}
      {given.length > 0 && <p>{t("granted.shares", { list: partNames(given) })}</p>}
      {given.length > 0 && closed.length > 0 && <p>{t("granted.closed", { list: partNames(closed) })}</p>}
      {opened.leftOut > 0 && <p class="quiet">{t("granted.left-out", { n: opened.leftOut })}</p>}
    </div>
  );
}
