// The table for others: a release of a quarter or a year that is over, in which nobody can be found (CN8). It is looked at and then saved here; nothing is sent.
import { Fragment, type JSX } from "preact";
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
import "./count-lines.css";

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
  const [, ...rows] = releaseTable(release, words());
  const lineOf = ([, , what = "", shown = "", least = "", most = ""]: readonly string[]) => {
    const isNumber = /^\d+$/.test(shown);
    if (!isNumber || least === most)
      return t("count.line", { what, n: isNumber ? formatNumber(Number(shown)) : shown });
    const [n, from, to] = [shown, least, most].map((number) => formatNumber(Number(number)));
    return t("count.range", { what, shown: n ?? "", least: from ?? "", most: to ?? "" });
  };
  return (
    <>
      <p>
        <strong>{ownPeriodWords(release.period, words())}</strong>
      </p>
      {[...Map.groupBy(rows, ([, title = ""]) => title)].map(([title, lines]) => (
        <Fragment key={title}>
          <h3>{title}</h3>
          <ul class="count-lines">
            {lines.map((line) => (
              <li key={line[2]}>{lineOf(line)}</li>
            ))}
          </ul>
        </Fragment>
      ))}
      <ul>
        {leftOutWords(release, words()).map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </>
  );
}
