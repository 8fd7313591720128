// Asking several services for help in a running case (FD16): whom, for which help and what may follow, the person's rights, how they say yes, and a last look. Nothing
// is ticked before but the parts that a kind of service needs; safety is a question of its own. Who gives what the person needs stands first (FM17).
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { CaseState } from "../../core/case/fold.ts";
import { withChildsAnswer } from "../../core/consent-basis.ts";
import type { BodyOf } from "../../core/entry-kind.ts";
import { helpFor } from "../../core/kinds-of-help.ts";
import { type Part, partsOfYes, questionsFor } from "../../core/part-table.ts";
import type { OrganisationKind } from "../../core/party.ts";
import { presentFields } from "../../core/present-fields.ts";
import { type ServiceType, serviceTypes } from "../../core/service.ts";
import type { Question } from "../../member/cases/giving.ts";
import type { CaseView, Newcomer, SheetsView } from "../../member/views.ts";
import { countryName } from "../../words/country-name.ts";
import { AskStop } from "../components/ask-stop.tsx";
import { AnyOf } from "../components/choices.tsx";
import { ConsentQuestions } from "../components/consent-questions.tsx";
import { Dialog } from "../components/dialog.tsx";
import { ErrorSummary, type Gap, gapOf } from "../components/error-summary.tsx";
import { SelectField, TextField } from "../components/fields.tsx";
import { HowQuestions, howGaps } from "../components/how-agreed.tsx";
import { Failed } from "../components/page-form.tsx";
import { PathTop } from "../components/path-top.tsx";
import type { Engine } from "../engine.ts";
import { here } from "../navigation.ts";
import { personsAnswer } from "../officer/persons-answer.ts";
import { listOf, nameIn } from "../text/moments.ts";
import { partNames } from "../text/part-words.ts";
import { activeLanguage, apart, language as readersLanguage, type Sentence, t } from "../text/translate.ts";
import { useVerb } from "../use-verb.ts";
import { caseInWords } from "./case-in-words.ts";
import { openNeedKeys } from "./needs-met.tsx";
import {
  type AskedOfService,
  amendReferring,
  forgetReferring,
  type How,
  type Referring,
  referring,
  startReferring,
} from "./referring.ts";
import { RightsQuestions, rightsGaps, ShowSends } from "./rights-questions.tsx";

// A list that is longer than this is searched.
const listed = 8;

interface Props {
  readonly engine: Engine;
  readonly opened: CaseView;
  readonly view: SheetsView;
  readonly onDone: (news: Sentence) => void;
}

export function ReferOn(props: Props): JSX.Element {
  const { id } = props.opened.state;
  const chosen = referring.value;
  return (
    <>
      <button type="button" class="button plain refer-on" onClick={() => startReferring(props.engine, id)}>
        {t("refer-on.button")}
      </button>
      {chosen?.caseId === id && chosen.open && <ReferOnDialog {...props} />}
    </>
  );
}

/** Somebody who may be asked, with the kinds of help that it gives and that are wanted here. */
interface Offer extends Newcomer {
  readonly gives: readonly ServiceType[];
  /** It was asked for one of these kinds of help in this case, and it was not possible. */
  readonly saidNo: boolean;
}

function ReferOnDialog({ engine, opened, view, onDone }: Props): JSX.Element | null {
  const { state } = opened;
  const [isTried, setTried] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const { busy, error, run, say } = useVerb();
  const known = referring.value;
  if (known === null) return null;
  const { chosen, how, at } = known;
  const wanted = known.need === undefined ? helpFor(openNeedKeys(view)) : [known.need];
  const offers = offersFor(engine, state, wanted);
  const treatAsChild = state.treatAsChild === true;
  const pages = ["who", ...chosen, "rights", "how", "check"];
  const page = pages[at] ?? "who";
  const whom = whomToAsk(engine, known);
  const gapsNow = () => gapsOn(page, { ...known, ...whom, treatAsChild });
  const gaps = isTried ? gapsNow() : [];
  const turn = (by: number) => {
    if (by > 0 && gapsNow().length > 0) return setTried(true);
    setTried(false);
    say(null);
    amendReferring({ at: at + by });
  };
  const send = () =>
    void run(
      () => engine.cases.steps.referOn(state.id, questionsOf(chosen, whom.askOf, how)),
      () => {
        forgetReferring();
        onDone(() => t("refer-on.done"));
      },
    );
  const ask = () => (personsAnswer.value === "stop" ? setAsking(true) : send());
  return (
    <Dialog
      title={t("refer-on.button")}
      about={caseInWords(engine, state.id)}
      onLeave={leave}
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
      <PathTop
        at={at}
        of={pages.length}
        step={isPage(page) ? t(`bring.step.${stepOf[page]}`) : whom.nameOf(page)}
        onBack={() => turn(-1)}
      />
      <ErrorSummary gaps={gaps} />
      <PageOfAsking {...{ engine, page, known, whom, offers, wanted, treatAsChild, gaps }} />
      <Failed words={error} />
      {isAsking && (
        <AskStop
          onLeave={() => setAsking(false)}
          onSend={() => {
            setAsking(false);
            send();
          }}
        />
      )}
    </Dialog>
  );
}

/** Those who may be asked, by id: what they are called, and what each is asked. */
function whomToAsk({ directory, view }: Engine, { asks, need }: Referring) {
  const nameOf = (id: string) => nameIn(directory.organisation(id)?.name ?? {});
  const kindOf = (id: string) => directory.organisation(id)?.kind;
  /** It is asked for a decision, and gives no help. */
  const decides = (id: string) => kindOf(id) === "competent-authority";
  const askOf = (id: string): AskedOfService =>
    asks.get(id) ?? {
      parts: partsOfYes(proposals[kindOf(id) ?? "shelter"] ?? [], directory.readableParts(id)),
      ...(decides(id) ? {} : presentFields({ need })),
    };
  /** The other country in which it would be read; null at home. */
  const abroadOf = (id: string) => {
    const country = directory.organisation(id)?.country;
    return country === undefined || country === view.value?.country.country ? null : country;
  };
  return { nameOf, decides, askOf, abroadOf };
}

function PageOfAsking(props: {
  readonly engine: Engine;
  /** One of `stepOf`, or a service by its id. */
  readonly page: string;
  readonly known: Referring;
  readonly whom: ReturnType<typeof whomToAsk>;
  readonly offers: readonly Offer[];
  readonly wanted: readonly ServiceType[];
  readonly treatAsChild: boolean;
  readonly gaps: readonly Gap[];
}): JSX.Element {
  const { engine, page, whom, offers, wanted, treatAsChild, gaps } = props;
  const { chosen, asks, how } = props.known;
  const { nameOf, decides, askOf, abroadOf } = whom;
  const sends = chosen.map((organisation) => {
    const { need, parts } = askOf(organisation);
    return { organisation, asked: need ?? ("decision" as const), parts };
  });
  if (page === "who") return <WhomToAsk offers={offers} wanted={wanted} chosen={chosen} gaps={gaps} />;
  if (page === "rights")
    return (
      <>
        <h3>{t("rights.title")}</h3>
        <RightsQuestions
          engine={engine}
          prefix="refer-"
          asked={rightsAskedIn(how)}
          gaps={gaps}
          sends={sends}
          onLanguage={(language) => amendReferring({ how: { ...how, language } })}
          onExplained={(explained) => amendReferring({ how: { ...how, explained } })}
        />
      </>
    );
  if (page === "how")
    return (
      <HowQuestions
        engine={engine}
        prefix="refer-"
        treatAsChild={treatAsChild}
        how={how}
        gaps={gaps}
        onChild={(change) => amendReferring({ how: withChildsAnswer(how, change) })}
        onChange={(change) => amendReferring({ how: { ...how, ...change } })}
      />
    );
  if (page === "check")
    return (
      <>
        {personsAnswer.value === "stop" && <p class="notice waiting">{t("rights.stop")}</p>}
        <ul class="lines refer-check">
          {chosen.map((id) => (
            <li key={id}>
              <strong>{nameOf(id)}</strong>
              <p>{decides(id) ? t("refer-on.decides", { name: nameOf(id) }) : nowWords(askOf(id).need)}</p>
              <p class="quiet">{thenWords(askOf(id).parts)}</p>
            </li>
          ))}
        </ul>
        <ShowSends language={how.language} sends={sends} />
      </>
    );
  return (
    <ServicePage
      key={page}
      name={nameOf(page)}
      decides={decides(page)}
      abroad={abroadOf(page)}
      gives={offers.find(({ organisation }) => organisation.id === page)?.gives ?? []}
      asked={askOf(page)}
      readable={engine.directory.readableParts(page)}
      gaps={gaps}
      onChange={(asked) => amendReferring({ asks: new Map([...asks, [page, asked]]) })}
    />
  );
}

/** The dialog also closes when the screen is turned to the person: then it comes back as it was. */
function leave(): void {
  if (here.peek().at !== "hand-over") amendReferring({ open: false });
}

/** The pages but those of one service each, as bringing in names the same. */
const stepOf = { who: "who", rights: "rights", how: "yes", check: "check" } as const;

function isPage(page: string): page is keyof typeof stepOf {
  return Object.hasOwn(stepOf, page);
}

/** Who may be asked: first who gives what is wanted, as the directory has them, then by name; last who said that just this help is not possible. */
function offersFor(engine: Engine, state: CaseState, wanted: readonly ServiceType[]): readonly Offer[] {
  const services = engine.directory.services({ treatAsChild: false, wants: wanted });
  const order = [...new Set(services.map(({ organisation }) => organisation.id))];
  const placeOf = ({ organisation, saidNo }: Offer) =>
    saidNo ? order.length + 1 : order.includes(organisation.id) ? order.indexOf(organisation.id) : order.length;
  const saidNo = ({ organisation }: Newcomer) =>
    state.referrals.some(
      ({ contact, needs, places: [place] }) =>
        !contact &&
        place?.organisation === organisation.id &&
        place.state === "declined" &&
        needs.some((need) => wanted.includes(need)),
    );
  const nameOf = ({ organisation }: Newcomer) => nameIn(organisation.name);
  return engine.cases.consents
    .newcomers(state.id)
    .filter(({ organisation, canReceive }) => canReceive && ["provider", "authority"].includes(organisation.party))
    .map((newcomer) => {
      const own = services.filter(({ organisation }) => organisation.id === newcomer.organisation.id);
      const gives = wanted.filter((kind) => own.some(({ service }) => service.types.includes(kind)));
      return { ...newcomer, gives, saidNo: saidNo(newcomer) };
    })
    .sort(
      (a, b) => (wanted.length === 0 ? 0 : placeOf(a) - placeOf(b)) || readersLanguage().compare(nameOf(a), nameOf(b)),
    );
}

function WhomToAsk(props: {
  readonly offers: readonly Offer[];
  readonly wanted: readonly ServiceType[];
  readonly chosen: readonly string[];
  readonly gaps: readonly Gap[];
}): JSX.Element {
  const { offers, wanted, chosen } = props;
  const [sought, setSought] = useState("");
  if (offers.length === 0) return <p>{t("bring.none")}</p>;
  const words = sought.trim().toLowerCase();
  const options = offers
    .map(({ organisation: { id, name, kind }, inCase, gives, saidNo }) => ({
      value: id,
      label: nameIn(name),
      hint: apart(
        t(`org.${kind}`),
        gives.length > 0 && t("refer-on.gives", { list: needList(gives) }),
        saidNo && t("refer-on.said-no"),
        inCase && t("bring.in-case"),
      ),
    }))
    .filter(({ value, label, hint }) => chosen.includes(value) || `${label} ${hint}`.toLowerCase().includes(words));
  return (
    <>
      {wanted.length > 0 && offers.some(({ gives }) => gives.length > 0) && (
        <p class="quiet">{t("refer-on.first", { list: needList(wanted) })}</p>
      )}
      {offers.length > listed && (
        <TextField id="refer-find" label={t("bring.find")} value={sought} maxLength={80} onInput={setSought} />
      )}
      {options.length === 0 && <p class="quiet">{t("desk.found-none")}</p>}
      <AnyOf
        id="refer-who"
        legend={t("refer-on.whom")}
        hint={t("refer-on.whom-hint")}
        options={options}
        values={chosen}
        error={gapOf(props.gaps, "refer-who")}
        onChange={(organisations) => amendReferring({ chosen: organisations })}
      />
    </>
  );
}

function needList(kinds: readonly ServiceType[]): string {
  return listOf(kinds.map((kind) => t(`need.${kind}`)));
}

function ServicePage(props: {
  readonly name: string;
  /** It is asked for a decision, and gives no help. */
  readonly decides: boolean;
  /** The other country in which it would be read; null at home. */
  readonly abroad: string | null;
  /** What it gives of what the person needs. */
  readonly gives: readonly ServiceType[];
  readonly asked: AskedOfService;
  readonly readable: readonly Part[];
  readonly gaps: readonly Gap[];
  readonly onChange: (asked: AskedOfService) => void;
}): JSX.Element {
  const { name, decides, abroad, gives, asked, readable, gaps, onChange } = props;
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
      {decides ? (
        <p>{t("refer-on.decides", { name })}</p>
      ) : (
        <SelectField
          id="refer-need"
          label={t("refer-on.need", { name })}
          empty={t("path.choose")}
          options={[...new Set([...gives, ...serviceTypes])].map((value) => ({ value, label: t(`need.${value}`) }))}
          value={asked.need ?? ""}
          error={gapOf(gaps, "refer-need")}
          onChange={(value) => {
            const need = serviceTypes.find((each) => each === value);
            if (need !== undefined) onChange({ ...asked, need });
          }}
        />
      )}
      {abroad !== null && (
        <div class={gapOf(gaps, "refer-abroad") === null ? "field" : "field wrong"}>
          {gapOf(gaps, "refer-abroad") !== null && (
            <p class="error" id="refer-abroad-error">
              {gapOf(gaps, "refer-abroad")}
            </p>
          )}
          <label class="choice">
            <input
              id="refer-abroad"
              type="checkbox"
              aria-describedby={gapOf(gaps, "refer-abroad") === null ? undefined : "refer-abroad-error"}
              checked={asked.abroad === true}
              onChange={(event) => onChange({ ...asked, abroad: event.currentTarget.checked })}
            />
            <span>{t("agree-abroad.consent", { country: countryName(abroad, activeLanguage()) })}</span>
          </label>
        </div>
      )}
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

/** What a kind of organisation needs to help, as a proposal: the person may take it out, and may add to it. */
const proposals: Partial<Record<OrganisationKind, Parameters<typeof partsOfYes>[0]>> = {
  "legal-aid": ["happened"],
  health: ["health"],
  reintegration: ["who"],
  "competent-authority": ["who", "happened"],
};

function rightsAskedIn({ language, explained = false }: How) {
  return { isExplained: explained, ...presentFields({ language }) };
}

function gapsOn(
  page: string,
  known: Pick<Referring, "chosen" | "how"> & ReturnType<typeof whomToAsk> & { readonly treatAsChild: boolean },
): readonly Gap[] {
  const { chosen, askOf, abroadOf, decides, how, treatAsChild } = known;
  const gap = (isMissing: boolean, field: string, text: Sentence): readonly Gap[] =>
    isMissing ? [{ field, text }] : [];
  switch (page) {
    case "who":
      return gap(chosen.length === 0, "refer-who", () => t("refer-on.gap-whom"));
    case "rights":
      return rightsGaps("refer-", rightsAskedIn(how));
    case "how":
      return howGaps("refer-", treatAsChild, how);
    case "check":
      return [];
    default:
      return [
        ...gap(askOf(page).need === undefined && !decides(page), "refer-need", () => t("refer-on.gap-need")),
        ...gap(abroadOf(page) !== null && askOf(page).abroad !== true, "refer-abroad", () => t("gap.abroad")),
      ];
  }
}

function nowWords(need: ServiceType | undefined): string {
  return need === undefined ? "" : t("refer-on.now", { need: t(`need.${need}`) });
}

function thenWords(parts: readonly Part[]): string {
  const later = parts.filter((part) => part !== "referral");
  if (later.length === 0) return t("refer-on.nothing");
  const then = t("refer-on.then", { list: partNames(later) });
  return later.includes("identity") ? then : `${then} ${t("refer-on.no-name")}`;
}

/** The questions as chosen; none while something is missing, which the pages do not let pass. */
function questionsOf(
  chosen: readonly string[],
  askOf: (id: string) => AskedOfService,
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
  return chosen.map((organisation) => {
    const { need, parts, abroad } = askOf(organisation);
    const purposes = abroad === true ? (["support", "transfer-abroad"] as const) : said.purposes;
    return { organisation, ...presentFields({ need }), agreed: { ...said, purposes, compartments: parts } };
  });
}
