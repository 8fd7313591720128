// An unlocked device that its country's log does not know, or that has not reached its host yet. It goes on by itself. What made its own
// keys shows its request here, for the administrator.
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { DeviceView } from "../../member/views.ts";
import { AlarmList } from "../components/alarms.tsx";
import { Heading } from "../components/heading.tsx";
import type { Engine } from "../engine.ts";
import { loadPart } from "../load-part.ts";
import { saveFile } from "../save-file.ts";
import { t } from "../text/translate.ts";

const encode = (text: string) => new TextEncoder().encode(text);

export function FirstContact({ engine, view }: { readonly engine: Engine; readonly view: DeviceView }): JSX.Element {
  const request = engine.request.value;
  const { asking } = engine.device.recovery;
  // The first round is not over: it fetches the country's log and checks it, and what comes of it is shown by itself.
  const isPreparing = view.network === "unknown";
  const [Recover, setRecover] = useState<typeof import("./recover-device.tsx").RecoverDevice | null>(null);
  useEffect(() => {
    loadPart(() => import("./recover-device.tsx")).then(
      (part) => setRecover(() => part.RecoverDevice),
      () => undefined,
    );
  }, []);
  return (
    <main id="content" class="column">
      <Heading>{t(isPreparing ? "first.preparing" : "first.title")}</Heading>
      <AlarmList engine={engine} alarms={view.alarms} />
      {/* One number is on the page: that of the request for a recovery, once there is one. */}
      {request !== null && asking === null && (
        <section class="stack">
          <h2>{t("first.request")}</h2>
          <p>{t("first.request-lead")}</p>
          <p class="words mono" dir="ltr">
            {request.id}
          </p>
          <button
            type="button"
            class="button primary wide"
            onClick={() => saveFile("panoh.request", "application/octet-stream", encode(request.note))}
          >
            {t("first.request-save")}
          </button>
        </section>
      )}
      {Recover !== null && <Recover engine={engine} />}
      {isPreparing ? (
        <p role="status">{t("first.preparing-about")}</p>
      ) : (
        <>
          {view.network !== "online" ? (
            <p>{t("first.offline")}</p>
          ) : (
            // No administrator has to act where a recovery is asked for.
            asking === null && <p>{t("first.unknown")}</p>
          )}
          <button
            type="button"
            class={request === null ? "button primary" : "button plain"}
            onClick={() => void engine.sync()}
          >
            {t("first.again")}
          </button>
        </>
      )}
    </main>
  );
}
