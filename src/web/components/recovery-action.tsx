// What a person can do about a recovery (KR8): who asks, until when nothing is given, and the one press that stops it, or gives the share that is here. Both are asked first.
// Whoever asks for the organisation's cases stands in red on every screen but the one that is turned to the person.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { RequestView } from "../../member/recovery.ts";
import type { Alarm } from "../../member/views.ts";
import type { Engine } from "../engine.ts";
import { saveFile } from "../save-file.ts";
import { exactMoment, listOf, nameIn } from "../text/moments.ts";
import { isolate, t } from "../text/translate.ts";
import { useVerb } from "../use-verb.ts";
import { AlarmNotice, isRed } from "./alarms.tsx";
import { Dialog } from "./dialog.tsx";
import { FileField } from "./fields.tsx";
import { Failed } from "./page-form.tsx";

/** The red ones of all alarms; every other one stands where its page puts it. */
export function RedAlarms(props: { readonly engine: Engine; readonly alarms: readonly Alarm[] }): JSX.Element | null {
  const red = props.alarms.filter(isRed);
  if (red.length === 0) return null;
  return (
    <div class="alarms">
      {red.map((alarm) => (
        <AlarmNotice key={alarm.leaf} engine={props.engine} alarm={alarm}>
          <RecoveryAction engine={props.engine} alarm={alarm} />
        </AlarmNotice>
      ))}
    </div>
  );
}

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
  const number = isolate(request.number);
  const organisation = organisationName(engine, request.organisation);
  const { recovery } = engine.device;
  const waiting = isOwn ? recovery.waitingVeto(request.id) : null;
  const act = () =>
    void run(
      () => (isOwn ? recovery.veto(request.id, t("recover.veto-reason")) : recovery.giveShare(request.id)),
      () => setAsked(false),
    );
  const isReady = request.state === "ready" && !request.isStoppedByHand && !request.isGivenFromHere;
  const mayAct = isOwn ? request.state !== "vetoed" && waiting === null : isReady;
  const who = listOf(request.vouchers.map((name) => organisationName(engine, name)));
  return (
    <div class="stack">
      <p>
        {t("recover.who", { organisation, number, who })} {stateWords(request)}
      </p>
      {mayAct && (
        <button type="button" class={isOwn ? "button primary" : "button plain"} onClick={() => setAsked(true)}>
          {t(isOwn ? "recover.veto" : "recover.give")}
        </button>
      )}
      {waiting !== null && (
        <>
          <p>{t("recover.veto-waits")}</p>
          <button
            type="button"
            class="button plain"
            onClick={() => saveFile("panoh-veto.note", "application/octet-stream", new TextEncoder().encode(waiting))}
          >
            {t("recover.veto-save")}
          </button>
        </>
      )}
      {!isOwn && !request.isGivenFromHere && request.state !== "vetoed" && <TakeVeto engine={engine} />}
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

// A veto is less than a page of text.
const largestVeto = 32_768;

/** A veto that somebody carries here, because the host logs none (KR4c). */
function TakeVeto({ engine }: { readonly engine: Engine }): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  const [file, setFile] = useState<File | undefined>(undefined);
  const { busy, error, run, say } = useVerb();
  const read = async (chosen: File) => engine.device.recovery.takeVeto(new Uint8Array(await chosen.arrayBuffer()));
  const take = () =>
    void run(
      () => (file === undefined || file.size > largestVeto ? () => t("recover.take-none") : read(file)),
      (isTaken) => (isTaken ? setOpen(false) : say(() => t("recover.take-none"))),
    );
  return (
    <>
      <button type="button" class="link" onClick={() => setOpen(true)}>
        {t("recover.take")}
      </button>
      {isOpen && (
        <Dialog
          title={t("recover.take")}
          about={t("recover.take-about")}
          onLeave={() => setOpen(false)}
          actions={
            <button type="button" class="button primary" aria-disabled={busy} onClick={take}>
              {t("recover.take-do")}
            </button>
          }
        >
          <FileField id="veto-file" label={t("take.file")} onFile={setFile} />
          <Failed words={error} />
        </Dialog>
      )}
    </>
  );
}

/** How far a request is, in a sentence. */
export function stateWords(request: RequestView): string {
  const { state, readyAt, releases, threshold, isSheet, isStoppedByHand, isGivenFromHere } = request;
  if (state === "over") return t("recover.over");
  if (state === "vetoed") return t("recover.stopped");
  if (isGivenFromHere) return t("recover.given");
  if (isStoppedByHand) return t("recover.stopped-here");
  if (state === "ready") return isSheet ? t("recover.ready-sheet") : t("recover.ready", { n: releases, of: threshold });
  return readyAt === null ? t("recover.wait-unknown") : t("recover.wait", { time: exactMoment(readyAt) });
}

/** An organisation by its name in the directory; a seat of the council, and what is not known, by what it is called in the log. */
export function organisationName(engine: Engine, id: string): string {
  const record = engine.directory.organisation(id);
  return record === null ? id : nameIn(record.name);
}
