// The questions of a form on the pages before there is a case, group by group: the same inputs as on a sheet, large and without what is said there at
// leisure. What the program itself says beside an answer it finds by the role of the question.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { checkSheet, type SheetCheck } from "../../core/form/check-sheet.ts";
import { codesOf, type Form, type FormField, type FormVersion, type FormWords } from "../../core/form/form.ts";
import { markedIn, weightedFields } from "../../core/form/form-expressions.ts";
import { presentFields } from "../../core/present-fields.ts";
import { type FirstForm, isNeeded } from "../../core/referral-draft.ts";
import { AnyOf } from "../components/choices.tsx";
import { type Gap, gapOf } from "../components/error-summary.tsx";
import { PhoneBook } from "../components/phones.tsx";
import { PlaceInput } from "../components/place-input.tsx";
import type { Engine } from "../engine.ts";
import { AnswerInput } from "../form/answer-input.tsx";
import { own } from "../form/changes.ts";
import { nameable, todayOf, wordsOfForm } from "../form/form-words.ts";
import { Whys } from "../form/whys.tsx";
import { t } from "../text/translate.ts";
import { answer, answersOf, formOf, isBegun, leadOf, personsPlace, sayGone } from "./draft.ts";

/** Where an error summary leads. */
export function questionId(form: FirstForm, field: string): string {
  return `${form}-${field}`;
}

/** One form as it stands on the pages. */
export interface OpenForm {
  readonly key: FirstForm;
  readonly version: FormVersion;
  readonly form: Form;
  readonly words: FormWords;
  readonly check: SheetCheck;
  /** The groups of which something is shown now, with what. */
  readonly groups: readonly { readonly key: string; readonly fields: readonly FormField[] }[];
}

/** What of a form is asked now, of the groups that may be asked; null where the country has no such form. */
export function openForm(
  engine: Engine,
  key: FirstForm,
  mayAsk: (group: Form["groups"][number]) => boolean,
): OpenForm | null {
  const version = formOf(engine, key);
  if (version === undefined) return null;
  const { form } = version;
  const answers = answersOf(engine, key);
  const check = checkSheet(form, answers, todayOf(engine), {});
  const lead = leadOf(engine, key);
  const isOpen = lead === null || isBegun(engine, key, answers);
  const isShown = ({ key: field, type, calculation, retired }: FormField) =>
    isOpen
      ? check.asked.includes(field) ||
        (retired !== true && (type === "note" || (calculation !== undefined && type === "code")))
      : field === lead;
  const groups = form.groups
    .filter(mayAsk)
    .map((group) => ({
      key: group.key,
      fields: form.fields.filter((each) => each.group === group.key && isShown(each)),
    }))
    .filter(({ fields }) => fields.some((each) => check.asked.includes(each.key)));
  return { key, version, form, words: wordsOfForm(engine, version), check, groups };
}

/** All questions of one group. */
export function Questions(props: {
  readonly engine: Engine;
  readonly open: OpenForm;
  readonly group: OpenForm["groups"][number];
  readonly gaps: readonly Gap[];
  /** The one question stands above as the title of the page. */
  readonly isTitled?: boolean;
}): JSX.Element {
  const { group, isTitled } = props;
  return (
    <>
      {group.fields.map((field) => (
        <Question key={field.key} {...props} field={field} isTitled={isTitled === true} />
      ))}
      <Whys words={props.open.words} fields={group.fields} />
    </>
  );
}

interface QuestionProps {
  readonly engine: Engine;
  readonly open: OpenForm;
  readonly field: FormField;
  readonly gaps: readonly Gap[];
  readonly isTitled: boolean;
}

function Question(props: QuestionProps): JSX.Element {
  const { engine, open, field, gaps } = props;
  const { key, form, words, check } = open;
  if (field.calculation !== undefined) return <Suggestion {...props} />;
  if (isWeighed(form, field)) return <SignGroup {...props} />;
  const answers = answersOf(engine, key);
  const id = questionId(key, field.key);
  const [label = field.key, hint] = words.fields[field.key] ?? [];
  // An answer that others make unfit waits in the draft, but is neither shown nor sealed.
  const value = check.notRelevant.includes(field.key) ? null : (own(answers.set, field.key) ?? null);
  if (field.type === "place")
    return (
      <PlaceInput
        id={id}
        legend={label}
        {...presentFields({ hint })}
        {...(field.required === true ? {} : { optional: t("path.optional") })}
        gaps={gaps}
        places={engine.places}
        value={typeof value === "string" ? value : isNeeded(key, field) ? personsPlace(engine) : undefined}
        onChange={(place) => answer(engine, key, field.key, place)}
      />
    );
  const error = gapOf(gaps, id);
  const gone = own(answers.gone, field.key) ?? null;
  const flaw = check.soft.includes(field.key) ? (words.flaws[field.key] ?? t("sheet.wrong-answer")) : null;
  return (
    <>
      <AnswerInput
        id={id}
        form={form}
        field={field}
        words={words}
        named={nameable(engine)}
        value={value}
        gone={gone}
        above={own(answers.set, field.under ?? "") ?? null}
        legendHidden={props.isTitled}
        mayBeGone={!isNeeded(key, field) && field.required === true && (gone !== null || error !== null)}
        error={error ?? flaw}
        onAnswer={(given) => answer(engine, key, field.key, given)}
        onGone={(word) => sayGone(engine, key, field.key, word)}
      />
      <Beside engine={engine} field={field} value={value} />
    </>
  );
}

/** What follows at once from an answer, for whoever asks: help for a person in danger, and for a child. */
function Beside({
  engine,
  field,
  value,
}: {
  readonly engine: Engine;
  readonly field: FormField;
  readonly value: unknown;
}) {
  if (field.role === "age")
    return (
      <div aria-live="polite">
        {(value === "child" || value === "in-doubt") && <p class="notice news">{t(`person.${value}`)}</p>}
      </div>
    );
  if (field.role !== "danger") return null;
  const listed = value === "now" ? engine.directory.phones() : [];
  return (
    <>
      <div aria-live="polite">{value === "now" && <p class="notice danger">{t("danger.help")}</p>}</div>
      {listed.length > 0 && (
        <section>
          <h2>{t("phone.now")}</h2>
          <PhoneBook engine={engine} listed={listed} />
        </section>
      )}
    </>
  );
}

function isWeighed(form: Form, field: FormField): boolean {
  return field.type === "codes" && codesOf(form, field.list ?? "").some(({ weight }) => weight !== undefined);
}

/** One group of signs under its name. How many of them are ticked stands beside the name, open or closed. */
function SignGroup({ engine, open, field, gaps }: QuestionProps): JSX.Element {
  const { key, form, words, check } = open;
  const given = own(answersOf(engine, key).set, field.key);
  const seen = typeof given === "object" && !check.notRelevant.includes(field.key) ? given : [];
  const [label = field.key, hint] = words.fields[field.key] ?? [];
  const id = questionId(key, field.key);
  const offered = codesOf(form, field.list ?? "").filter(
    ({ code, retired }) => retired !== true || seen.includes(code),
  );
  const error = gapOf(gaps, id);
  // Open from the start where something is ticked. Never changed afterwards: a tick must not close what somebody reads.
  const [isOpen] = useState(seen.length > 0);
  return (
    <details class="opens" id={`fold-${id}`} open={isOpen || error !== null}>
      <summary>
        <span class="label">{label}</span>
        {seen.length > 0 && <span class="ticked">{t("signs.ticked", { n: seen.length, of: offered.length })}</span>}
      </summary>
      <AnyOf
        id={id}
        legend={label}
        legendHidden
        {...presentFields({ hint })}
        error={error}
        options={offered.map(({ code }) => ({ value: code, label: words.lists[field.list ?? ""]?.[code] ?? code }))}
        values={seen}
        onChange={(codes) => answer(engine, key, field.key, codes.length === 0 ? null : codes)}
      />
    </details>
  );
}

/** What the form makes of the answers, beside the own decision: it never decides. */
function Suggestion({ engine, open, field }: QuestionProps): JSX.Element | null {
  const { key, form, words, check } = open;
  const value = check.calculated[field.key];
  if (typeof value !== "string") return null;
  const { set } = answersOf(engine, key);
  const n = weightedFields(form, field.group)
    .filter((each) => !check.notRelevant.includes(each.key))
    .reduce((sum, each) => sum + markedIn(form, each.key, own(set, each.key), "*"), 0);
  return (
    <p class="suggestion" role="status">
      <strong>
        {n > 0 && `${t("signs.count", { n })}. `}
        {words.lists[field.list ?? ""]?.[value] ?? value}
      </strong>
    </p>
  );
}
