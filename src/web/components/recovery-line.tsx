// Custodians of the organisation's recovery key, for the first page and the organisation's own page (KR9): whether they said that their shares are there, and the question.
import type { JSX } from "preact";
import type { DealingView } from "../../member/recovery.ts";
import { now } from "../clock.ts";
import type { Engine } from "../engine.ts";
import { formatNumber, t } from "../text/translate.ts";
import { useSentence, useVerb } from "../use-verb.ts";
import { Failed } from "./page-form.tsx";

/** A custodian's word is young for a quarter and some days more. */
const quarterMilliseconds = 100 * 86_400_000;

export function RecoveryLine({ engine }: { readonly engine: Engine }): JSX.Element | null {
  const { error, run } = useVerb();
  const [news, say] = useSentence();
  if (engine.awaitsArchive.value || engine.view.value?.self?.active !== true || !engine.device.isReader) return null;
  const { dealing } = engine.device.recovery;
  const isDue = dealing?.inForce === true && !dealing.isSheet && held(dealing) < dealing.custodians.length;
  return (
    <section class="archive" aria-label={t("recover.title")}>
      <p>{words(dealing)}</p>
      {dealing?.isUsed === true && <p class="notice waiting">{t("recover.renew")}</p>}
      {dealing?.custodians.some(({ isThere }) => !isThere) === true && (
        <p class="notice waiting">{t("recover.gone")}</p>
      )}
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
    </section>
  );
}

/** How many custodians said in this quarter that their share is there. */
function held({ custodians }: DealingView): number {
  return custodians.filter(({ heldAt }) => heldAt !== null && now.value - Date.parse(heldAt) < quarterMilliseconds)
    .length;
}

function words(dealing: DealingView | null): string {
  if (dealing === null) return t("recover.none");
  if (!dealing.inForce) return t("recover.soon");
  if (dealing.isSheet) return t("recover.sheet");
  const { custodians, threshold } = dealing;
  return t("recover.held", {
    n: formatNumber(held(dealing)),
    of: formatNumber(custodians.length),
    need: formatNumber(threshold),
  });
}
