// The key of the readers: which is in use, when a new one is due, and the next of the steps that lead to it (SL4): begun by one administrator, signed by a second, handed
// over, confirmed.
import type { JSX } from "preact";
import type { OrganisationView } from "../../member/views.ts";
import { Ask } from "../components/ask.tsx";
import { VerbError } from "../components/verb-error.tsx";
import type { Engine } from "../engine.ts";
import { go } from "../navigation.ts";
import { saidText } from "../text/said-text.ts";
import { formatNumber, type Sentence, t } from "../text/translate.ts";
import { useVerb } from "../use-verb.ts";

export function OwnKeySection(props: {
  readonly engine: Engine;
  readonly own: OrganisationView;
  readonly onNews: (news: Sentence) => void;
}): JSX.Element | null {
  const { engine, own, onNews } = props;
  const { key } = own;
  const { busy, error, run } = useVerb(saidText);
  if (key === null) return null;
  const { epoch, inUse, isDue, isHeld, isConfirmedHere, lacking } = key;
  const n = epoch ?? 0;
  const mayConfirm = isHeld && !isConfirmedHere;
  return (
    <section aria-labelledby="own-key">
      <h2 id="own-key">{t("key.title")}</h2>
      <p class="hint">{t("key.about")}</p>
      {epoch === null ? (
        <p>{t("key.none")}</p>
      ) : inUse === null || inUse === n ? (
        <p>{t("key.fine", { n: formatNumber(n) })}</p>
      ) : (
        <p class="notice waiting">{t("key.pending", { n: formatNumber(n), old: formatNumber(inUse) })}</p>
      )}
      {isDue && epoch !== null && <p class="notice danger">{t("key.due")}</p>}
      {mayConfirm && (
        <>
          <p>{t("key.confirm-lead", { n: formatNumber(n) })}</p>
          <button
            type="button"
            class="button primary"
            aria-disabled={busy}
            onClick={() =>
              void run(
                () => engine.organisation.confirmEpoch(n),
                () => onNews(() => t("key.confirmed")),
              )
            }
          >
            {t("key.confirm")}
          </button>
        </>
      )}
      {epoch !== null && !isHeld && <p class="notice waiting">{t("key.awaited", { n: formatNumber(n) })}</p>}
      {isHeld && !mayConfirm && lacking.length > 0 && (
        <>
          <p>{t("key.lacking", { n: formatNumber(lacking.length), k: formatNumber(n) })}</p>
          <button
            type="button"
            class="button primary"
            aria-disabled={busy}
            onClick={() =>
              void run(
                () => engine.organisation.handOver(),
                () => onNews(() => t("key.handed")),
              )
            }
          >
            {t("key.hand-over")}
          </button>
        </>
      )}
      <VerbError error={error} />
      {own.isAdmin && (
        <>
          {(isDue || epoch === null) && <p>{t("key.steps")}</p>}
          <Ask
            button={t("key.begin")}
            look={isDue ? "button primary" : "link"}
            title={t("key.begin-title")}
            about={t("key.begin-about")}
            act={t("key.begin")}
            verb={() => engine.organisation.beginEpoch()}
            onDone={(given) => go({ at: "settings", organisation: { at: "given", given } })}
          >
            <p>{t("key.steps")}</p>
          </Ask>
        </>
      )}
    </section>
  );
}
