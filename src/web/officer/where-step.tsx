// Where to: the services of the directory that give what is wanted, best first. One to three, in the order of choice, and for each the
// person's own yes: before this page nobody could name to them who would read it. A person who is abroad and wants to go home chooses one more at home.

import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { countryOf } from "../../core/place.ts";
import { presentFields } from "../../core/present-fields.ts";
import { type DraftChoice, forWhom, mostAtHome, mostChoices } from "../../core/referral-draft.ts";
import type { ServiceChoice } from "../../member/views.ts";
import { countryName } from "../../words/country-name.ts";
import { type Gap, gapOf } from "../components/error-summary.tsx";
import type { Engine } from "../engine.ts";
import { focusSoon } from "../focus-soon.ts";
import { listOf, nameIn } from "../text/moments.ts";
import { nameOfOrganisation } from "../text/organisation-name.ts";
import { activeLanguage, t } from "../text/translate.ts";
import { AgreeBox } from "./agree-box.tsx";
import { amend, draftOf, homeOf, isGoingHome, meantForOthers, personsPlace, saidOf } from "./draft.ts";
import { OwnChoice, ownProvider } from "./own-choice.tsx";
import { ChosenService, ServiceCard } from "./service-card.tsx";
import { StepPage } from "./step-page.tsx";

export function WhereStep({ engine }: { readonly engine: Engine }): JSX.Element {
  const { choices = [], escort = false } = draftOf(engine);
  const own = ownProvider(engine);
  const isOwn = own !== null && choices.some(({ organisation }) => organisation === own.id);
  const act = useChoosing(engine, choices);
  return (
    <StepPage
      engine={engine}
      step="where"
      title={t("where.title")}
      lead={t(saidOf(engine).danger === "now" ? "where.lead-at-once" : "where.lead")}
    >
      {(gaps) => (
        <>
          <div id="where" tabIndex={-1} class={gapOf(gaps, "where") === null ? "field" : "field wrong"}>
            {gapOf(gaps, "where") !== null && <p class="error">{gapOf(gaps, "where")}</p>}
            {own !== null && <OwnChoice engine={engine} own={own} choices={choices} gaps={gaps} />}
            {!isOwn && <Services engine={engine} offers={offersOf(engine)} gaps={gaps} {...act} />}
          </div>
          {!isOwn && <Authorities engine={engine} gaps={gaps} onRemove={act.onRemove} />}
          {!isOwn && (
            <label class="choice">
              <input
                type="checkbox"
                checked={escort}
                onChange={(event) => amend(engine, { escort: event.currentTarget.checked })}
              />
              <span>{t(own === null ? "where.escort" : "where.escort-desk")}</span>
            </label>
          )}
        </>
      )}
    </StepPage>
  );
}

/** Whom the directory names as those who decide: they publish no service, and stand in nobody's place who helps (FD15a). */
function Authorities(props: Pick<ServicesProps, "engine" | "gaps" | "onRemove">): JSX.Element | null {
  const { engine, gaps, onRemove } = props;
  const { choices = [] } = draftOf(engine);
  const authorities = engine.directory.authorities;
  if (authorities.length === 0) return null;
  return (
    <section aria-labelledby="where-decides">
      <h2 id="where-decides">{t("where.decides")}</h2>
      <p>{t("where.decides-lead")}</p>
      <ul class="cards">
        {authorities.map(({ id, name }) => {
          const choice = choices.find(({ organisation }) => organisation === id);
          return (
            <li key={id} class={choice === undefined ? "card" : "card chosen"}>
              <h3 class="card-title" id={`title-${id}`}>
                {nameIn(name)}
              </h3>
              {choice === undefined ? (
                <button
                  type="button"
                  id={`choose-${id}`}
                  class="button plain wide"
                  aria-describedby={`title-${id}`}
                  disabled={choices.some(({ decides }) => decides === true)}
                  onClick={() => {
                    amend(engine, { choices: [...choices, { organisation: id, decides: true }] });
                    focusSoon(() => document.getElementById(`agree-${id}`));
                  }}
                >
                  {t("where.choose")}
                </button>
              ) : (
                <ChosenService
                  label={t("where.chosen-decides")}
                  title={`title-${id}`}
                  onRemove={() => onRemove(choice)}
                >
                  <AgreeBox engine={engine} choice={choice} name={nameIn(name)} forOthers={null} gaps={gaps} />
                </ChosenService>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Every service that may fit, best first. A provider hands nothing to itself. */
function offersOf(engine: Engine): readonly ServiceChoice[] {
  const said = saidOf(engine);
  const { wants, language } = said;
  const place = personsPlace(engine);
  const own = ownProvider(engine);
  return engine.directory
    .services({
      ...forWhom(said),
      wants,
      ...presentFields({ language, place }),
    })
    .filter(({ organisation }) => organisation.id !== own?.id);
}

/** What a press does on this page. */
interface Choosing {
  readonly onChoose: (offer: ServiceChoice) => void;
  readonly onRemove: (gone: DraftChoice) => void;
}

/**
 * A card that moves takes the focus along; else it would fall to the top of the page. No state: what is pressed next must not be undone by what is late of
 * the press before.
 */
function useChoosing(engine: Engine, choices: readonly DraftChoice[]): Choosing {
  const next = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (next.current === null) return;
    (document.getElementById(next.current) ?? document.querySelector<HTMLElement>("h1"))?.focus();
    next.current = null;
  });
  return {
    onChoose: ({ organisation, service, isHome }) => {
      // One choice per organisation: it is asked once, whatever it gives.
      const known = choices.find((choice) => choice.organisation === organisation.id);
      const others = choices.filter((choice) => choice !== known);
      const beside = others.filter((choice) => (choice.home === true) === isHome && choice.decides !== true);
      if (beside.length >= (isHome ? mostAtHome : mostChoices)) return;
      next.current = `agree-${organisation.id}`;
      const { compartments } = known ?? {};
      const chosen: DraftChoice = {
        organisation: organisation.id,
        service: service.id,
        ...presentFields({ compartments }),
        ...(isHome ? { home: true as const } : {}),
      };
      amend(engine, { choices: [...others, chosen] });
    },
    onRemove: (gone) => {
      next.current = `choose-${gone.service ?? gone.organisation}`;
      amend(engine, { choices: choices.filter((choice) => choice !== gone) });
    },
  };
}

interface ServicesProps extends Choosing {
  readonly engine: Engine;
  readonly offers: readonly ServiceChoice[];
  readonly gaps: readonly Gap[];
}

/** One list; for who is abroad and wants to go home one near the person and one at home. */
function Services(props: ServicesProps): JSX.Element {
  const { engine, offers } = props;
  const { choices: all = [] } = draftOf(engine);
  const choices = all.filter(({ decides }) => decides !== true);
  if (!isGoingHome(engine)) return <ServiceList {...props} chosen={choices} offered={offers} most={mostChoices} />;
  const country = (code: string | null) => countryName(code ?? "", activeLanguage());
  return (
    <>
      <h2>{t("where.near", { country: country(personsCountry(engine)) })}</h2>
      <ServiceList
        {...props}
        chosen={choices.filter((choice) => choice.home !== true)}
        offered={offers.filter((offer) => !offer.isHome)}
        most={mostChoices}
      />
      <h2>{t("where.home", { country: country(homeOf(engine)) })}</h2>
      <p>{t("where.home-lead")}</p>
      <ServiceList
        {...props}
        chosen={choices.filter((choice) => choice.home === true)}
        offered={offers.filter((offer) => offer.isHome)}
        most={mostAtHome}
      />
    </>
  );
}

/** What is chosen, and below it what may be chosen beside it. */
function ServiceList(
  props: ServicesProps & {
    readonly chosen: readonly DraftChoice[];
    readonly offered: readonly ServiceChoice[];
    readonly most: number;
  },
): JSX.Element {
  const { engine, chosen, offered, most } = props;
  const { choices = [] } = draftOf(engine);
  const isChosen = (offer: ServiceChoice) => choices.some((choice) => choice.service === offer.service.id);
  const isFull = chosen.length >= most;
  return (
    <>
      {chosen.length > 0 && (
        <ul class="cards">
          {chosen.map((choice) => (
            <ChosenCard key={choice.organisation} {...props} choice={choice} />
          ))}
        </ul>
      )}
      <p role="status" class="hint">
        {isFull && t(most === mostAtHome ? "where.full-home" : "where.full")}
      </p>
      {offered.length === 0 && chosen.length === 0 && <p class="empty">{t("where.none")}</p>}
      <ul class="cards">
        {offered
          .filter((offer) => !isChosen(offer))
          .map((offer) => (
            <ServiceCard key={offer.service.id} offer={offer} {...sightOf(engine)}>
              <button
                type="button"
                id={`choose-${offer.service.id}`}
                class="button plain wide"
                aria-describedby={`title-${offer.service.id}`}
                disabled={isFull && !chosen.some((choice) => choice.organisation === offer.organisation.id)}
                onClick={() => props.onChoose(offer)}
              >
                {t("where.choose")}
              </button>
            </ServiceCard>
          ))}
      </ul>
    </>
  );
}

/** A chosen service with the person's yes below it; one that no longer fits says so. */
function ChosenCard(props: ServicesProps & { readonly choice: DraftChoice }): JSX.Element {
  const { engine, choice } = props;
  const { choices = [] } = draftOf(engine);
  const name = nameOfOrganisation(engine, choice.organisation);
  const others = meantForOthers(engine, choice);
  const near = choices.filter((each) => each.home !== true && each.decides !== true);
  const offer = props.offers.find(({ service }) => service.id === choice.service);
  const end = (
    <ChosenService
      label={choice.home === true ? t("where.chosen-home") : t("where.chosen", { n: near.indexOf(choice) + 1 })}
      title={`title-${choice.organisation}`}
      onRemove={() => props.onRemove(choice)}
    >
      <AgreeBox
        engine={engine}
        choice={choice}
        name={name}
        forOthers={others === null ? null : listOf(others.map((term) => t(`for.${term}`)))}
        gaps={props.gaps}
      />
    </ChosenService>
  );
  if (offer !== undefined)
    return (
      <ServiceCard offer={offer} {...sightOf(engine)} isChosen>
        {end}
      </ServiceCard>
    );
  return (
    <li class="card chosen">
      <h2 class="card-title" id={`title-${choice.organisation}`}>
        {name}
      </h2>
      <p class="notice waiting">{t("where.misfit")}</p>
      {end}
    </li>
  );
}

/** What a card needs to say why a service fits. */
function sightOf(engine: Engine) {
  const { wants } = saidOf(engine);
  return { engine, country: personsCountry(engine), wants };
}

function personsCountry(engine: Engine): string | null {
  const place = personsPlace(engine);
  return place === undefined ? null : countryOf(place);
}
