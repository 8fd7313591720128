// A provider helps the person itself: the first thing that it may choose when it starts a case (FD9). Others are asked instead, or brought in later.
import type { JSX } from "preact";
import type { DraftChoice } from "../../core/referral-draft.ts";
import type { Gap } from "../components/error-summary.tsx";
import type { Engine } from "../engine.ts";
import { focusSoon } from "../focus-soon.ts";
import { nameIn } from "../text/moments.ts";
import { t } from "../text/translate.ts";
import { AgreeBox } from "./agree-box.tsx";
import { amend } from "./draft.ts";

/** The organisation that may open a case of its own on this device; null for a referrer and for who opens none. */
export function ownProvider(engine: Engine): { readonly id: string; readonly name: string } | null {
  const organisation = engine.view.value?.self?.organisation;
  if (organisation?.party !== "provider") return null;
  return { id: organisation.id, name: nameIn(organisation.name) };
}

export function OwnChoice(props: {
  readonly engine: Engine;
  readonly own: { readonly id: string; readonly name: string };
  readonly choices: readonly DraftChoice[];
  readonly gaps: readonly Gap[];
}): JSX.Element {
  const { engine, own, choices } = props;
  const choice = choices.find(({ organisation }) => organisation === own.id);
  return (
    <section class={choice === undefined ? "card own-choice" : "card chosen own-choice"}>
      <h2 class="card-title" id="title-own">
        {t("where.own")}
      </h2>
      <p class="quiet">
        <bdi>{own.name}</bdi>. {t("where.own-note")}
      </p>
      {choice === undefined ? (
        <button
          type="button"
          id="choose-own"
          class="button plain wide"
          aria-describedby="title-own"
          onClick={() => {
            amend(engine, { choices: [{ organisation: own.id }] });
            focusSoon(() => document.getElementById(`agree-${own.id}`));
          }}
        >
          {t("where.choose")}
        </button>
      ) : (
        <>
          <AgreeBox engine={engine} choice={choice} name={own.name} forOthers={null} gaps={props.gaps} />
          <p class="hint" role="status">
            {t("where.own-only")}
          </p>
          <button
            type="button"
            class="link"
            onClick={() => {
              amend(engine, { choices: [] });
              focusSoon(() => document.getElementById("choose-own"));
            }}
          >
            {t("where.remove")}
          </button>
        </>
      )}
    </section>
  );
}
