// The organisation's key on the first page of the desk, while something is to be done about it: there is none, a reader was revoked since it began, or a newer one is not in use
// yet (SL4). The steps are on the organisation's own page.
import type { JSX } from "preact";
import type { Engine } from "../engine.ts";
import { go } from "../navigation.ts";
import { formatNumber, t } from "../text/translate.ts";

export function KeyLine({ engine }: { readonly engine: Engine }): JSX.Element | null {
  const isActive = engine.view.value?.self?.active === true;
  const key = isActive ? (engine.organisation.view?.key ?? null) : null;
  if (key === null) return null;
  const { epoch, inUse, isDue } = key;
  const isPending = epoch !== null && inUse !== null && inUse !== epoch;
  if (!isDue && !isPending) return null;
  return (
    <section class="archive" aria-label={t("key.title")}>
      <p class={epoch !== null && isDue ? "notice danger" : "notice waiting"}>
        {epoch === null
          ? t("key.none")
          : isDue
            ? t("key.due")
            : t("key.pending", { n: formatNumber(epoch), old: formatNumber(inUse ?? epoch) })}
      </p>
      <button
        type="button"
        class="button plain"
        onClick={() => go({ at: "settings", organisation: { at: "overview" } })}
      >
        {t("org.title")}
      </button>
    </section>
  );
}
