// The table for others: a release of a quarter or a year that is over, in which nobody can be found (CN8). It is looked at and then saved here; nothing is sent.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { ownPeriodWords } from "../../reports/own-numbers.ts";
import { leftOutWords, releaseTable } from "../../reports/release-table.ts";
import type { OwnCase } from "../../statistics/own-numbers.ts";
import { periodsBefore } from "../../statistics/period.ts";
import type { Release } from "../../statistics/release.ts";
import { SelectField } from "../components/fields.tsx";
import type { Engine } from "../engine.ts";
import { todayOf } from "../form/form-words.ts";
import { loadPart } from "../load-part.ts";
import { formatNumber, t, words } from "../text/translate.ts";

export function ForOthers({
  engine,
  cases,
}: {
  readonly engine: Engine;
  readonly cases: readonly OwnCase[];
}): JSX.Element {
  const periods = periodsBefore(todayOf(engine));
  const [period, setPeriod] = useState(periods[0] ?? "");
  const [made, setMade] = useState<Release | null>(null);
  const save = async (release: Release) => {
    const { saveRelease } = await loadPart(() => import("./save-numbers.ts"));
    saveRelease(release, words());
  };
  return (
    <section aria-labelledby="numbers-for-others" class="for-others">
      <h2 id="numbers-for-others">{t("numbers.release")}</h2>
      <p>{t("numbers.release-about")}</p>
      <SelectField
        id="release-period"
        label={t("numbers.period")}
        value={period}
        empty=""
        options={periods.map((value) => ({ value, label: ownPeriodWords(value, words()) }))}
        onChange={(next) => {
          setPeriod(next);
          setMade(null);
        }}
      />
      <button type="button" class="button plain" onClick={() => setMade(engine.cases.numbers.release(cases, period))}>
        {t("numbers.release-look")}
      </button>
      <div role="status">{made !== null && <Released release={made} />}</div>
      {made !== null && (
        <button type="button" class="button plain" onClick={() => void save(made)}>
          {t("numbers.save")}
        </button>
      )}
    </section>
  );
}

/** All that the file says: table by table, and what is not in it. */
function Released({ release }: { readonly release: Release }): JSX.Element {
  const [[, , ...head] = [], ...rows] = releaseTable(release, words());
  const tables = [...Map.groupBy(rows, ([, title = ""]) => title)];
  return (
    <>
      <h3>{ownPeriodWords(release.period, words())}</h3>
      {tables.map(([title, lines]) => (
        <div key={title} class="numbers-table">
          <table>
            <caption>{title}</caption>
            <thead>
              <tr>
                {head.map((column, place) => (
                  <th key={column} scope="col" class={place === 0 ? undefined : "number"}>
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {lines.map(([, , name = "", ...numbers]) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  {numbers.map((cell, place) => (
                    <td key={head[place + 1]} class="number">
                      {/^\d+$/.test(cell) ? formatNumber(Number(cell)) : cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ))}
      <ul>
        {leftOutWords(release, words()).map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </>
  );
}
