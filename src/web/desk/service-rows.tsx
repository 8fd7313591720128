// The services that were asked in a running case (FD16), and those outside the directory (FM24), one row for each until it ends: how far it is, how long it waits,
// and what can be done about it.
import type { JSX } from "preact";
import type { CaseState } from "../../core/case/fold.ts";
import { outsideForm } from "../../core/case/referred-on.ts";
import type { Sheet } from "../../core/form/sheet.ts";
import { asksOfReferral, type Task } from "../../core/form/tasks.ts";
import { standsAs } from "../../core/policy-table.ts";
import { presentFields } from "../../core/present-fields.ts";
import { serviceTypes } from "../../core/service.ts";
import type { SheetsView } from "../../member/views.ts";
import { Ask } from "../components/ask.tsx";
import type { Engine } from "../engine.ts";
import { todayOf, wordsOfForm } from "../form/form-words.ts";
import { nameOfOrganisation } from "../text/organisation-name.ts";
import { partNames } from "../text/part-words.ts";
import { apart, type Sentence, t } from "../text/translate.ts";
import { caseInWords, needsInWords } from "./case-in-words.ts";
import { LetterButton } from "./letter-button.tsx";
import { startReferring } from "./referring.ts";
import type { SheetAsked } from "./sheet-page.tsx";
import { stateLabel } from "./state-label.ts";
import { daysUntil } from "./task-lines.tsx";

interface Props {
  readonly engine: Engine;
  readonly state: CaseState;
  readonly self: string;
  readonly view: SheetsView;
  readonly onSheet: (asked: SheetAsked) => void;
  readonly onNews: (news: Sentence | null) => void;
}

export function ServiceRows(props: Props): JSX.Element | null {
  const { view } = props;
  // What ended, was recalled, or was not possible and is decided, stands in the history alone.
  const asked = props.state.referrals.filter(
    (referral) =>
      !referral.contact &&
      (referral.places.some((place) => standsAs(place, "asked", "helps")) ||
        nextStepOf(view, referral.id) !== undefined),
  );
  const outside = view.sheets.filter(
    ({ form, struckOut, answers }) => form === outsideForm && !struckOut && answers.get("ended")?.value == null,
  );
  if (asked.length + outside.length === 0) return null;
  return (
    <section>
      <h2>{t("refer-on.rows")}</h2>
      <ul class="lines services">
        {asked.map((referral) => (
          <ServiceRow key={referral.id} {...props} referral={referral} />
        ))}
        {outside.map((sheet) => (
          <OutsideRow key={sheet.sheet} {...props} sheet={sheet} />
        ))}
      </ul>
    </section>
  );
}

function ServiceRow(props: Props & { readonly referral: CaseState["referrals"][number] }): JSX.Element | null {
  const { engine, state, self, onNews, referral } = props;
  const [place] = referral.places;
  if (place === undefined) return null;
  const name = nameOfOrganisation(engine, place.organisation);
  const isWaiting = standsAs(place, "asked");
  const days = Math.max(0, Math.floor((engine.now() - Date.parse(referral.sentAt)) / dayMilliseconds));
  const mayAct = state.inContact.includes(self);
  const hasAccepted = standsAs(place, "helps");
  const toGive = hasAccepted && referral.given === undefined ? (referral.agreed?.compartments ?? []) : [];
  // FD16g: who only decides is never in contact.
  const mayLead = engine.directory.organisation(place.organisation)?.party === "provider";
  const about = caseInWords(engine, state.id);
  const { steps } = engine.cases;
  return (
    <li>
      <strong>
        {name}
        {place.organisation === self && ` (${t("case.you")})`}
      </strong>{" "}
      <span class="quiet">
        {apart(
          needsInWords(referral.needs),
          place.state === "sent" ? t("refer-on.sent") : stateLabel(place.state),
          isWaiting && t("refer-on.waits", { n: days }),
          state.lead === place.organisation && t("refer-on.leads"),
        )}
      </span>
      {place.state === "declined" && <NextStep {...props} name={name} reason={place.reason} />}
      {toGive.length > 0 && <p class="notice waiting">{t("refer-on.to-give")}</p>}
      {mayAct && toGive.length > 0 && (
        <Ask
          button={t("refer-on.give")}
          title={t("refer-on.give-title", { name })}
          about={about}
          act={t("refer-on.give")}
          verb={() => steps.giveAgreed(state.id, referral.id)}
          onDone={() => onNews(null)}
        >
          <p>{partNames(toGive)}</p>
        </Ask>
      )}
      {mayAct && place.state === "sent" && (
        <Ask
          button={t("refer-on.recall")}
          title={t("refer-on.recall-title", { name })}
          about={about}
          isFinal
          act={t("refer-on.recall")}
          verb={() => steps.recallReferral(state.id, referral.id)}
          onDone={() => onNews(() => t("state.recalled"))}
        >
          <p>{t("refer-on.recall-body", { name })}</p>
        </Ask>
      )}
      {mayAct && referral.given !== undefined && hasAccepted && mayLead && state.lead !== place.organisation && (
        <Ask
          button={t("refer-on.lead")}
          title={t("refer-on.lead-title", { name })}
          about={about}
          isFinal
          act={t("refer-on.lead")}
          manner="held"
          verb={() => steps.handOverLead(state.id, place.organisation)}
          onDone={() => onNews(() => t("kind.case.lead"))}
        >
          <p>{t("refer-on.lead-body", { name })}</p>
        </Ask>
      )}
    </li>
  );
}

/** The open task that asks what comes next after a help that is not possible (FM9i). */
function nextStepOf({ tasks }: SheetsView, referral: string): Task | undefined {
  return tasks.find(
    (task) =>
      asksOfReferral(task) === "next" &&
      task.state === "open" &&
      "referral" in task.from &&
      task.from.referral === referral,
  );
}

/** What comes next, each leading there: what is saved, or asked, from here ends the question. */
function NextStep(
  props: Props & {
    readonly referral: CaseState["referrals"][number];
    readonly name: string;
    readonly reason: CaseState["referrals"][number]["places"][number]["reason"];
  },
): JSX.Element {
  const { engine, state, view, referral, name, reason, onSheet } = props;
  const task = nextStepOf(view, referral.id)?.id ?? null;
  const [need] = referral.needs;
  const today = todayOf(engine);
  const fill = (form: string, set: NonNullable<SheetAsked["set"]>) =>
    view.writable.includes(form) && (() => onSheet({ form, sheet: null, task, set }));
  const what = t("refer-on.again", { name, need: needsInWords(referral.needs) });
  const choices = [
    ["refer-on.next-ask", () => startReferring(engine, state.id, need)],
    ["refer-on.next-wait", fill("task", { what, state: "open" })],
    [
      "refer-on.next-no",
      need !== undefined && fill("service", { kind: need, on: today, result: "declined-by-person" }),
    ],
    ["refer-on.next-outside", fill(outsideForm, { asked: today, ...presentFields({ need }) })],
  ] as const;
  return (
    <div class="notice waiting next-of">
      <p>{t("refer-on.impossible", { reason: reason === undefined ? "" : t(`reason.${reason}`) })}</p>
      {choices.map(
        ([key, onPress]) =>
          onPress !== false && (
            <p key={key}>
              <button type="button" class="link" onClick={onPress}>
                {t(key)}
              </button>
            </p>
          ),
      )}
    </div>
  );
}

/** A service that is not in the directory: its row by hand, drawn from its sheet (FM24). */
function OutsideRow({ engine, view, self, onSheet, sheet }: Props & { readonly sheet: Sheet }): JSX.Element {
  const said = (key: string) => sheet.answers.get(key)?.value ?? null;
  const [name, need, answer, asked] = [said("name"), said("need"), said("answer"), said("asked")];
  const version = engine.directory.forms.newest(outsideForm);
  const words = version === undefined ? undefined : wordsOfForm(engine, version);
  const kind = serviceTypes.find((type) => type === need);
  const isWaiting = answer === null || answer === "no-answer";
  const days = typeof asked === "string" ? Math.max(0, -daysUntil(asked, todayOf(engine))) : null;
  return (
    <li class="outside">
      <strong dir="auto">{typeof name === "string" ? name : "–"}</strong>{" "}
      <span class="quiet">
        {apart(
          t("refer-on.by-letter"),
          kind !== undefined && t(`need.${kind}`),
          typeof answer === "string" && words?.lists["answer"]?.[answer],
          isWaiting && days !== null && t("refer-on.waits", { n: days }),
        )}
      </span>
      {sheet.by === self && (
        <>
          {" "}
          <button
            type="button"
            class="link"
            onClick={() => onSheet({ form: outsideForm, sheet: sheet.sheet, task: null })}
          >
            {t("caseload.change")}
          </button>{" "}
          <LetterButton engine={engine} view={view} sheet={sheet} look="link letter" />
        </>
      )}
    </li>
  );
}

const dayMilliseconds = 86_400_000;
