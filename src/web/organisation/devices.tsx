// The devices of the own organisation: since when, until when each waits, and the question that revokes one.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { longestDeviceName } from "../../member/organisation/device-names.ts";
import type { OrganisationView, OwnDevice } from "../../member/views.ts";
import { Ask } from "../components/ask.tsx";
import { OneOf } from "../components/choices.tsx";
import { TextField } from "../components/fields.tsx";
import type { Engine } from "../engine.ts";
import { go, goInstead } from "../navigation.ts";
import { saveFile } from "../save-file.ts";
import { exactDate, exactMoment } from "../text/moments.ts";
import { apart, formatNumber, isolate, type Sentence, t } from "../text/translate.ts";

const reasons = ["lost", "stolen", "left", "replaced", "misused"] as const;
type Reason = (typeof reasons)[number];

export function DevicesSection(props: {
  readonly engine: Engine;
  readonly own: OrganisationView;
  readonly onNews: (news: Sentence) => void;
}): JSX.Element {
  const { engine, own } = props;
  const isGone = ({ id, state }: OwnDevice) =>
    state === "revoked" && engine.organisation.waitingRevocation(id) === null;
  const there = own.devices.filter((device) => !isGone(device));
  const gone = own.devices.filter(isGone);
  const card = (device: OwnDevice) => <DeviceCard key={device.id} {...props} device={device} />;
  return (
    <section aria-labelledby="devices">
      <h2 id="devices">{t("dev.title")}</h2>
      {own.key !== null && there.filter(({ state }) => state === "active").length < 2 && (
        <p class="notice waiting">{t("dev.one")}</p>
      )}
      <ul class="cards">{there.map(card)}</ul>
      {gone.length > 0 && (
        <details>
          <summary>{t("dev.gone", { n: formatNumber(gone.length) })}</summary>
          <ul class="cards">{gone.map(card)}</ul>
        </details>
      )}
      {own.isAdmin && (
        <div class="actions">
          <button
            type="button"
            class="button plain"
            onClick={() => go({ at: "settings", organisation: { at: "invite" } })}
          >
            {t("invite.button")}
          </button>
          <OpenGiven />
        </div>
      )}
    </section>
  );
}

/** `instead`: the way back leads past the page on which it stands. */
export function OpenGiven({ instead = false }: { readonly instead?: boolean }): JSX.Element {
  const open = instead ? goInstead : go;
  return (
    <button
      type="button"
      class="button plain"
      onClick={() => open({ at: "settings", organisation: { at: "given", given: null } })}
    >
      {t("given.button")}
    </button>
  );
}

/** As this device calls it, else by the beginning of its id, which its own settings show. */
function nameOf({ id, name }: Pick<OwnDevice, "id" | "name">): string {
  return name ?? t("dev.unnamed", { id: isolate(`${id.slice(0, 4)} ${id.slice(4, 8)}`) });
}

function DeviceCard(props: {
  readonly engine: Engine;
  readonly own: OrganisationView;
  readonly device: OwnDevice;
  readonly onNews: (news: Sentence) => void;
}): JSX.Element {
  const { engine, own, device, onNews } = props;
  const [name, setName] = useState("");
  return (
    <li class="card">
      <h3 class="card-title">{apart(nameOf(device), device.isThis && t("dev.this"))}</h3>
      <p>
        {apart(
          t(`dev.${device.role}`),
          device.admin && t("dev.admin"),
          device.since !== null && t("dev.since", { date: exactDate(device.since) }),
        )}
      </p>
      {device.name !== null && (
        <p class="quiet">{t("dev.unnamed", { id: isolate(`${device.id.slice(0, 4)} ${device.id.slice(4, 8)}`) })}</p>
      )}
      {device.state !== "active" && <p class="notice waiting">{stateOf(device)}</p>}
      {device.state === "revoked" && <Waiting engine={engine} device={device} />}
      {device.state !== "revoked" && (
        <div class="actions">
          <Ask
            button={t("dev.name")}
            look="button plain"
            title={t("dev.name-label")}
            act={t("dev.name-do")}
            onBegin={() => setName(device.name ?? "")}
            verb={() => engine.organisation.nameDevice(device.id, name)}
            onDone={() => undefined}
          >
            <NameField name={name} onName={setName} />
          </Ask>
          {own.isAdmin && !device.isThis && <Lost engine={engine} own={own} device={device} onNews={onNews} />}
        </div>
      )}
    </li>
  );
}

/** A revocation that the log does not show yet: by hand it holds wherever it is opened (DR3d). */
function Waiting({ engine, device }: { readonly engine: Engine; readonly device: OwnDevice }): JSX.Element | null {
  const waiting = engine.organisation.waitingRevocation(device.id);
  if (waiting === null) return null;
  return (
    <>
      <p>{t("lost.waits")}</p>
      <button
        type="button"
        class="button plain"
        onClick={() => saveFile("panoh-revocation.note", "application/octet-stream", new TextEncoder().encode(waiting))}
      >
        {t("lost.save")}
      </button>
    </>
  );
}

export function NameField(props: { readonly name: string; readonly onName: (name: string) => void }): JSX.Element {
  return (
    <TextField
      id="device-name"
      label={t("dev.name-label")}
      hint={t("dev.name-hint")}
      optional={t("path.optional")}
      value={props.name}
      maxLength={longestDeviceName}
      onInput={props.onName}
    />
  );
}

function stateOf({ state, activeFrom, revokedAt }: OwnDevice): string {
  if (state === "revoked")
    return revokedAt === null ? t("dev.revoked-here") : t("dev.revoked", { date: exactDate(revokedAt) });
  return activeFrom === null ? t("dev.uncounted") : t("dev.until", { time: exactMoment(activeFrom) });
}

/** The question says what follows: it cannot be taken back, and for a reader a new key is the next step. */
function Lost(props: {
  readonly engine: Engine;
  readonly own: OrganisationView;
  readonly device: OwnDevice;
  readonly onNews: (news: Sentence) => void;
}): JSX.Element {
  const { engine, own, device, onNews } = props;
  const [reason, setReason] = useState<Reason | undefined>(undefined);
  const name = nameOf(device);
  const isLast = own.key !== null && device.admin && device.state === "active" && own.admins === 2;
  return (
    <Ask
      button={t("lost.button")}
      look="button plain"
      title={t("lost.title", { name })}
      about={t("lost.about")}
      act={t("lost.do")}
      manner="grave"
      isFinal
      onBegin={() => setReason(undefined)}
      verb={() => (reason === undefined ? () => t("lost.gap") : engine.organisation.revoke(device.id, reason))}
      onDone={() => onNews(() => t("lost.done", { name: nameOf(device) }))}
    >
      {own.key !== null && <p>{t("lost.key")}</p>}
      {isLast && <p class="notice waiting">{t("lost.last")}</p>}
      <OneOf
        id={`lost-${device.id}`}
        legend={t("lost.why")}
        options={reasons.map((value) => ({ value, label: t(`lost.${value}`) }))}
        value={reason}
        onChange={setReason}
      />
    </Ask>
  );
}
