// Beside the sheets of a return: the other organisation, what it said that it does, and its telephone, at the step where they are needed (FM22d).
import type { JSX } from "preact";
import { fieldOf } from "../../core/form/form.ts";
import { phonesOf } from "../../core/phones.ts";
import type { SheetsView } from "../../member/views.ts";
import { now } from "../clock.ts";
import { Hours, Phones } from "../components/phones.tsx";
import type { Engine } from "../engine.ts";
import { answerWords, withQuestion } from "../form/answer-words.ts";
import { wordsOfForm } from "../form/form-words.ts";
import { nameOfOrganisation } from "../text/organisation-name.ts";
import { t } from "../text/translate.ts";
import { nameableIn } from "./sheet-words.ts";

const formsOfReturn: ReadonlySet<string> = new Set(["return", "return-risk", "reception", "arrival"]);
/** What of its reception the other side needs to know. */
const shownKeys = ["can", "conditions", "from", "until", "first"] as const;

interface Props {
  readonly engine: Engine;
  readonly view: SheetsView;
  readonly self: string;
}

export function ReturnPartner(props: Props & { readonly form: string }): JSX.Element | null {
  const partners = formsOfReturn.has(props.form) ? partnersIn(props) : [];
  if (partners.length === 0) return null;
  return (
    <section class="return-partner" aria-label={t("return.partner")}>
      {partners.map((id) => (
        <Partner key={id} {...props} organisation={id} />
      ))}
    </section>
  );
}

/** Who writes of this return beside us, and who is named as the receiver. */
function partnersIn({ view, self }: Props): readonly string[] {
  const sheets = view.sheets.filter(({ form, struckOut }) => formsOfReturn.has(form) && !struckOut);
  const named = sheets.flatMap(({ answers, by }) => [answers.get("receiver")?.value, by]);
  return [...new Set(named)].filter((id): id is string => typeof id === "string" && id !== self);
}

function Partner({ engine, view, organisation }: Props & { readonly organisation: string }): JSX.Element {
  const sheet = view.sheets.findLast(
    ({ form, by, struckOut }) => form === "reception" && by === organisation && !struckOut,
  );
  const version = engine.directory.forms.newest("reception");
  const words = version === undefined ? undefined : wordsOfForm(engine, version);
  const services = engine.directory
    .services({ treatAsChild: false, wants: [] })
    .flatMap(({ service }) => (service.organization_id === organisation ? [service] : []));
  return (
    <>
      <h3>{nameOfOrganisation(engine, organisation)}</h3>
      {sheet !== undefined && version !== undefined && words !== undefined && (
        <ul class="lines">
          {shownKeys.flatMap((key) => {
            const value = sheet.answers.get(key)?.value ?? null;
            const field = fieldOf(version.form, key);
            if (value === null || field === undefined) return [];
            const said = answerWords(field, words, nameableIn(engine, view), value);
            return [<li key={key}>{withQuestion(words.fields[key]?.[0] ?? key, said)}</li>];
          })}
        </ul>
      )}
      {services.map((service) => (
        <div key={service.id}>
          <Phones phones={phonesOf(service, now.value)} />
          <Hours engine={engine} service={service} />
        </div>
      ))}
    </>
  );
}
