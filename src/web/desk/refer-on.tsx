// Asking several services for help in a running case (FD16): whom, for which help and what may follow, how the person says yes, and a last look. Nothing is
// ticked before but the parts that a kind of service needs; safety is a question of its own.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { type Rests, withChildsAnswer } from "../../core/consent-basis.ts";
import type { BodyOf } from "../../core/entry-kind.ts";
import { type Part, partsOfYes, questionsFor } from "../../core/part-table.ts";
import type { OrganisationKind } from "../../core/party.ts";
import { presentFields } from "../../core/present-fields.ts";
import { type ServiceType, serviceTypes } from "../../core/service.ts";
import type { Question } from "../../member/cases/giving.ts";
import type { CaseView, Newcomer } from "../../member/views.ts";
import { spokenLanguages } from "../../words/spoken-languages.ts";
import { AnyOf } from "../components/choices.tsx";
import { ConsentQuestions } from "../components/consent-questions.tsx";
import { Dialog } from "../components/dialog.tsx";
import { ErrorSummary, type Gap, gapOf } from "../components/error-summary.tsx";
import { SelectField } from "../components/fields.tsx";
import { HowQuestions, howGaps } from "../components/how-agreed.tsx";
import { Failed } from "../components/page-form.tsx";
import { RightsExplained } from "../components/rights-explained.tsx";
import type { Engine } from "../engine.ts";
import { Back } from "../icons.tsx";
import { nameIn } from "../text/moments.ts";
import { partNames } from "../text/part-words.ts";
import { apart, language as readersLanguage, type Sentence, t } from "../text/translate.ts";
import { useVerb } from "../use-verb.ts";
import { caseInWords } from "./case-line.ts";

type Agreed = Question["agreed"];
type How = Partial<Pick<Agreed, "language" | "manner" | "interpreter" | keyof Rests>> & {
  readonly explained?: boolean;
};

interface Asked {
  readonly need?: ServiceType;
  readonly parts: readonly Part[];
}

interface Props {
  readonly engine: Engine;
  readonly opened: CaseView;
  readonly onDone: (news: Sentence) => void;
}

export function ReferOn(props: Props): JSX.Element {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" class="button plain refer-on" onClick={() => setOpen(true)}>
        {t("refer-on.button")}
      </button>
      {open && <ReferOnDialog {...props} onLeave={() => setOpen(false)} />}
    </>
  );
}

function ReferOnDialog({ engine, opened, onDone, onLeave }: Props & { readonly onLeave: () => void }): JSX.Element {
  const { state } = opened;
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [asks, setAsks] = useState<ReadonlyMap<string, Asked>>(new Map());
  const [how, setHow] = useState<How>(
    presentFields({ language: engine.cases.sheets(state.id)?.language ?? undefined }),
  );
  const [at, setAt] = useState(0);
  const [isTried, setTried] = useState(false);
  const { busy, error, run, say } = useVerb();
  const services = engine.cases
    .newcomers(state.id)
    .filter(({ organisation, canReceive }) => organisation.party === "provider" && canReceive);
  const treatAsChild = state.treatAsChild === true;
  const pages = ["who", ...chosen, "how", "check"];
  const page = pages[at] ?? "who";
  const nameOf = (id: string) => nameIn(engine.directory.organisation(id)?.name ?? {});
  const askOf = (id: string): Asked => asks.get(id) ?? { parts: partsFor(engine, services, id) };
  const gaps = isTried ? gapsOn(page, chosen, askOf, how, treatAsChild) : [];
  const turn = (by: number) => {
    if (by > 0 && gapsOn(page, chosen, askOf, how, treatAsChild).length > 0) return setTried(true);
    setTried(false);
    say(null);
    setAt(at + by);
  };
  const ask = () =>
    void run(
      () => engine.cases.referOn(state.id, questionsOf(chosen, askOf, how)),
      () => {
        onLeave();
        onDone(() => t("refer-on.done"));
      },
    );
  return (
    <Dialog
      title={t("refer-on.button")}
      about={caseInWords(engine, state.id)}
      onLeave={onLeave}
      actions={
        page === "check" ? (
          <button type="button" class="button primary" aria-disabled={busy} onClick={ask}>
            {busy ? t("act.busy") : t("refer-on.do")}
          </button>
        ) : (
          <button type="button" class="button primary" onClick={() => turn(1)}>
            {t("path.next")}
          </button>
        )
      }
    >
      {at > 0 && (
        <div class="path-top">
          <button type="button" class="link back" onClick={() => turn(-1)}>
            <Back />
            {t("app.back")}
          </button>
        </div>
      )}
      <ErrorSummary gaps={gaps} />
      {page === "who" ? (
        <WhomToAsk services={services} chosen={chosen} gaps={gaps} onChange={setChosen} />
      ) : page === "how" ? (
        <HowPage engine={engine} how={how} gaps={gaps} treatAsChild={treatAsChild} onChange={setHow} />
      ) : page === "check" ? (
        <ul class="lines refer-check">
          {chosen.map((id) => (
            <li key={id}>
              <strong>{nameOf(id)}</strong>
              <p>{t("refer-on.now", { need: needWords(askOf(id).need) })}</p>
              <p class="quiet">{thenWords(askOf(id).parts)}</p>
            </li>
          ))}
        </ul>
      ) : (
        <ServicePage
          key={page}
          id={page}
          name={nameOf(page)}
          asked={askOf(page)}
          readable={engine.directory.readableParts(page)}
          gaps={gaps}
          onChange={(asked) => setAsks(new Map([...asks, [page, asked]]))}
        />
      )}
      <Failed words={error} />
    </Dialog>
  );
}

function WhomToAsk(props: {
  readonly services: readonly Newcomer[];
  readonly chosen: readonly string[];
  readonly gaps: readonly Gap[];
  readonly onChange: (chosen: readonly string[]) => void;
}): JSX.Element {
  const options = props.services
    .map(({ organisation: { id, name, kind }, inCase }) => ({
      value: id,
      label: nameIn(name),
      hint: apart(t(`org.${kind}`), inCase && t("bring.in-case")),
    }))
    .sort((a, b) => readersLanguage().compare(a.label, b.label));
  if (options.length === 0) return <p>{t("bring.none")}</p>;
  return (
    <AnyOf
      id="refer-who"
      legend={t("refer-on.whom")}
      hint={t("refer-on.whom-hint")}
      options={options}
      values={props.chosen}
      error={gapOf(props.gaps, "refer-who")}
      onChange={props.onChange}
    />
  );
}

function ServicePage(props: {
  readonly id: string;
  readonly name: string;
  readonly asked: Asked;
  readonly readable: readonly Part[];
  readonly gaps: readonly Gap[];
  readonly onChange: (asked: Asked) => void;
}): JSX.Element {
  const { name, asked, readable, gaps, onChange } = props;
  const safety = readable.filter((part) => part === "safety");
  const others = readable.filter((part) => part !== "safety" && part !== "referral");
  /** What is agreed to of these parts; the yes to the other ones stays. */
  const agree = (of: readonly Part[]) => (parts: readonly Part[]) =>
    onChange({
      ...asked,
      parts: [
        "referral",
        ...[...others, ...safety].filter((part) => (of.includes(part) ? parts : asked.parts).includes(part)),
      ],
    });
  return (
    <>
      <SelectField
        id="refer-need"
        label={t("refer-on.need", { name })}
        empty={t("path.choose")}
        options={serviceTypes.map((value) => ({ value, label: t(`need.${value}`) }))}
        value={asked.need ?? ""}
        error={gapOf(gaps, "refer-need")}
        onChange={(value) => {
          const need = serviceTypes.find((each) => each === value);
          if (need !== undefined) onChange({ ...asked, need });
        }}
      />
      <ConsentQuestions
        id="refer-later"
        legend={t("refer-on.later", { name })}
        hint={t("refer-on.later-hint")}
        asked={questionsFor(others, true)}
        readable={others}
        agreed={asked.parts}
        onChange={agree(others)}
      />
      {safety.length > 0 && (
        <ConsentQuestions
          id="refer-safety"
          legend={t("refer-on.safety", { name })}
          asked={questionsFor(safety, true)}
          readable={safety}
          agreed={asked.parts}
          onChange={agree(safety)}
        />
      )}
    </>
  );
}

function HowPage(props: {
  readonly engine: Engine;
  readonly how: How;
  readonly gaps: readonly Gap[];
  readonly treatAsChild: boolean;
  readonly onChange: (how: How) => void;
}): JSX.Element {
  const { engine, how, gaps, treatAsChild, onChange } = props;
  return (
    <>
      <SelectField
        id="refer-language"
        label={t("bring.language")}
        empty={t("path.choose")}
        options={spokenLanguages(engine.view.value?.country.languages ?? [])}
        value={how.language ?? ""}
        error={gapOf(gaps, "refer-language")}
        onChange={(language) => language !== "" && onChange({ ...how, language })}
      />
      <RightsExplained
        id="refer-rights"
        hint={t("rights.lead")}
        error={gapOf(gaps, "refer-rights")}
        isExplained={how.explained === true}
        onChange={(explained) => onChange({ ...how, explained })}
      />
      <HowQuestions
        engine={engine}
        prefix="refer-"
        treatAsChild={treatAsChild}
        how={how}
        gaps={gaps}
        onChild={(change) => onChange(withChildsAnswer(how, change))}
        onChange={(change) => onChange({ ...how, ...change })}
      />
    </>
  );
}

/** What a kind of organisation needs to help, as a proposal: the person may take it out, and may add to it. */
const proposals: Partial<Record<OrganisationKind, Parameters<typeof partsOfYes>[0]>> = {
  "legal-aid": ["happened"],
  health: ["health"],
  reintegration: ["who"],
};

function partsFor(engine: Engine, services: readonly Newcomer[], id: string): readonly Part[] {
  const kind = services.find(({ organisation }) => organisation.id === id)?.organisation.kind;
  return partsOfYes((kind && proposals[kind]) ?? [], engine.directory.readableParts(id));
}

function gapsOn(
  page: string,
  chosen: readonly string[],
  askOf: (id: string) => Asked,
  how: How,
  treatAsChild: boolean,
): readonly Gap[] {
  const gap = (isMissing: boolean, field: string, text: Sentence): readonly Gap[] =>
    isMissing ? [{ field, text }] : [];
  if (page === "who") return gap(chosen.length === 0, "refer-who", () => t("refer-on.gap-whom"));
  if (page === "check") return [];
  if (page !== "how") return gap(askOf(page).need === undefined, "refer-need", () => t("refer-on.gap-need"));
  return [
    ...gap(how.language === undefined, "refer-language", () => t("person.gap-language")),
    ...gap(how.explained !== true, "refer-rights", () => t("gap.rights")),
    ...howGaps("refer-", treatAsChild, how),
  ];
}

function needWords(need: ServiceType | undefined): string {
  return need === undefined ? "" : t(`need.${need}`);
}

function thenWords(parts: readonly Part[]): string {
  const later = parts.filter((part) => part !== "referral");
  return later.length === 0 ? t("refer-on.nothing") : t("refer-on.then", { list: partNames(later) });
}

/** The questions as chosen; none while something is missing, which the pages do not let pass. */
function questionsOf(
  chosen: readonly string[],
  askOf: (id: string) => Asked,
  { language, manner, interpreter, basis, guardian, assent }: How,
): readonly Question[] {
  if (language === undefined || manner === undefined || interpreter === undefined || basis === undefined) return [];
  const said = {
    purposes: ["support"],
    language,
    manner,
    interpreter,
    basis,
    ...presentFields({ guardian, assent }),
  } satisfies Partial<BodyOf<"consent.give">>;
  return chosen.flatMap((organisation) => {
    const { need, parts } = askOf(organisation);
    return need === undefined ? [] : [{ organisation, need, agreed: { ...said, compartments: parts } }];
  });
}
