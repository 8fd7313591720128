// Telephone numbers, each with the day of its last check. A number reads from left to right on every page, and a press rings it.
import type { JSX } from "preact";
import { hoursRows } from "../../core/opening-hours.ts";
import type { PhoneToRing, Ringable } from "../../core/phones.ts";
import type { Service } from "../../core/service.ts";
import { hoursInWords } from "../../words/opening-hours.ts";
import type { Engine } from "../engine.ts";
import { exactDate, nameIn } from "../text/moments.ts";
import { countryNamed } from "../text/place-name.ts";
import { apart, between, isolate, language, t } from "../text/translate.ts";

// More than these stand behind a press: who rings in a hurry reads from the top.
const shownAtOnce = 4;

export function Phones({ phones }: { readonly phones: readonly PhoneToRing[] }): JSX.Element | null {
  if (phones.length === 0) return null;
  return (
    <ul class="phones">
      {phones.map((phone) => (
        <li key={phone.number}>
          <PhoneLink number={phone.number} />
          <span class="quiet">
            {apart(
              t(phone.check === "answered" ? "phone.checked" : "phone.no-answer", { date: dayInWords(phone.checked) }),
              phone.onlyIn !== null && t("phone.only-in", { country: countryNamed(phone.onlyIn) }),
            )}
          </span>
          {phone.isOld && <span class="mark-word waiting">{t("phone.old")}</span>}
        </li>
      ))}
    </ul>
  );
}

/** When somebody is there, as the service says. Times are those of its own country, which is named where this device is in another one. */
export function Hours({
  engine,
  service: { schedules, schedules_line, country },
}: {
  readonly engine: Engine;
  readonly service: Service;
}): JSX.Element | null {
  const here = engine.view.value?.self?.organisation.country;
  if (schedules === undefined && schedules_line === undefined) return null;
  return (
    <p class="hours">
      {schedules !== undefined && t("hours.open", { hours: hoursInWords(hoursRows(schedules), language()) })}
      {schedules !== undefined && country !== here && (
        <span class="quiet">
          {between()}
          {t("hours.local", { country: countryNamed(country) })}
        </span>
      )}
      {schedules_line !== undefined && (
        <span class="quiet" dir="auto">
          {schedules !== undefined && between()}
          {isolate(nameIn(schedules_line))}
        </span>
      )}
    </p>
  );
}

export function PhoneLink({ number }: { readonly number: string }): JSX.Element {
  return (
    <a class="phone" dir="ltr" href={`tel:${number}`}>
      {number}
    </a>
  );
}

/** Whom to ring, one after another; nothing when nobody has a number. */
export function PhoneBook({
  engine,
  listed,
}: {
  readonly engine: Engine;
  readonly listed: readonly Ringable[];
}): JSX.Element | null {
  if (listed.length === 0) return null;
  const first = listed.slice(0, shownAtOnce);
  const more = listed.slice(shownAtOnce);
  const entryOf = (one: Ringable) => <Entry key={one.service.id} engine={engine} {...one} />;
  return (
    <>
      <ul class="phone-book">{first.map(entryOf)}</ul>
      {more.length > 0 && (
        <details>
          <summary>{t("phone.more")}</summary>
          <ul class="phone-book">{more.map(entryOf)}</ul>
        </details>
      )}
    </>
  );
}

function Entry({ engine, service, organisation, phones }: Ringable & { readonly engine: Engine }): JSX.Element {
  return (
    <li>
      <strong>{nameIn(organisation.name)}</strong>
      <span class="quiet">{`${between()}${isolate(nameIn(service.name))}`}</span>
      <Phones phones={phones} />
      <Hours engine={engine} service={service} />
    </li>
  );
}

// The directory holds a day, not a moment: noon is that day on every clock of these countries.
function dayInWords(day: string): string {
  return exactDate(Date.parse(`${day}T12:00:00Z`));
}
