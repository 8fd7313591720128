// Where to: the services of the directory that give what is wanted, best first. One to three, in the order of choice, and for each the
// person's own yes: before this page nobody could name to her who would read it.
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { DraftChoice } from "../../core/referral-draft.ts";
import type { ServiceChoice } from "../../member/views.ts";
import { gapOf } from "../components/error-summary.tsx";
import type { Engine } from "../engine.ts";
import { nameIn } from "../text/moments.ts";
import { t } from "../text/translate.ts";
import { AgreeBox } from "./agree-box.tsx";
import { amend, draftOf } from "./draft.ts";
import { OwnChoice, ownProvider } from "./own-choice.tsx";
import { Chosen, ServiceCard } from "./service-card.tsx";
import { StepPage } from "./step-page.tsx";

// The bound of the entry's schema.
const mostChoices = 3;

export function WhereStep({ engine }: { readonly engine: Engine }): JSX.Element {
  const { screening = {}, choices = [], escort = false } = draftOf(engine);
  const { danger, wants = [], language = null, place = null, age = null } = screening;
  const own = ownProvider(engine);
  const isOwn = own !== null && choices.some(({ organisation }) => organisation === own.id);
  const offers = engine
    .services({ wants, language, place, age })
    .filter(({ organisation }) => organisation.id !== own?.id);
  const isChosen = (offer: ServiceChoice) => choices.some((choice) => choice.service === offer.service.id);
  const isFull = choices.length >= mostChoices;
  // A card that moves takes the focus along; else it would fall to the top of the page. No state: what is pressed next must not be undone by
  // what is late of the press before.
  const next = useRef<string | null>(null);
  useEffect(() => {
    if (next.current === null) return;
    (document.getElementById(next.current) ?? document.querySelector<HTMLElement>("h1"))?.focus();
    next.current = null;
  });
  const choose = ({ organisation, service }: ServiceChoice) => {
    // One choice per organisation: it is asked once, whatever it gives.
    const known = choices.find((choice) => choice.organisation === organisation.id);
    const others = choices.filter((choice) => choice !== known);
    if (others.length >= mostChoices) return;
    next.current = `agree-${organisation.id}`;
    amend(engine, { choices: [...others, { ...known, organisation: organisation.id, service: service.id }] });
  };
  const remove = (gone: DraftChoice) => {
    next.current = `choose-${gone.service}`;
    amend(engine, { choices: choices.filter((choice) => choice !== gone) });
  };
  const view = { places: engine.places, home: engine.view.value?.country.country ?? null, wants };
  return (
    <StepPage
      engine={engine}
      step="where"
      title={t("where.title")}
      lead={t(danger === "now" ? "where.lead-at-once" : "where.lead")}
    >
      {(gaps) => {
        const endOf = (choice: DraftChoice, name: string) => (
          <Chosen
            rank={choices.indexOf(choice) + 1}
            title={`title-${choice.organisation}`}
            onRemove={() => remove(choice)}
          >
            <AgreeBox engine={engine} choice={choice} name={name} error={gapOf(gaps, `agree-${choice.organisation}`)} />
          </Chosen>
        );
        return (
          <>
            <div id="where" tabIndex={-1} class={gapOf(gaps, "where") === null ? "field" : "field wrong"}>
              {gapOf(gaps, "where") !== null && <p class="error">{gapOf(gaps, "where")}</p>}
              {own !== null && <OwnChoice engine={engine} own={own} choices={choices} gaps={gaps} />}
              {choices.length > 0 && !isOwn && (
                <ul class="cards">
                  {choices.map((choice) => {
                    const name = nameIn(engine.organisation(choice.organisation)?.name ?? {});
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
                  })}
                </ul>
              )}
              <p role="status" class="hint">
                {isFull && t("where.full")}
              </p>
              {offers.length === 0 && !isOwn && <p class="empty">{t("where.none")}</p>}
              <ul class="cards">
                {(isOwn ? [] : offers)
                  .filter((offer) => !isChosen(offer))
                  .map((offer) => (
                    <ServiceCard key={offer.service.id} offer={offer} {...view}>
                      <button
                        type="button"
                        id={`choose-${offer.service.id}`}
                        class="button plain wide"
                        aria-describedby={`title-${offer.service.id}`}
                        disabled={isFull && !choices.some((choice) => choice.organisation === offer.organisation.id)}
                        onClick={() => choose(offer)}
                      >
                        {t("where.choose")}
                      </button>
                    </ServiceCard>
                  ))}
              </ul>
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
