// A sheet that was written into the wrong case: what our organisation wrote of it is erased for everybody, and may be begun in the right one (FD13).
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { caseMark } from "../../core/case/mark.ts";
import type { FormVersion } from "../../core/form/form.ts";
import type { Sheet } from "../../core/form/sheet.ts";
import { isWorkedOn } from "../../member/cases/caseload.ts";
import type { Misplacing } from "../../member/cases/misplacing.ts";
import { Ask } from "../components/ask.tsx";
import { SelectField } from "../components/fields.tsx";
import type { Engine } from "../engine.ts";
import type { Nameable } from "../form/answer-input.tsx";
import { answerWords } from "../form/answer-words.ts";
import { wordsOfForm } from "../form/form-words.ts";
import { type Sentence, t } from "../text/translate.ts";
import { caseInWords } from "./case-in-words.ts";

export function Misplaced(props: {
  readonly engine: Engine;
  readonly caseId: string;
  readonly self: string;
  readonly sheet: Sheet;
  readonly version: FormVersion;
  readonly named: Nameable;
  readonly onDone: (news: Sentence) => void;
}): JSX.Element | null {
  const { engine, caseId, sheet, version } = props;
  const [right, setRight] = useState("");
  // What was looked at is what is erased, as far as this device knows: what a colleague wrote there and did not come here yet goes with it (FD13).
  const [shown, setShown] = useState<Misplacing | null>(null);
  const isOurs = [...sheet.answers.values()].some(({ history }) => history.some(({ by }) => by === props.self));
  if (!isOurs) return null;
  const place = { caseId, form: sheet.form, sheet: sheet.sheet };
  const words = wordsOfForm(engine, version);
  const verb = () => engine.cases.saves.misplaceSheet(place, right === "" ? null : right, shown?.saves ?? []);
  const holdsAnew = version.form.fields.some(({ role }) => role === "danger" || role === "age");
  const done = () =>
    props.onDone(() => {
      const form = wordsOfForm(engine, version).title;
      return right === ""
        ? t("sheet.misplaced-done", { form })
        : t("sheet.misplaced-moved", { form, mark: caseMark(right) });
    });
  return (
    <Ask
      button={t("sheet.misplaced")}
      title={t("sheet.misplaced-title")}
      about={caseInWords(engine, caseId)}
      act={t("sheet.misplaced-act")}
      manner="grave"
      isFinal
      onBegin={() => {
        setRight("");
        setShown(engine.cases.saves.misplacing(place));
      }}
      verb={verb}
      onDone={done}
    >
      {/* First: below all that is erased nobody would look for it, and what is erased comes back from nowhere. */}
      <SelectField
        id="right-case"
        label={t("sheet.misplaced-right")}
        hint={t("sheet.misplaced-hint")}
        value={right}
        empty={t("sheet.misplaced-nowhere")}
        options={casesToBeginIn(engine, place).map((id) => ({ value: id, label: caseInWords(engine, id) }))}
        onChange={setRight}
      />
      <p>{t(shown?.saves.length === 0 ? "sheet.misplaced-waits" : "sheet.misplaced-about")}</p>
      {sheet.sheet === "one" && shown?.saves.length !== 0 && <p>{t("sheet.misplaced-last")}</p>}
      {holdsAnew && <p class="notice waiting">{t("sheet.misplaced-before")}</p>}
      <h3>{t("sheet.misplaced-what")}</h3>
      <dl>
        {version.form.fields
          .filter(({ key }) => shown !== null && Object.hasOwn(shown.answers.set, key))
          .map((field) => (
            <div key={field.key} class="answered">
              <dt>{words.fields[field.key]?.[0] ?? field.key}</dt>
              <dd dir="auto">
                <span>{answerWords(field, words, props.named, shown?.answers.set[field.key] ?? null)}</span>
              </dd>
            </div>
          ))}
      </dl>
    </Ask>
  );
}

/** Cases on which we work, where nothing of this form is begun: that would be lost, or mixed with it. */
function casesToBeginIn(
  { cases, caseload }: Engine,
  { caseId, form }: { readonly caseId: string; readonly form: string },
) {
  const begun = new Set(cases.saves.begun.all.filter((draft) => draft.form === form).map((draft) => draft.caseId));
  return caseload.value
    .filter((item) => isWorkedOn(item) && item.caseId !== caseId && !begun.has(item.caseId))
    .map((item) => item.caseId);
}
