// The table for others: a release of a quarter or a year that is over, in which nobody can be found (CN8). It is saved here; nothing is sent.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { ownPeriodWords } from "../../reports/own-numbers.ts";
import { leftOutWords } from "../../reports/release-table.ts";
import type { OwnCase } from "../../statistics/own-numbers.ts";
import { periodsBefore } from "../../statistics/period.ts";
import { SelectField } from "../components/fields.tsx";
import type { Engine } from "../engine.ts";
import { todayOf } from "../form/form-words.ts";
import { loadPart } from "../load-part.ts";
import { t, words } from "../text/translate.ts";

export function ForOthers({
  engine,
  cases,
}: {
  readonly engine: Engine;
  readonly cases: readonly OwnCase[];
}): JSX.Element {
  const periods = periodsBefore(todayOf(engine));
  const [period, setPeriod] = useState(periods[0] ?? "");
  const [notes, setNotes] = useState<readonly string[]>([]);
  const save = async () => {
    const made = engine.cases.numbers.release(cases, period);
    if (made === null) return;
    const { saveRelease } = await loadPart(() => import("./save-numbers.ts"));
    saveRelease(made, words());
    setNotes(leftOutWords(made, words()));
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
        onChange={setPeriod}
      />
      <button type="button" class="button plain" onClick={() => void save()}>
        {t("numbers.save")}
      </button>
      <ul role="status">
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </section>
  );
}
