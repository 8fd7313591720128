// How much of each service is free: one fewer or one more, then publish. On the first page these two presses are all; the total and what is counted are said on the
// page of the organisation.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { figureAge } from "../../core/free-places.ts";
import type { Capacity } from "../../core/service.ts";
import { westernDigits } from "../../core/western-digits.ts";
import type { OrganisationView } from "../../member/views.ts";
import { now } from "../clock.ts";
import type { Engine } from "../engine.ts";
import { nameIn } from "../text/moments.ts";
import { saidText } from "../text/said-text.ts";
import { between, formatNumber, t } from "../text/translate.ts";
import { useVerb } from "../use-verb.ts";
import { Ask } from "./ask.tsx";
import { OneOf } from "./choices.tsx";
import { TextField } from "./fields.tsx";
import { Moment } from "./moment.tsx";
import { VerbError } from "./verb-error.tsx";

type OwnService = OrganisationView["services"][number];
const units = ["bed", "place", "appointment"] as const;
const most = 10_000;

export function FreePlaces({
  engine,
  isBrief = false,
}: {
  readonly engine: Engine;
  /** On the first page: what has a figure alone. */
  readonly isBrief?: boolean;
}): JSX.Element | null {
  const all = engine.own.value?.services ?? [];
  const services = all.filter(({ status, capacity }) => status === "active" && (!isBrief || capacity !== null));
  const [isDone, setDone] = useState(false);
  if (engine.own.value === null || services.length === 0) return null;
  return (
    <section class="free-places" aria-labelledby="free-places">
      <h2 id="free-places">{t("free.title")}</h2>
      {services.map((service) => (
        <FreeRow
          key={`${service.id} ${service.capacity?.updated}`}
          engine={engine}
          service={service}
          isBrief={isBrief}
          onDone={setDone}
        />
      ))}
      <p role="status" class="hint">
        {isDone && t("free.done")}
      </p>
    </section>
  );
}

function FreeRow(props: {
  readonly engine: Engine;
  readonly service: OwnService;
  readonly isBrief: boolean;
  readonly onDone: (isDone: boolean) => void;
}): JSX.Element {
  const { engine, service, isBrief, onDone } = props;
  const { capacity } = service;
  const [changed, setChanged] = useState<number | null>(null);
  const { busy, error, run } = useVerb(saidText);
  const name = nameIn(service.name);
  const setting = !isBrief && <SetFree engine={engine} service={service} onDone={() => onDone(true)} />;
  if (capacity === null)
    return (
      <div class="free-row">
        <p class="free-what">
          <strong>{name}</strong> <span class="quiet">{t("free.never")}</span>
        </p>
        {setting}
      </div>
    );
  const { unit, maximum } = capacity;
  const available = changed ?? capacity.available;
  const step = (by: number) => {
    onDone(false);
    setChanged(Math.min(maximum, Math.max(0, available + by)));
  };
  const publish = () =>
    void run(
      () => engine.organisation.sayFree({ service_id: service.id, unit, available, maximum }),
      () => {
        setChanged(null);
        onDone(true);
      },
    );
  const figures = { n: formatNumber(available), of: formatNumber(maximum) };
  const isOld = figureAge(capacity, now.value) !== "fresh";
  return (
    <div class="free-row">
      <p class="free-what">
        <strong>{name}</strong>
        <br />
        <span aria-live="polite">{t("free.now", figures)}</span>
        <span class="quiet">
          {between()}
          {t(`free.${unit}`)}
          {between()}
          <Moment at={Date.parse(capacity.updated)} />
        </span>
      </p>
      <span class="free-steps">
        <button
          type="button"
          class="button plain"
          aria-label={t("free.less", { name })}
          disabled={available === 0}
          onClick={() => step(-1)}
        >
          −
        </button>
        <button
          type="button"
          class="button plain"
          aria-label={t("free.more", { name })}
          disabled={available >= maximum}
          onClick={() => step(1)}
        >
          +
        </button>
      </span>
      {(changed !== null || isOld) && (
        <button
          type="button"
          class={changed === null ? "button plain" : "button primary"}
          aria-disabled={busy}
          onClick={publish}
        >
          {busy ? t("act.busy") : t("free.publish", figures)}
        </button>
      )}
      {setting}
      <VerbError error={error} />
    </div>
  );
}

/** What is counted, how many there are and how many are free, said for the first time or set right. */
function SetFree(props: {
  readonly engine: Engine;
  readonly service: OwnService;
  readonly onDone: () => void;
}): JSX.Element {
  const { engine, service, onDone } = props;
  const { capacity } = service;
  const [unit, setUnit] = useState<Capacity["unit"]>(capacity?.unit ?? "bed");
  const [maximum, setMaximum] = useState(String(capacity?.maximum ?? ""));
  const [available, setAvailable] = useState(String(capacity?.available ?? ""));
  const numberIn = (text: string) =>
    /^\d{1,5}$/.test(westernDigits(text.trim())) ? Number(westernDigits(text.trim())) : most + 1;
  const say = () => {
    const free = { service_id: service.id, unit, maximum: numberIn(maximum), available: numberIn(available) };
    const isWrong = free.maximum > most || free.available > free.maximum;
    return isWrong ? () => t("free.gap") : engine.organisation.sayFree(free);
  };
  return (
    <Ask
      button={t(capacity === null ? "free.set" : "free.total")}
      look={capacity === null ? "button plain" : "link"}
      title={nameIn(service.name)}
      act={t("free.set-do")}
      verb={say}
      words={saidText}
      onDone={onDone}
    >
      <OneOf
        id={`unit-${service.id}`}
        legend={t("free.unit")}
        options={units.map((value) => ({ value, label: t(`free.${value}`) }))}
        value={unit}
        onChange={setUnit}
      />
      <TextField
        id={`maximum-${service.id}`}
        label={t("free.maximum")}
        value={maximum}
        maxLength={5}
        onInput={setMaximum}
      />
      <TextField
        id={`available-${service.id}`}
        label={t("free.available")}
        value={available}
        maxLength={5}
        onInput={setAvailable}
      />
    </Ask>
  );
}
