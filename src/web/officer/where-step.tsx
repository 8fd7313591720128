// Where to: the services of the directory that give what is wanted, best first. One to three, in the order of choice, and for each the
// person's own yes: before this page nobody could name to them who would read it. A person who is abroad and wants to go home chooses one more at home.
import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { countryName } from "../../core/country-name.ts";
import { countryOf } from "../../core/place.ts";
import { type DraftChoice, forWhom, mostAtHome, mostChoices } from "../../core/referral-draft.ts";
import type { ServiceChoice } from "../../member/views.ts";
import { gapOf } from "../components/error-summary.tsx";
import type { Engine } from "../engine.ts";
import { listOf, nameIn } from "../text/moments.ts";
import { activeLanguage, t } from "../text/translate.ts";
import { AgreeBox } from "./agree-box.tsx";
import { amend, draftOf, homeOf, isGoingHome, meantForOthers, personsPlace } from "./draft.ts";
import { OwnChoice, ownProvider } from "./own-choice.tsx";
import { Chosen, ServiceCard } from "./service-card.tsx";
import { StepPage } from "./step-page.tsx";

export function WhereStep({ engine }: { readonly engine: Engine }): JSX.Element {
  const { screening = {}, choices = [], escort = false } = draftOf(engine);
  const { danger, wants = [], language } = screening;
  const place = personsPlace(engine);
  const own = ownProvider(engine);
  const isOwn = own !== null && choices.some(({ organisation }) => organisation === own.id);
  const offers = engine.directory
    .services({
      ...forWhom(screening),
      wants,
      ...(language === undefined ? {} : { language }),
      ...(place === undefined ? {} : { place }),
    })
    .filter(({ organisation }) => organisation.id !== own?.id);
  const isChosen = (offer: ServiceChoice) => choices.some((choice) => choice.service === offer.service.id);
  const home = isGoingHome(engine) ? homeOf(engine) : null;
  const near = choices.filter((choice) => choice.home !== true);
  const atHome = choices.filter((choice) => choice.home === true);
  // A card that moves takes the focus along; else it would fall to the top of the page. No state: what is pressed next must not be undone by
  // what is late of the press before.
  const next = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (next.current === null) return;
    (document.getElementById(next.current) ?? document.querySelector<HTMLElement>("h1"))?.focus();
    next.current = null;
  });
  const choose = ({ organisation, service, isHome }: ServiceChoice) => {
    // One choice per organisation: it is asked once, whatever it gives.
    const known = choices.find((choice) => choice.organisation === organisation.id);
    const others = choices.filter((choice) => choice !== known);
    const isFull = isHome
      ? others.filter((choice) => choice.home === true).length >= mostAtHome
      : others.filter((choice) => choice.home !== true).length >= mostChoices;
    if (isFull) return;
    next.current = `agree-${organisation.id}`;
    const { compartments } = known ?? {};
    const chosen: DraftChoice = {
      organisation: organisation.id,
      service: service.id,
      ...(compartments === undefined ? {} : { compartments }),
      ...(isHome ? { home: true as const } : {}),
    };
    amend(engine, { choices: [...others, chosen] });
  };
  const remove = (gone: DraftChoice) => {
    next.current = `choose-${gone.service}`;
    amend(engine, { choices: choices.filter((choice) => choice !== gone) });
  };
  const country = place === undefined ? null : countryOf(place);
  const view = { places: engine.places, country, wants };
  return (
    <StepPage
      engine={engine}
      step="where"
      title={t("where.title")}
      lead={t(danger === "now" ? "where.lead-at-once" : "where.lead")}
    >
      {(gaps) => {
        const endOf = (choice: DraftChoice, name: string) => {
          const others = meantForOthers(engine, choice);
          return (
            <Chosen
              label={choice.home === true ? t("where.chosen-home") : t("where.chosen", { n: near.indexOf(choice) + 1 })}
              title={`title-${choice.organisation}`}
              onRemove={() => remove(choice)}
            >
              <AgreeBox
                engine={engine}
                choice={choice}
                name={name}
                forOthers={others === null ? null : listOf(others.map((term) => t(`for.${term}`)))}
                gaps={gaps}
              />
            </Chosen>
          );
        };
        const chosenCard = (choice: DraftChoice) => {
          const name = nameIn(engine.directory.organisation(choice.organisation)?.name ?? {});
          const offer = offers.find(({ service }) => service.id === choice.service);
          return offer === undefined ? (
            <li class="card chosen" key={choice.organisation}>
              <h2 class="card-title" id={`title-${choice.organisation}`}>
                {name}
              </h2>
              <p class="notice waiting">{t("where.misfit")}</p>
              {endOf(choice, name)}
            </li>
          ) : (
            <ServiceCard key={choice.organisation} offer={offer} {...view} isChosen>
              {endOf(choice, name)}
            </ServiceCard>
          );
        };
        const list = (chosen: readonly DraftChoice[], offered: readonly ServiceChoice[], most: number) => {
          const isFull = chosen.length >= most;
          return (
            <>
              {chosen.length > 0 && <ul class="cards">{chosen.map(chosenCard)}</ul>}
              <p role="status" class="hint">
                {isFull && t(most === mostAtHome ? "where.full-home" : "where.full")}
              </p>
              {offered.length === 0 && chosen.length === 0 && <p class="empty">{t("where.none")}</p>}
              <ul class="cards">
                {offered
                  .filter((offer) => !isChosen(offer))
                  .map((offer) => (
                    <ServiceCard key={offer.service.id} offer={offer} {...view}>
                      <button
                        type="button"
                        id={`choose-${offer.service.id}`}
                        class="button plain wide"
                        aria-describedby={`title-${offer.service.id}`}
                        disabled={isFull && !chosen.some((choice) => choice.organisation === offer.organisation.id)}
                        onClick={() => choose(offer)}
                      >
                        {t("where.choose")}
                      </button>
                    </ServiceCard>
                  ))}
              </ul>
            </>
          );
        };
        const named = (code: string | null) => countryName(code ?? "", activeLanguage());
        return (
          <>
            <div id="where" tabIndex={-1} class={gapOf(gaps, "where") === null ? "field" : "field wrong"}>
              {gapOf(gaps, "where") !== null && <p class="error">{gapOf(gaps, "where")}</p>}
              {own !== null && <OwnChoice engine={engine} own={own} choices={choices} gaps={gaps} />}
              {isOwn ? null : home === null ? (
                list(choices, offers, mostChoices)
              ) : (
                <>
                  <h2>{t("where.near", { country: named(country) })}</h2>
                  {list(
                    near,
                    offers.filter((offer) => !offer.isHome),
                    mostChoices,
                  )}
                  <h2>{t("where.home", { country: named(home) })}</h2>
                  <p>{t("where.home-lead")}</p>
                  {list(
                    atHome,
                    offers.filter((offer) => offer.isHome),
                    mostAtHome,
                  )}
                </>
              )}
            </div>
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
        );
      }}
    </StepPage>
  );
}
