// The recovery key on the organisation's own page (KR1, KR9): who holds its shares and what each said, a key that does not count yet, and the shares of others that are here.
import type { JSX } from "preact";
import type { DealingView } from "../../member/recovery.ts";
import type { OrganisationView } from "../../member/views.ts";
import { organisationName } from "../components/recovery-action.tsx";
import { RecoveryLine } from "../components/recovery-line.tsx";
import type { Engine } from "../engine.ts";
import { go } from "../navigation.ts";
import { exactDate } from "../text/moments.ts";
import { formatNumber, t } from "../text/translate.ts";
import { OpenGiven } from "./devices.tsx";

export function RecoveryKey({ engine, own }: { readonly engine: Engine; readonly own: OrganisationView }): JSX.Element {
  const { dealing, nextDealing, isAnotherComing, heldFor } = engine.device.recovery;
  return (
    <div class="recovery-key">
      <h2 id="recovery-key">{t("recover.title")}</h2>
      <p class="hint">{t("hold.about")}</p>
      <RecoveryLine engine={engine} />
      {dealing !== null && <Custodians engine={engine} dealing={dealing} />}
      {isAnotherComing && nextDealing !== null && (
        <>
          <h3>{t("hold.next")}</h3>
          <Custodians engine={engine} dealing={nextDealing} />
        </>
      )}
      {own.isAdmin && dealing !== null && (
        <button type="button" class="link" onClick={() => go({ at: "settings", organisation: { at: "deal" } })}>
          {t("hold.another")}
        </button>
      )}
      {heldFor.length > 0 && (
        <>
          <h3>{t("hold.for")}</h3>
          <p class="hint">{t("hold.for-about")}</p>
          <ul class="cards">
            {heldFor.map((id) => (
              <li key={id} class="card">
                <p>{organisationName(engine, id)}</p>
                <button
                  type="button"
                  class="button plain"
                  onClick={() => go({ at: "settings", organisation: { at: "invite", lost: id } })}
                >
                  {t("hold.lost")}
                </button>
              </li>
            ))}
          </ul>
          {!own.isAdmin && <OpenGiven />}
        </>
      )}
    </div>
  );
}

function Custodians({
  engine,
  dealing,
}: {
  readonly engine: Engine;
  readonly dealing: DealingView;
}): JSX.Element | null {
  const { custodians, threshold } = dealing;
  if (custodians.length === 0) return null;
  return (
    <>
      <p>{t("deal.to", { n: formatNumber(threshold), of: formatNumber(custodians.length) })}</p>
      <ul>
        {custodians.map(({ organisation, isThere, heldAt }) => (
          <li key={organisation}>
            {organisationName(engine, organisation)}
            <br />
            <span class="quiet">
              {!isThere
                ? t("hold.gone")
                : heldAt === null
                  ? t("hold.never")
                  : t("hold.said", { date: exactDate(Date.parse(heldAt)) })}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
