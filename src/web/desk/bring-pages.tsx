// The pages on which a case worker says whom to bring in, what the person shares, and how they said yes. Each asks one thing.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { withChildsAnswer } from "../../core/consent-basis.ts";
import { type Part, questionsFor } from "../../core/part-table.ts";
import { presentFields } from "../../core/present-fields.ts";
import type { Newcomer } from "../../member/views.ts";
import { AnyOf, OneOf } from "../components/choices.tsx";
import { ConsentQuestions, LastDay, lastDayGaps, StatisticsYes } from "../components/consent-questions.tsx";
import { type Gap, gapOf } from "../components/error-summary.tsx";
import { TextField } from "../components/fields.tsx";
import { HowQuestions, howGaps } from "../components/how-agreed.tsx";
import type { Engine } from "../engine.ts";
import { nameIn } from "../text/moments.ts";
import { partContents } from "../text/part-words.ts";
import { apart, language as readersLanguage, t } from "../text/translate.ts";
import { amendBringing, type Bringing, type BringPage, chooseRests } from "./bringing.ts";
import { RightsQuestions, rightsGaps } from "./rights-questions.tsx";

// Nobody is brought into a case for statistics.
const uses = ["support", "referral", "police-report", "transfer-abroad"] as const;
// A list that is longer than this is searched.
const listed = 8;

interface PageProps {
  readonly chosen: Bringing;
  readonly gaps: readonly Gap[];
}

/** What is missing on a page, for its error summary. */
export function gapsOnPage(
  page: BringPage,
  chosen: Bringing,
  newcomer: Newcomer | undefined,
  treatAsChild: boolean,
): readonly Gap[] {
  switch (page) {
    case "who":
      if (newcomer === undefined) return [{ field: "bring-who", text: () => t("bring.gap-who") }];
      return newcomer.canReceive
        ? []
        : [{ field: "bring-who", text: () => t("bring.gap-no-keys", { name: nameIn(newcomer.organisation.name) }) }];
    case "rights":
      return rightsGaps("bring-", rightsAskedIn(chosen));
    case "share":
      return [
        ...(uses.some((use) => chosen.purposes.includes(use))
          ? []
          : [{ field: "bring-use", text: () => t("bring.gap-use") }]),
        ...lastDayGaps("bring-until", chosen.expires),
      ];
    case "yes":
      return howGaps("bring-", treatAsChild, chosen);
    case "check":
      return [];
  }
}

export function WhoPage(props: PageProps & { readonly newcomers: readonly Newcomer[] }): JSX.Element {
  const { chosen, newcomers } = props;
  const [wanted, setWanted] = useState("");
  const options = newcomers
    .map((newcomer) => ({
      value: newcomer.organisation.id,
      label: nameIn(newcomer.organisation.name),
      hint: hintOf(newcomer),
    }))
    .sort((a, b) => readersLanguage().compare(a.label, b.label));
  const words = wanted.trim().toLowerCase();
  const found = options.filter(
    ({ value, label, hint }) => value === chosen.organisation || `${label} ${hint}`.toLowerCase().includes(words),
  );
  const isJustice = newcomers.some(
    ({ organisation }) => organisation.id === chosen.organisation && organisation.party === "justice",
  );
  if (options.length === 0) return <p>{t("bring.none")}</p>;
  return (
    <>
      {options.length > listed && (
        <TextField id="bring-find" label={t("bring.find")} value={wanted} maxLength={80} onInput={setWanted} />
      )}
      {found.length === 0 && <p class="quiet">{t("desk.found-none")}</p>}
      <OneOf
        id="bring-who"
        legend={t("bring.who")}
        legendHidden
        options={found}
        value={chosen.organisation}
        error={gapOf(props.gaps, "bring-who")}
        onChange={(organisation) => amendBringing({ organisation })}
      />
      <p role="status" class="justice">
        {isJustice && <span class="notice waiting">{t("bring.justice")}</span>}
      </p>
    </>
  );
}

function hintOf({ organisation, inCase, canReceive, isNew, oneDevice }: Newcomer): string {
  return apart(
    t(`org.${organisation.kind}`),
    inCase && t("bring.in-case"),
    !canReceive && t("bring.no-keys"),
    isNew && t("service.new"),
    canReceive && oneDevice && t("service.one-device"),
  );
}

export function RightsPage({ engine, chosen, gaps }: PageProps & { readonly engine: Engine }): JSX.Element {
  return (
    <RightsQuestions
      engine={engine}
      prefix="bring-"
      asked={rightsAskedIn(chosen)}
      gaps={gaps}
      onLanguage={(language) => amendBringing({ language })}
      onExplained={(rightsExplained) => amendBringing({ rightsExplained })}
    />
  );
}

function rightsAskedIn({ language, rightsExplained = false }: Bringing) {
  return { isExplained: rightsExplained, ...presentFields({ language }) };
}

export function SharePage(
  props: PageProps & {
    readonly name: string;
    /** The parts that the organisation may ever read. */
    readonly readable: readonly Part[];
    readonly isHealthAtHand: boolean;
  },
): JSX.Element {
  const { chosen, name, readable, gaps } = props;
  return (
    <>
      <ConsentQuestions
        id="bring-share"
        legend={t("bring.share", { name })}
        legendHidden
        hint={t("bring.share-hint", { list: partContents(["referral"]) })}
        asked={questionsFor(readable, props.isHealthAtHand)}
        readable={readable}
        agreed={chosen.compartments}
        onChange={(compartments) => amendBringing({ compartments })}
      />
      <AnyOf
        id="bring-use"
        legend={t("bring.use", { name })}
        options={uses.map((value) => ({ value, label: t(`use.${value}`) }))}
        values={uses.filter((use) => chosen.purposes.includes(use))}
        error={gapOf(gaps, "bring-use")}
        onChange={(purposes) =>
          amendBringing({ purposes: [...purposes, ...chosen.purposes.filter((purpose) => purpose === "statistics")] })
        }
      />
      <StatisticsYes
        id="bring-statistics"
        isYes={chosen.purposes.includes("statistics")}
        onChange={(isYes) => {
          const others = chosen.purposes.filter((purpose) => purpose !== "statistics");
          amendBringing({ purposes: isYes ? [...others, "statistics"] : others });
        }}
      />
      <LastDay
        id="bring-until"
        gaps={gaps}
        value={chosen.expires ?? null}
        onChange={(day) => amendBringing({ expires: day ?? undefined })}
      />
    </>
  );
}

export function YesPage(props: PageProps & { readonly engine: Engine; readonly treatAsChild: boolean }): JSX.Element {
  const { engine, chosen, gaps, treatAsChild } = props;
  return (
    <HowQuestions
      engine={engine}
      prefix="bring-"
      treatAsChild={treatAsChild}
      how={chosen}
      gaps={gaps}
      onChild={(change) => chooseRests(withChildsAnswer(chosen, change))}
      onChange={amendBringing}
    />
  );
}
