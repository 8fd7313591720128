// The organisation's recovery key, for the first page and the organisation's own page (KR9): whether the custodians said that their shares are there, what is to be done about
// the key, and the question to them.
import type { JSX } from "preact";
import type { DealingView } from "../../member/recovery.ts";
import { now } from "../clock.ts";
import type { Engine } from "../engine.ts";
import { go } from "../navigation.ts";
import { exactMoment } from "../text/moments.ts";
import { formatNumber, t } from "../text/translate.ts";
import { useSentence, useVerb } from "../use-verb.ts";
import { Failed } from "./page-form.tsx";

/** A custodian's word is young for a quarter and some days more. */
const quarterMilliseconds = 100 * 86_400_000;

export function RecoveryLine({ engine }: { readonly engine: Engine }): JSX.Element | null {
  const { error, run } = useVerb();
  const [news, say] = useSentence();
  const self = engine.view.value?.self ?? null;
  if (engine.awaitsArchive.value || self?.active !== true || !engine.device.isReader) return null;
  const { dealing, nextDealing, isAnotherComing, isRenewalDue } = engine.device.recovery;
  const isDue = dealing?.inForce === true && !dealing.isSheet && held(dealing) < dealing.custodians.length;
  const isGone = dealing?.custodians.some(({ isThere }) => !isThere) === true;
  const mustDeal = isRenewalDue || (!isAnotherComing && (dealing === null || isGone));
  return (
    <section class="archive" aria-label={t("recover.title")}>
      <p>{words(dealing)}</p>
      {isAnotherComing && nextDealing !== null && <p>{whenInForce(nextDealing)}</p>}
      {isRenewalDue && <p class="notice danger">{t("recover.renew")}</p>}
      {!isAnotherComing && isGone && <p class="notice waiting">{t("recover.gone")}</p>}
      <p role="status">{news}</p>
      <Failed words={error} />
      {isDue && (
        <button
          type="button"
          class="button plain"
          onClick={() =>
            void run(
              () => engine.device.recovery.drill(),
              () => say(() => t("recover.drilled")),
            )
          }
        >
          {t("recover.drill")}
        </button>
      )}
      {mustDeal &&
        (self.admin ? (
          <button
            type="button"
            class="button plain"
            onClick={() => go({ at: "settings", organisation: { at: "deal" } })}
          >
            {t("recover.deal")}
          </button>
        ) : (
          <p>{t("recover.ask-admin")}</p>
        ))}
    </section>
  );
}

/** From when a key that was dealt counts. */
function whenInForce({ inForceAt }: DealingView): string {
  return inForceAt === null ? t("recover.next-unknown") : t("recover.next", { time: exactMoment(inForceAt) });
}

/** How many custodians said in this quarter that their share is there. */
function held({ custodians }: DealingView): number {
  return custodians.filter(({ heldAt }) => heldAt !== null && now.value - Date.parse(heldAt) < quarterMilliseconds)
    .length;
}

function words(dealing: DealingView | null): string {
  if (dealing === null) return t("recover.none");
  if (!dealing.inForce) return whenInForce(dealing);
  if (dealing.isSheet) return t("recover.sheet");
  const { custodians, threshold } = dealing;
  return t("recover.held", {
    n: formatNumber(held(dealing)),
    of: formatNumber(custodians.length),
    need: formatNumber(threshold),
  });
}
