// Where to: the services of the directory that give what is wanted, best first. One to three, in the order of choice.
import type { JSX } from "preact";
import type { ServiceChoice } from "../../member/views.ts";
import { gapOf } from "../components/error-summary.tsx";
import type { Engine } from "../engine.ts";
import { t } from "../text/translate.ts";
import { amend, draftOf } from "./draft.ts";
import { ServiceCard } from "./service-card.tsx";
import { StepPage } from "./step-page.tsx";

// The bound of the entry's schema.
const mostChoices = 3;

export function WhereStep({ engine }: { readonly engine: Engine }): JSX.Element {
  const { screening = {}, choices = [], escort = false } = draftOf(engine);
  const { wants = [], language = null, place = null, age = null } = screening;
  const offers = engine.services({ wants, language, place, age });
  const rankOf = (offer: ServiceChoice) => choices.findIndex((choice) => choice.service === offer.service.id) + 1;
  const choose = ({ organisation, service }: ServiceChoice) => {
    // One choice per organisation: it is asked once, whatever it gives.
    const others = choices.filter((choice) => choice.organisation !== organisation.id);
    if (others.length < mostChoices)
      amend(engine, { choices: [...others, { organisation: organisation.id, service: service.id }] });
  };
  const remove = ({ service }: ServiceChoice) =>
    amend(engine, { choices: choices.filter((choice) => choice.service !== service.id) });
  return (
    <StepPage engine={engine} step="where" title={t("where.title")} lead={t("where.lead")}>
      {(gaps) => (
        <>
          <div id="where" tabIndex={-1} class={gapOf(gaps, "where") === null ? "field" : "field wrong"}>
            {gapOf(gaps, "where") !== null && <p class="error">{gapOf(gaps, "where")}</p>}
            {offers.length === 0 && <p class="empty">{t("where.none")}</p>}
            <ul class="cards">
              {offers.map((offer) => (
                <ServiceCard
                  key={offer.service.id}
                  offer={offer}
                  places={engine.places}
                  wants={wants}
                  rank={rankOf(offer)}
                  full={choices.length >= mostChoices}
                  onChoose={() => choose(offer)}
                  onRemove={() => remove(offer)}
                />
              ))}
            </ul>
            <p role="status" class="hint">
              {choices.length >= mostChoices && t("where.full")}
            </p>
          </div>
          <label class="choice">
            <input
              type="checkbox"
              checked={escort}
              onChange={(event) => amend(engine, { escort: event.currentTarget.checked })}
            />
            <span>{t("where.escort")}</span>
          </label>
        </>
      )}
    </StepPage>
  );
}
