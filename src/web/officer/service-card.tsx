// One service as an officer chooses it: who, why it fits, which languages, when somebody is there, how many places and how old that figure is, how long
// an answer took lately.
import type { ComponentChildren, JSX } from "preact";
import { shownAnswerHours } from "../../core/answer-time.ts";
import { figureAge } from "../../core/free-places.ts";
import { phonesOf } from "../../core/phones.ts";
import type { ServiceType } from "../../core/service.ts";
import type { ServiceChoice } from "../../member/views.ts";
import { countryName } from "../../words/country-name.ts";
import { languageName } from "../../words/spoken-languages.ts";
import { now } from "../clock.ts";
import { Moment } from "../components/moment.tsx";
import { Hours, Phones } from "../components/phones.tsx";
import type { Engine } from "../engine.ts";
import { Done } from "../icons.tsx";
import { howLong, listOf, nameIn } from "../text/moments.ts";
import { activeLanguage, apart, between, t } from "../text/translate.ts";

export function ServiceCard(props: {
  readonly engine: Engine;
  readonly offer: ServiceChoice;
  /** The country where the person is: what lies elsewhere is marked, but for what is meant for the way home. */
  readonly country: string | null;
  readonly wants: readonly ServiceType[];
  readonly isChosen?: boolean;
  /** What can be done with it. */
  readonly children: ComponentChildren;
}): JSX.Element {
  const { engine, offer, country, isChosen = false } = props;
  const { service, organisation, isNew, oneDevice } = offer;
  const fits = props.wants.filter((want) => service.types.includes(want));
  const area = engine.places.find((place) => place.code === organisation.area);
  const name = nameIn(organisation.name);
  const answerHours = shownAnswerHours(service.capacity, now.value);
  return (
    <li class={isChosen ? "card chosen" : "card"}>
      <h2 class="card-title" id={`title-${isChosen ? organisation.id : service.id}`}>
        {name}
      </h2>
      <p class="quiet">
        {apart(
          nameIn(service.name),
          area === undefined ? countryName(service.country, activeLanguage()) : nameIn(area.name),
        )}
      </p>
      {offer.isForOthers && <p class="notice waiting">{t("where.for-others")}</p>}
      {country !== null && service.country !== country && !offer.isHome && (
        <p class="notice waiting">{t("where.abroad", { country: countryName(service.country, activeLanguage()) })}</p>
      )}
      <ul class="marks">
        {fits.map((type) => (
          <li class="mark-word good" key={type}>
            <Done />
            {t(`need.${type}`)}
          </li>
        ))}
      </ul>
      <p>{t("service.speaks", { list: listOf(service.languages.map(languageName)) })}</p>
      {service.eligibility.length > 0 && (
        <p>{t("service.for", { list: listOf(service.eligibility.map((term) => t(`for.${term}`))) })}</p>
      )}
      <Phones phones={phonesOf(service, now.value)} />
      <Hours engine={engine} service={service} />
      <Free capacity={service.capacity} />
      {answerHours !== null && <p>{t("service.answers", { time: howLong(answerHours) })}</p>}
      {(isNew || oneDevice) && (
        <ul class="marks">
          {isNew && <li class="mark-word waiting">{t("service.new")}</li>}
          {oneDevice && <li class="mark-word waiting">{t("service.one-device")}</li>}
        </ul>
      )}
      {props.children}
    </li>
  );
}

/** What stands under a chosen service: its place in the order or that it is at home, the person's yes, and the way back. */
export function ChosenService(props: {
  readonly label: string;
  /** The id of the card's title. */
  readonly title: string;
  readonly onRemove: () => void;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <>
      {props.children}
      <div class="card-end">
        <strong class="rank">{props.label}</strong>
        <button type="button" class="button plain" aria-describedby={props.title} onClick={props.onRemove}>
          {t("where.remove")}
        </button>
      </div>
    </>
  );
}

function Free({ capacity }: { readonly capacity: ServiceChoice["service"]["capacity"] }): JSX.Element {
  const age = figureAge(capacity, now.value);
  if (capacity === null || age === "unknown") return <p class="quiet">{t("service.unknown")}</p>;
  const { available: n } = capacity;
  return (
    <p class={n > 0 && age === "fresh" ? "free" : "free quiet"}>
      <strong>{n > 0 ? t(`service.${capacity.unit}`, { n }) : t("service.none-free")}</strong>
      <span class="quiet">
        {between()}
        <Moment at={Date.parse(capacity.updated)} />
        {age !== "fresh" && `${between()}${t(`service.${age}`)}`}
      </span>
    </p>
  );
}
