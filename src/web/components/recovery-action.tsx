// Under an alarm about a recovery (KR8): who asks, until when nothing is given, and the one press that stops it, or gives the share that is here. Both are asked first.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { RequestView } from "../../member/recovery.ts";
import type { Alarm } from "../../member/views.ts";
import type { Engine } from "../engine.ts";
import { exactMoment, listOf, nameIn } from "../text/moments.ts";
import { t } from "../text/translate.ts";
import { useVerb } from "../use-verb.ts";
import { Dialog } from "./dialog.tsx";
import { Failed } from "./page-form.tsx";

export function RecoveryAction({
  engine,
  alarm,
}: {
  readonly engine: Engine;
  readonly alarm: Alarm;
}): JSX.Element | null {
  if (alarm.code !== "recovery-asked" && alarm.code !== "share-asked") return null;
  const request = engine.device.recovery.requests.find(({ leaf }) => leaf === alarm.leaf);
  if (request === undefined) return null;
  return <Asked engine={engine} request={request} isOwn={alarm.code === "recovery-asked"} />;
}

function Asked(props: {
  readonly engine: Engine;
  readonly request: RequestView;
  readonly isOwn: boolean;
}): JSX.Element {
  const { engine, request, isOwn } = props;
  const [isAsked, setAsked] = useState(false);
  const { busy, error, run } = useVerb();
  const number = numberOf(request.id);
  const organisation = nameOf(engine, request.organisation);
  const { recovery } = engine.device;
  const act = () =>
    void run(
      () => (isOwn ? recovery.veto(request.id, t("recover.veto-reason")) : recovery.giveShare(request.id)),
      () => setAsked(false),
    );
  const mayAct = isOwn ? request.state !== "vetoed" : request.state === "ready" && !request.isGivenFromHere;
  return (
    <div class="stack">
      <p>
        {t("recover.who", { organisation, number, who: listOf(request.vouchers.map((name) => nameOf(engine, name))) })}{" "}
        {stateWords(request)}
      </p>
      {mayAct && (
        <button type="button" class={isOwn ? "button primary" : "button plain"} onClick={() => setAsked(true)}>
          {t(isOwn ? "recover.veto" : "recover.give")}
        </button>
      )}
      {isAsked && (
        <Dialog
          title={isOwn ? t("recover.veto-title") : t("recover.give-title", { organisation })}
          about={isOwn ? t("recover.veto-about") : t("recover.give-about", { number })}
          isFinal={!isOwn}
          onLeave={() => setAsked(false)}
          actions={
            <button type="button" class="button primary" aria-disabled={busy} onClick={act}>
              {t(isOwn ? "recover.veto" : "recover.give")}
            </button>
          }
        >
          <Failed words={error} />
        </Dialog>
      )}
    </div>
  );
}

/** How far a request is, in a sentence. */
export function stateWords({ state, readyAt, releases, threshold, isGivenFromHere }: RequestView): string {
  if (state === "over") return t("recover.over");
  if (state === "vetoed") return t("recover.stopped");
  if (isGivenFromHere) return t("recover.given");
  if (state === "ready") return t("recover.ready", { n: releases, of: threshold });
  return readyAt === null ? t("recover.wait-unknown") : t("recover.wait", { time: exactMoment(readyAt) });
}

/** The number of a request as two people compare it: groups of four digits. */
export function numberOf(id: string): string {
  return (id.match(/.{4}/g) ?? []).join(" ");
}

function nameOf(engine: Engine, id: string): string {
  const record = engine.directory.organisation(id);
  return record === null ? id : nameIn(record.name);
}
