// What the person needs and what the goals are about, each with the help that was given for it and who in the directory gives such help (FM17).
import type { JSX } from "preact";
import type { Form } from "../../core/form/form.ts";
import type { Sheet } from "../../core/form/sheet.ts";
import { helpForArea, helpForNeed, needs, type PersonNeed } from "../../core/kinds-of-help.ts";
import { phonesOf } from "../../core/phones.ts";
import { presentFields } from "../../core/present-fields.ts";
import type { ServiceType } from "../../core/service.ts";
import type { CaseView, SheetsView } from "../../member/views.ts";
import { now } from "../clock.ts";
import { Hours, Phones } from "../components/phones.tsx";
import type { Engine } from "../engine.ts";
import { wordsOfForm } from "../form/form-words.ts";
import { listOf, nameIn } from "../text/moments.ts";
import { apart, t } from "../text/translate.ts";

interface Props {
  readonly engine: Engine;
  readonly opened: CaseView;
  readonly view: SheetsView;
}

/** One thing that is wanted: its words, the day since when help for it counts, and the kinds of help that meet it. */
interface Wanted {
  readonly key: string;
  readonly text: string;
  readonly since: string;
  readonly kinds: readonly ServiceType[];
}

export function NeedsMet(props: Props): JSX.Element | null {
  const wanted = [...openNeeds(props), ...openGoals(props)];
  if (wanted.length === 0) return null;
  return (
    <section class="needs-met" aria-labelledby="needs-met-title">
      <h3 id="needs-met-title">{t("needs-met.title")}</h3>
      <ul class="lines">
        {wanted.map((one) => (
          <li key={one.key}>
            <strong dir="auto">{one.text}</strong>{" "}
            <span class="quiet">
              {apart(
                listOf(one.kinds.map((kind) => t(`need.${kind}`))),
                t("needs-met.given", { n: timesGiven(props, one) }),
              )}
            </span>
            <WhoGives {...props} wanted={one} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What the last assessment calls urgent or needed. */
function openNeeds({ engine, view }: Props): readonly Wanted[] {
  const sheet = view.sheets.findLast(({ form, struckOut }) => form === "needs" && !struckOut);
  const words = wordsOf(engine, "needs");
  if (sheet === undefined || words === undefined) return [];
  return ["urgent", "some"].flatMap((level) =>
    needs
      .filter((need) => textIn(sheet, need) === level)
      .map((need) => ({
        key: need,
        text: apart(words.fields[need]?.[0] ?? need, words.lists["need-level"]?.[level] ?? level),
        since: textIn(sheet, "on"),
        kinds: helpForNeed[need],
      })),
  );
}

/** The needs that the last assessment calls urgent, then those that are wanted too. */
export function openNeedKeys({ sheets }: SheetsView): readonly PersonNeed[] {
  const sheet = sheets.findLast(({ form, struckOut }) => form === "needs" && !struckOut);
  return sheet === undefined
    ? []
    : ["urgent", "some"].flatMap((level) => needs.filter((need) => textIn(sheet, need) === level));
}

function openGoals({ engine, view }: Props): readonly Wanted[] {
  const words = wordsOf(engine, "goal");
  return view.sheets
    .filter((sheet) => sheet.form === "goal" && !sheet.struckOut && ["", "open"].includes(textIn(sheet, "state")))
    .flatMap((sheet) => {
      const area = textIn(sheet, "area");
      if (!isArea(area)) return [];
      const text = apart(words?.lists["area"]?.[area] ?? area, textIn(sheet, "goal"));
      return [{ key: sheet.sheet, text, since: sheet.begun.at.slice(0, dayLength), kinds: helpForArea[area] }];
    });
}

const dayLength = "2031-02-03".length;

function isArea(code: string): code is keyof typeof helpForArea {
  return Object.hasOwn(helpForArea, code);
}

function timesGiven({ view }: Props, { kinds, since }: Wanted): number {
  return view.sheets.filter(
    (sheet) =>
      sheet.form === "service" &&
      !sheet.struckOut &&
      textIn(sheet, "result") === "given" &&
      textIn(sheet, "on") >= since &&
      (kinds as readonly string[]).includes(textIn(sheet, "kind")),
  ).length;
}

function WhoGives({ engine, opened, view, wanted }: Props & { readonly wanted: Wanted }): JSX.Element {
  const self = engine.view.value?.self?.organisation.id;
  const wish = {
    treatAsChild: opened.state.treatAsChild === true,
    ...presentFields({ language: view.language ?? undefined }),
  };
  const offers = engine.directory
    .services({ ...wish, wants: wanted.kinds })
    .filter(({ organisation, isForOthers }) => organisation.id !== self && !isForOthers);
  if (offers.length === 0) return <p class="quiet">{t("needs-met.nobody")}</p>;
  return (
    <details>
      <summary>{t("needs-met.who", { n: offers.length })}</summary>
      <ul class="lines">
        {offers.map(({ service, organisation }) => (
          <li key={service.id}>
            {nameIn(organisation.name)} <span class="quiet">{nameIn(service.name)}</span>
            <Phones phones={phonesOf(service, now.value)} />
            <Hours engine={engine} service={service} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function wordsOf(engine: Engine, key: Form["key"]) {
  const version = engine.directory.forms.newest(key);
  return version === undefined ? undefined : wordsOfForm(engine, version);
}

function textIn(sheet: Sheet, key: string): string {
  const value = sheet.answers.get(key)?.value;
  return typeof value === "string" ? value : "";
}
