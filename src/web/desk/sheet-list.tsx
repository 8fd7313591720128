// Sheets as text: what was answered, line by line; what was not answered in one line; who said it and earlier answers on demand.
import type { JSX } from "preact";
import { checkSheet } from "../../core/form/check-sheet.ts";
import {
  type Form,
  type FormField,
  type FormTab,
  type FormVersion,
  type FormWords,
  fieldOf,
} from "../../core/form/form.ts";
import type { Saying, Sheet, SheetAnswer } from "../../core/form/sheet.ts";
import type { SheetsView } from "../../member/views.ts";
import type { Engine } from "../engine.ts";
import { answerWords, withQuestion } from "../form/answer-words.ts";
import { wordsOfForm } from "../form/form-words.ts";
import { nameIn, shortMoment } from "../text/moments.ts";
import { apart, language, t } from "../text/translate.ts";
import { mayBegin } from "./form-places.ts";
import { ReturnMisfits } from "./return-misfit.tsx";
import type { SheetAsked } from "./sheet-page.tsx";
import { nameableIn } from "./sheet-words.ts";

interface SheetListProps {
  readonly engine: Engine;
  readonly view: SheetsView;
  readonly tab: FormTab;
  readonly onOpen: (asked: SheetAsked) => void;
}

/** The sheets of one tab: each form with its sheets, the newest first. */
export function SheetList(props: SheetListProps): JSX.Element {
  const { engine, view, tab } = props;
  const forms = engine.directory.forms.forms.filter(({ form }) => form.tab === tab);
  const filled = forms.filter(({ form }) => view.sheets.some((sheet) => sheet.form === form.key));
  const empty = forms.filter((version) => !filled.includes(version) && mayBegin(engine, view, version.form));
  return (
    <div class="sheets">
      {filled.length === 0 && <p class="empty">{t("sheet.none-yet")}</p>}
      {filled.map((version) => (
        <FormSheets key={version.form.key} {...props} version={version} />
      ))}
      {empty.length > 0 && (
        <section>
          <h3>{t("sheet.not-yet")}</h3>
          <ul class="forms">
            {empty.map((version) => (
              <li key={version.form.key}>
                <button
                  type="button"
                  class="button plain"
                  onClick={() => props.onOpen({ form: version.form.key, sheet: null, task: null })}
                >
                  {wordsOfForm(engine, version).title}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function FormSheets(props: SheetListProps & { readonly version: FormVersion }): JSX.Element {
  const { engine, view, version, onOpen } = props;
  const { form } = version;
  const words = wordsOfForm(engine, version);
  const sheets = view.sheets.filter((sheet) => sheet.form === form.key).toReversed();
  return (
    <section>
      <h3>{words.title}</h3>
      {form.key === "return" && <ReturnMisfits engine={engine} misfit={view.returnMisfit} />}
      {sheets.map((sheet) => (
        <SheetText key={sheet.sheet} {...props} words={words} sheet={sheet} />
      ))}
      {form.many && mayBegin(engine, view, form) && (
        <button type="button" class="link" onClick={() => onOpen({ form: form.key, sheet: null, task: null })}>
          {t("sheet.another", { form: words.title })}
        </button>
      )}
    </section>
  );
}

export function SheetText(
  props: Omit<SheetListProps, "tab"> & {
    readonly version: FormVersion;
    readonly words: FormWords;
    readonly sheet: Sheet;
  },
): JSX.Element {
  const { engine, view, version, words, sheet, onOpen } = props;
  const { form } = version;
  // A sheet that is its author's own others contradict in one of theirs (FD10c).
  const isOurs = form.own === "shared" || sheet.by === engine.view.value?.self?.organisation.id;
  const mayChange = isOurs && view.writable.includes(form.key);
  // In the order of the newest version, then what it does not ask: each as it was asked when it was answered (FM6a).
  const keys = new Set([...form.fields.map(({ key }) => key), ...sheet.answers.keys()]);
  const answers = [...keys].flatMap((key) => {
    const answer = sheet.answers.get(key);
    const asked = answer === undefined ? undefined : askedIn(engine, answer.heads.at(-1)?.version ?? sheet.version);
    const field = asked === undefined ? undefined : fieldOf(asked.version.form, key);
    return answer === undefined || asked === undefined || field === undefined ? [] : [{ ...asked, field, answer }];
  });
  const waits = view.waiting.some((save) => save.form === form.key && save.sheet === sheet.sheet);
  const said = answers.filter(({ answer }) => shownOf(sheet, answer) !== null);
  const calculated = calculatedIn(version.form, sheet, view);
  const lastBy = [...sheet.answers.values()]
    .flatMap(({ history }) => history)
    .findLast(({ at }) => at === sheet.changed.at)?.by;
  const nameOf = (by: string | null) =>
    nameIn((by === null ? null : engine.directory.organisation(by))?.name ?? {}) || t("desk.unknown-sender");
  const missing = answers.filter(({ answer }) => answer.missing !== null);
  return (
    <article class={sheet.struckOut ? "sheet struck-out" : "sheet"}>
      {sheet.struckOut && <p class="notice plain">{t("sheet.is-struck-out")}</p>}
      <dl>
        {said.map(({ field, answer, words }) => (
          <Answer
            key={field.key}
            engine={engine}
            view={view}
            field={field}
            words={words}
            answer={answer}
            shown={shownOf(sheet, answer)}
          />
        ))}
        {calculated.map(({ field, value }) => (
          <div key={field.key} class="answered">
            <dt>{words.fields[field.key]?.[0] ?? field.key}</dt>
            <dd>
              {answerWords(field, words, nameableIn(engine, view), value)}{" "}
              <span class="quiet">{t("sheet.calculated")}</span>
            </dd>
          </div>
        ))}
      </dl>
      {missing.length > 0 && (
        <p class="quiet">
          {missing
            .map(({ field, answer, words }) =>
              withQuestion(words.fields[field.key]?.[0] ?? field.key, t(`missing.${answer.missing ?? "not-asked"}`)),
            )
            .join(language().semicolon)}
        </p>
      )}
      <p class="quiet sheet-foot">
        {apart(
          nameOf(lastBy ?? sheet.by),
          shortMoment(Date.parse(sheet.changed.at), engine.now()),
          lastBy !== undefined && lastBy !== sheet.by && t("sheet.begun-by", { name: nameOf(sheet.by) }),
          sheet.changed.leaf === null && !waits && t("line.unlogged"),
        )}
        {waits && <span class="mark-word waiting">{t("sheet.not-sealed")}</span>}
        {!sheet.struckOut && mayChange && (
          <button
            type="button"
            class="link"
            aria-label={t("sheet.change-of", { form: words.title })}
            onClick={() => onOpen({ form: form.key, sheet: sheet.sheet, task: null })}
          >
            {t("sheet.change")}
          </button>
        )}
      </p>
    </article>
  );
}

/** What the form makes of the answers that hold, on the day on which they were said last (FM3a). Of a sheet that was struck out nothing follows. */
function calculatedIn(form: Form, sheet: Sheet, { facts }: SheetsView) {
  if (sheet.struckOut || form.fields.every(({ calculation }) => calculation === undefined)) return [];
  const set = Object.fromEntries(
    [...sheet.answers].flatMap(([key, { value }]) => (value === null ? [] : [[key, value]])),
  );
  const { calculated } = checkSheet(form, { set, gone: {} }, sheet.changed.at.slice(0, dayLength), facts);
  return form.fields.flatMap((field) => {
    const value = calculated[field.key];
    return value === undefined || field.retired === true ? [] : [{ field, value }];
  });
}

const dayLength = "2031-02-03".length;

/** A version under which something was answered, with its words. */
function askedIn(engine: Engine, id: string): { readonly version: FormVersion; readonly words: FormWords } | undefined {
  const form = engine.directory.forms.version(id);
  return form === undefined ? undefined : { version: { id, form }, words: wordsOfForm(engine, { id, form }) };
}

/** What stands there; of a sheet that was struck out what stood there, which is shown struck through. */
function shownOf({ struckOut }: Sheet, { value, history }: SheetAnswer): SheetAnswer["value"] {
  return struckOut ? (history.findLast((saying) => saying.value !== null)?.value ?? null) : value;
}

function Answer(props: {
  readonly engine: Engine;
  readonly view: SheetsView;
  readonly field: FormField;
  readonly words: FormWords;
  readonly answer: SheetAnswer;
  readonly shown: SheetAnswer["value"];
}): JSX.Element {
  const { engine, view, field, words, answer, shown } = props;
  const last = answer.history.at(-1);
  const inWords = (value: SheetAnswer["value"]) => answerWords(field, words, nameableIn(engine, view), value);
  const saidInWords = ({ value, version: id }: Saying) => {
    const asked = askedIn(engine, id);
    const asWas = asked === undefined ? undefined : fieldOf(asked.version.form, field.key);
    return asked === undefined || asWas === undefined
      ? inWords(value)
      : answerWords(asWas, asked.words, nameableIn(engine, view), value);
  };
  return (
    <div class={answer.differs ? "answered differs" : "answered"}>
      <dt>{words.fields[field.key]?.[0] ?? field.key}</dt>
      <dd>
        <span dir="auto">{inWords(shown)}</span>
        {answer.differs && <span class="mark-word waiting">{t("sheet.two-answers")}</span>}
        {!answer.differs && last?.why === "changed" && (
          <span class="quiet changed-on">
            {t("sheet.changed-on", { date: language().date(last.at.slice(0, "2031-02-03".length)) })}
          </span>
        )}
        {answer.history.length > 1 && (
          <details class="history">
            <summary>{t("sheet.history", { n: answer.history.length })}</summary>
            <ol class="lines">
              {answer.history.toReversed().map((saying) => (
                <li key={saying.entry}>
                  <strong dir="auto">
                    {saying.value === null
                      ? t(
                          saying.gone === null || saying.gone === "mistake"
                            ? "sheet.cleared"
                            : `missing.${saying.gone}`,
                        )
                      : saidInWords(saying)}
                  </strong>{" "}
                  <span class="quiet">
                    {apart(
                      nameIn((saying.by === null ? null : engine.directory.organisation(saying.by))?.name ?? {}) ||
                        t("desk.unknown-sender"),
                      shortMoment(Date.parse(saying.at), engine.now()),
                      saying.why !== null && t(`sheet.why.${saying.why}`),
                      saying.paper !== null && t("sheet.from-paper", { date: language().date(saying.paper) }),
                    )}
                  </span>
                </li>
              ))}
            </ol>
          </details>
        )}
      </dd>
    </div>
  );
}
