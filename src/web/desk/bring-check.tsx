// The last look before sealing: what the organisation will be able to read and what not, for what, and that it cannot be taken back.
import type { JSX } from "preact";
import { type Compartment, compartments, partOf } from "../../core/entry-kind.ts";
import { mayReadPart, type OpenedToAuthority } from "../../core/part-table.ts";
import type { CaseView, Newcomer } from "../../member/views.ts";
import { personsAnswer } from "../officer/persons-answer.ts";
import { languageName } from "../text/spoken-languages.ts";
import { apart, language, t } from "../text/translate.ts";
import { shareLabel } from "./bring-pages.tsx";
import { type Bringing, rightsAnswerOf } from "./bringing.ts";

export function BringCheck(props: {
  readonly opened: CaseView;
  readonly chosen: Bringing;
  readonly newcomer: Newcomer;
  readonly name: string;
  /** What the country opened to the competent authority (FD11a). */
  readonly toAuthority: OpenedToAuthority;
}): JSX.Element {
  const { opened, chosen, newcomer, name } = props;
  const before = coveredBefore(opened, newcomer.organisation.id);
  const here = presentIn(opened);
  const { party } = newcomer.organisation;
  // What its party may never read, and what is asked of nobody, is no question here.
  const asked = compartments.filter((part) => part !== "notes" && mayReadPart(party, part, props.toAuthority));
  const will = asked.filter((part) => chosen.compartments.includes(part));
  const could = asked.filter((part) => !will.includes(part) && before.has(part));
  const not = asked.filter((part) => !will.includes(part) && !before.has(part));
  const rightsAnswer = rightsAnswerOf(chosen);
  const how = [
    chosen.basis === undefined ? null : t(`basis.${chosen.basis}`),
    chosen.manner === undefined ? null : t(`manner.${chosen.manner}`),
    chosen.language === undefined ? null : languageName(chosen.language),
    chosen.interpreter === undefined ? null : `${t("consent.interpreter")}: ${t(`interpreter.${chosen.interpreter}`)}`,
    chosen.expires === undefined ? null : `${t("consent.until")}: ${language().date(chosen.expires)}`,
  ];
  return (
    <div class="bring-check">
      {newcomer.organisation.party === "justice" && <p class="notice waiting">{t("bring.justice")}</p>}
      {personsAnswer.value === "stop" && <p class="notice waiting">{t("rights.stop")}</p>}
      <h4>{t("bring.can-read", { name })}</h4>
      <ul class="can">
        {will.map((part) => (
          <li key={part}>
            {shareLabel(part, newcomer.organisation.party)}
            {!here.has(part) && <span class="quiet"> ({t("bring.empty")})</span>}
          </li>
        ))}
      </ul>
      {could.length > 0 && (
        <>
          <h4>{t("bring.already")}</h4>
          <ul class="can">
            {could.map((part) => (
              <li key={part}>{shareLabel(part, newcomer.organisation.party)}</li>
            ))}
          </ul>
        </>
      )}
      {not.length > 0 && (
        <>
          <h4>{t("bring.cannot-read")}</h4>
          <ul class="cannot">
            {not.map((part) => (
              <li key={part}>{shareLabel(part, newcomer.organisation.party)}</li>
            ))}
          </ul>
        </>
      )}
      <h4>{t("bring.for")}</h4>
      <p>
        {apart(
          ...chosen.purposes.map((purpose) =>
            purpose === "statistics" ? t("purpose.statistics") : t(`use.${purpose}`),
          ),
        )}
      </p>
      {rightsAnswer !== null && (
        <>
          <h4>{t("hand.title")}</h4>
          <p>{t(`check.rights-${rightsAnswer}`)}</p>
        </>
      )}
      <h4>{t("case.consent")}</h4>
      <p>{apart(...how)}</p>
      <p class="notice news">{t("bring.after")}</p>
    </div>
  );
}

// What earlier consents let it read, also withdrawn ones: what was read cannot be unread.
function coveredBefore({ state }: CaseView, organisation: string): ReadonlySet<Compartment> {
  return new Set(
    state.consents
      .filter((consent) => consent.organisation === organisation && consent.held)
      .flatMap((consent) => [...consent.compartments]),
  );
}

/** The compartments of which this case holds something that counts. */
function presentIn({ state }: CaseView): ReadonlySet<Compartment> {
  return new Set(
    state.entries.flatMap(({ content, verdict }) =>
      verdict.is === "effective" && !("newer" in content) ? [partOf(content)] : [],
    ),
  );
}
