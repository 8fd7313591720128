// A case into which we were brought (SL8): by whom, what the person shares with us, and that something is kept from us as they wished.
import type { JSX } from "preact";
import { compartments } from "../../core/entry-kind.ts";
import type { CaseView } from "../../member/views.ts";
import type { Engine } from "../engine.ts";
import { exactMoment, nameIn } from "../text/moments.ts";
import { apart, t } from "../text/translate.ts";
import { itemOf } from "./case-line.ts";

export function BroughtIn(props: {
  readonly engine: Engine;
  readonly opened: CaseView;
  /** Our own organisation. */
  readonly self: string;
}): JSX.Element {
  const { engine, opened, self } = props;
  const item = itemOf(engine, opened.state.id);
  const by = nameIn((item?.sentBy == null ? null : engine.directory.organisation(item.sentBy))?.name ?? {});
  const given = new Set(
    opened.state.consents
      .filter(({ organisation }) => organisation === self)
      .flatMap((consent) => [...consent.compartments]),
  );
  const words = (isGiven: boolean) =>
    compartments
      .filter((part) => part !== "notes" && given.has(part) === isGiven)
      .map((part) => t(`compartment.${part}`));
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
      {words(true).length > 0 && <p>{t("granted.shares", { list: apart(...words(true)) })}</p>}
      {words(false).length > 0 && <p>{t("granted.kept", { list: apart(...words(false)) })}</p>}
      {opened.leftOut > 0 && <p class="quiet">{t("granted.left-out", { n: opened.leftOut })}</p>}
    </div>
  );
}
