// The table for whoever pays for the help: from which month to which, and as which file. It is made and saved here; nothing is sent.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { areMonths, fewestPersons, type HelpGiven, mostMonths } from "../../core/case/help-given.ts";
import { addMonths } from "../../core/form/calendar-day.ts";
import { Ask } from "../components/ask.tsx";
import { SelectField } from "../components/fields.tsx";
import type { Engine } from "../engine.ts";
import { todayOf } from "../form/form-words.ts";
import { loadPart } from "../load-part.ts";
import { activeLanguage, apart, language, t, words } from "../text/translate.ts";
import { useSentence } from "../use-verb.ts";

const formats = ["csv", "xlsx"] as const;

export function HelpGivenTable({ engine }: { readonly engine: Engine }): JSX.Element {
  const thisMonth = todayOf(engine).slice(0, "2031-02".length);
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const [format, setFormat] = useState<(typeof formats)[number]>("xlsx");
  const [isExact, setExact] = useState(false);
  const [news, setNews] = useSentence();
  const months = Array.from({ length: mostMonths }, (_, i) => {
    // Two tables of a month that goes on would differ by few persons.
    const value = addMonths(`${thisMonth}-01`, -1 - i).slice(0, thisMonth.length);
    return { value, label: language().date(value) };
  });
  const make = async () => {
    const given = await engine.cases.helpGiven({ from, to }, isExact);
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
        about={t("help-given.about")}
        act={t("help-given.save")}
        onBegin={() => {
          const last = addMonths(`${thisMonth}-01`, -1).slice(0, thisMonth.length);
          setFrom(last);
          setTo(last);
          setExact(false);
          setNews(null);
        }}
        verb={() => (areMonths({ from, to }) ? make() : () => t("help-given.gap"))}
        onDone={(given) => setNews(() => wordsOf(given))}
      >
        <MonthField id="help-from" label={t("help-given.from")} value={from} months={months} onChange={setFrom} />
        <MonthField id="help-to" label={t("help-given.to")} value={to} months={months} onChange={setTo} />
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
            {t("help-given.exact", { n: fewestPersons })}
            <span class="hint">{t("help-given.exact-about")}</span>
          </span>
        </label>
      </Ask>
      <p role="status">{news}</p>
    </>
  );
}

function MonthField(props: {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly months: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (month: string) => void;
}): JSX.Element {
  return <SelectField {...props} empty="" options={props.months} />;
}

/** What makes the file is loaded when it is wanted. */
async function save(engine: Engine, given: HelpGiven, format: (typeof formats)[number]): Promise<void> {
  const { forms } = engine.cases;
  if (forms === null) return;
  const { saveHelpTable } = await loadPart(() => import("./save-help-table.ts"));
  saveHelpTable(given, forms, words(), activeLanguage(), format);
}

function wordsOf({ rows, leftOut }: HelpGiven): string {
  return apart(
    t(rows.length === 0 ? "help-given.none" : "help-given.saved"),
    leftOut > 0 && t("help-given.left-out", { n: leftOut }),
  );
}
