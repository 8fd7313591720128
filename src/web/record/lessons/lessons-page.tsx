// The short lessons for who counts them and for reviewers (docs/spec/lessons.md): how many devices did them in each month, what is entered of it, and
// how many of each organisation did them lately. Numbers only.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { lessonsEdition } from "../../../core/lessons.ts";
import type { Entered } from "../../../member/record/record-keeper.ts";
import type { LessonCountEntered } from "../../../record/lesson-count.ts";
import { rowsToEnter } from "../../../record/lesson-count.ts";
import { Ask } from "../../components/ask.tsx";
import { Heading } from "../../components/heading.tsx";
import { nameOfOrganisation } from "../../text/organisation-name.ts";
import { apart, formatNumber, language, t } from "../../text/translate.ts";
import { Entering } from "../enter/entering.tsx";
import type { PageProps } from "../page-frame.tsx";
import { BackLink } from "../page-frame.tsx";
import { recordFailure } from "../refusal-words.ts";
import { codeWord, commaList, dateWords } from "../words.ts";

export function LessonsPage({ engine, self }: PageProps): JSX.Element {
  const [entered, setEntered] = useState<Entered | null>(null);
  const counts = [...engine.lessons.counts].reverse();
  const coverage = engine.lessons.coverage
    .filter(({ devices }) => devices > 0)
    .map((one) => ({ ...one, name: nameOfOrganisation(engine, one.organisation) }))
    .sort((a, b) => language().compare(a.name, b.name));
  const ours = rowsToEnter(counts, self.organisation).length;
  const others = [...new Set(counts.map(({ countedBy }) => countedBy))].filter((id) => id !== self.organisation);

  if (entered !== null) {
    const back = (
      <button type="button" class="button primary" onClick={() => setEntered(null)}>
        {t("record.lessons.back")}
      </button>
    );
    return <Entering engine={engine} entered={entered} isOpen hidden={0} next={back} />;
  }
  return (
    <>
      <BackLink />
      <Heading>{t("code.lessons")}</Heading>
      <p class="lead">{t("record.lessons.lead")}</p>
      {others.length > 0 && (
        <p>{t("record.lessons.counted-by", { list: commaList(others.map((id) => nameOfOrganisation(engine, id))) })}</p>
      )}
      {counts.length === 0 ? <p class="empty">{t("record.lessons.empty")}</p> : <Months counts={counts} />}
      {ours > 0 && (
        <Ask
          button={t("record.lessons.enter", { n: ours })}
          look="button primary"
          title={t("record.lessons.enter", { n: ours })}
          act={t("record.enter.do-open")}
          verb={() => engine.lessons.enter()}
          words={recordFailure}
          onDone={setEntered}
        >
          <p>{t("record.lessons.enter-about")}</p>
          <p>{t("record.enter.after-open")}</p>
        </Ask>
      )}
      {coverage.length > 0 && <Coverage coverage={coverage} />}
    </>
  );
}

function Months({ counts }: { readonly counts: readonly LessonCountEntered[] }): JSX.Element {
  return (
    <table class="number-table" aria-label={t("code.lessons")}>
      <thead class="number-head">
        <tr>
          <th scope="col">{t("date.month")}</th>
          <th scope="col" class="number">
            {t("record.lessons.devices")}
          </th>
          <th scope="col">{t("record.lessons.entered")}</th>
        </tr>
      </thead>
      <tbody>
        {counts.map((count) => (
          <tr key={`${count.month} ${count.profession} ${count.edition} ${count.countedBy}`}>
            <th scope="row">
              {dateWords(count.month)}
              <span class="quiet">
                {apart(
                  codeWord("profession", count.profession),
                  ...(count.edition === lessonsEdition ? [] : [count.edition]),
                )}
              </span>
            </th>
            <td class="number">{formatNumber(count.participants)}</td>
            <td>{enteredWords(count)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** How many devices of an organisation did the lessons lately. */
interface CoverageRow {
  readonly organisation: string;
  readonly name: string;
  readonly devices: number;
  readonly done: number;
}

function Coverage({ coverage }: { readonly coverage: readonly CoverageRow[] }): JSX.Element {
  return (
    <section aria-labelledby="coverage-title">
      <h2 id="coverage-title">{t("record.lessons.coverage")}</h2>
      <p class="quiet">{t("record.lessons.coverage-about")}</p>
      <table class="number-table" aria-labelledby="coverage-title">
        <thead class="number-head">
          <tr>
            <th scope="col">{t("record.lessons.organisation")}</th>
            <th scope="col" class="number">
              {t("record.lessons.in-use")}
            </th>
            <th scope="col" class="number">
              {t("record.lessons.done")}
            </th>
          </tr>
        </thead>
        <tbody>
          {coverage.map(({ organisation, name, devices, done }) => (
            <tr key={organisation}>
              <th scope="row">{name}</th>
              <td class="number">{formatNumber(devices)}</td>
              <td class="number">{formatNumber(done)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** What is entered of a number: nothing, all, less, or more than was counted here, which somebody should explain. */
function enteredWords({ entered, hindrance, participants }: LessonCountEntered): JSX.Element | string {
  if (hindrance !== null) return <span class="mark-word waiting">{t(`record.lessons.${hindrance}`)}</span>;
  if (entered === null) return <span class="mark-word waiting">{t("record.lessons.not-entered")}</span>;
  const number = formatNumber(entered);
  if (entered === participants) return number;
  const words = entered < participants ? "record.lessons.fewer" : "record.lessons.more";
  return (
    <>
      {number} <span class="mark-word waiting">{t(words, { n: Math.abs(participants - entered) })}</span>
    </>
  );
}
