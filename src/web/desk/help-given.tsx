// The table for whoever pays for the help: of which quarter or year, and as which file. It is made and saved here; nothing is sent.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { fewestPersons, type HelpGiven, periodsBefore } from "../../core/case/help-given.ts";
import { periodWords } from "../../reports/help-table.ts";
import { Ask } from "../components/ask.tsx";
import { SelectField } from "../components/fields.tsx";
import type { Engine } from "../engine.ts";
import { todayOf } from "../form/form-words.ts";
import { loadPart } from "../load-part.ts";
import { apart, t, words } from "../text/translate.ts";
import { useSentence } from "../use-verb.ts";

const formats = ["csv", "xlsx"] as const;

export function HelpGivenTable({ engine }: { readonly engine: Engine }): JSX.Element {
  const [period, setPeriod] = useState("");
  const [format, setFormat] = useState<(typeof formats)[number]>("xlsx");
  const [isExact, setExact] = useState(false);
  const [news, setNews] = useSentence();
  const periods = periodsBefore(todayOf(engine)).map((value) => ({ value, label: periodWords(value, words()) }));
  const make = async () => {
    const given = await engine.cases.helpGiven(period, isExact);
    if (given === null) return { is: "failed", reason: "locked" } as const;
    if (given.rows.length > 0) await save(engine, given, format);
    return { is: "done", value: given } as const;
  };
  return (
    <>
      <Ask
        button={t("help-given.title")}
        look="link help-given"
        title={t("help-given.title")}
        about={t("help-given.about", { n: fewestPersons })}
        act={t("help-given.save")}
        onBegin={() => {
          setPeriod(periods[0]?.value ?? "");
          setExact(false);
          setNews(null);
        }}
        verb={make}
        onDone={(given) => setNews(() => wordsOf(given))}
      >
        <SelectField
          id="help-period"
          label={t("help-given.period")}
          value={period}
          empty=""
          options={periods}
          onChange={setPeriod}
        />
        <fieldset class="field">
          <legend class="label">{t("help-given.format")}</legend>
          {formats.map((one) => (
            <label key={one} class="choice small">
              <input type="radio" name="help-format" checked={format === one} onChange={() => setFormat(one)} />
              <span>{t(`help-given.${one}`)}</span>
            </label>
          ))}
        </fieldset>
        <label class="choice small">
          <input type="checkbox" checked={isExact} onChange={(event) => setExact(event.currentTarget.checked)} />
          <span>
            {t("help-given.exact")}
            <span class="hint">{t("help-given.exact-about")}</span>
          </span>
        </label>
      </Ask>
      <p role="status">{news}</p>
    </>
  );
}

/** What makes the file is loaded when it is wanted. */
async function save(engine: Engine, given: HelpGiven, format: (typeof formats)[number]): Promise<void> {
  const { forms } = engine.cases;
  if (forms === null) return;
  const { saveHelpTable } = await loadPart(() => import("./save-help-table.ts"));
  saveHelpTable(given, forms, words(), format);
}

function wordsOf({ rows, leftOut }: HelpGiven): string {
  return apart(
    t(rows.length === 0 ? "help-given.none" : "help-given.saved"),
    leftOut > 0 && t("help-given.left-out", { n: leftOut }),
  );
}
