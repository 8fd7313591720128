// What the organisation offers, as officers find it: each service with its telephone numbers, and the check of a number that somebody rang.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { dayAt } from "../../core/moment.ts";
import { phonesOf } from "../../core/phones.ts";
import { phoneChecks, phoneSchema } from "../../core/service.ts";
import { withPhone } from "../../member/organisation.ts";
import type { OrganisationView } from "../../member/views.ts";
import { now } from "../clock.ts";
import { Ask } from "../components/ask.tsx";
import { OneOf } from "../components/choices.tsx";
import { TextField } from "../components/fields.tsx";
import { Hours, Phones } from "../components/phones.tsx";
import type { Engine } from "../engine.ts";
import { go } from "../navigation.ts";
import { exactDate, listOf, nameIn } from "../text/moments.ts";
import { plainNumber } from "../text/plain-number.ts";
import { saidText } from "../text/said-text.ts";
import { isolate, type Sentence, t } from "../text/translate.ts";

type OwnService = OrganisationView["services"][number];
type Check = (typeof phoneChecks)[number];

export const statusWords = {
  active: "serv.active",
  "temporarily closed": "serv.closed",
  inactive: "serv.ended",
} as const;

export function Services(props: {
  readonly engine: Engine;
  readonly own: OrganisationView;
  readonly onNews: (news: Sentence) => void;
}): JSX.Element {
  const { engine, own, onNews } = props;
  return (
    <section aria-labelledby="services">
      <h2 id="services">{t("serv.title")}</h2>
      <p class="hint">{t("serv.about")}</p>
      {own.services.length === 0 && <p class="empty">{t("serv.empty")}</p>}
      <ul class="cards">
        {own.services.map((service) => (
          <li class="card" key={service.id}>
            <h3 class="card-title">{nameIn(service.name)}</h3>
            <p>{listOf(service.types.map((type) => t(`need.${type}`)))}</p>
            {service.status !== "active" && (
              <p class="notice waiting">{t(service.status === "temporarily closed" ? "serv.closed" : "serv.ended")}</p>
            )}
            {service.schedules === undefined && <p class="empty">{t("serv.no-hours")}</p>}
            <Hours engine={engine} service={service} />
            <h4>{t("serv.phones")}</h4>
            <Numbers engine={engine} service={service} mayCheck={own.isAdmin} onNews={onNews} />
            {own.isAdmin && (
              <button
                type="button"
                class="button plain"
                onClick={() => go({ at: "settings", organisation: { at: "service", id: service.id } })}
              >
                {t("serv.edit", { name: nameIn(service.name) })}
              </button>
            )}
          </li>
        ))}
      </ul>
      {own.isAdmin && (
        <button
          type="button"
          class="button plain"
          onClick={() => go({ at: "settings", organisation: { at: "service", id: null } })}
        >
          {t("serv.new")}
        </button>
      )}
    </section>
  );
}

function Numbers(props: {
  readonly engine: Engine;
  readonly service: OwnService;
  readonly mayCheck: boolean;
  readonly onNews: (news: Sentence) => void;
}): JSX.Element {
  const { service, mayCheck } = props;
  const { phones = [] } = service;
  return (
    <>
      {phones.length === 0 && <p class="empty">{t("serv.no-phone")}</p>}
      <Phones phones={phonesOf(service, now.value)} />
      {phones.map(
        ({ number, last_check, last_checked }) =>
          last_check === "wrong-number" && (
            <p key={number} class="quiet">
              {isolate(number)} {t("serv.wrong", { date: exactDate(Date.parse(`${last_checked}T12:00:00Z`)) })}
            </p>
          ),
      )}
      {mayCheck && (
        <div class="actions">
          {phones.map(({ number }) => (
            <CheckNumber key={number} {...props} known={number} />
          ))}
          <CheckNumber {...props} known={null} />
        </div>
      )}
    </>
  );
}

/** No number stands in the directory without what happened when somebody rang it (DR5a). */
function CheckNumber(props: {
  readonly engine: Engine;
  readonly service: OwnService;
  /** Null for a number that is added. */
  readonly known: string | null;
  readonly onNews: (news: Sentence) => void;
}): JSX.Element {
  const { engine, service, known, onNews } = props;
  const [typed, setTyped] = useState("");
  const [check, setCheck] = useState<Check | undefined>(undefined);
  const id = `${service.id}-${known ?? "new"}`;
  const publish = () => {
    const phone = { number: known ?? plainNumber(typed), last_checked: dayAt(engine.now()), last_check: check };
    if (!phoneSchema(phone)) return () => t("serv.phone-gap");
    const { capacity: _capacity, ...listed } = service;
    const checked = withPhone(listed, phone);
    return checked === null ? () => t("serv.many-phones") : engine.organisation.setService(checked);
  };
  return (
    <Ask
      button={known === null ? t("serv.add-phone") : t("serv.check", { number: isolate(known) })}
      look="button plain"
      title={t("serv.check-title")}
      act={t("serv.publish")}
      onBegin={() => {
        setTyped("");
        setCheck(undefined);
      }}
      verb={publish}
      words={saidText}
      onDone={() => onNews(() => t("serv.done"))}
    >
      {known === null ? (
        <TextField
          id={`number-${id}`}
          label={t("serv.number")}
          hint={t("serv.number-hint")}
          value={typed}
          maxLength={40}
          onInput={setTyped}
        />
      ) : (
        <p class="phone" dir="ltr">
          {known}
        </p>
      )}
      <OneOf
        id={`check-${id}`}
        legend={t("serv.check-title")}
        legendHidden
        options={phoneChecks.map((value) => ({ value, label: t(`serv.${value}`) }))}
        value={check}
        onChange={setCheck}
      />
    </Ask>
  );
}
