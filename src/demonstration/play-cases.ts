// Plays the invented cases day by day, each step on the device of who takes it. The clock passes from the first day to today: at the beginning and at the end of
// each day the host writes the log's time, so that the days of entries and of the log are the same.

import { dayAt } from "../core/moment.ts";
import { presentFields } from "../core/present-fields.ts";
import type { Device } from "../member/device.ts";
import { must } from "../member/verb.ts";
import type { Devices } from "./devices.ts";
import type { FoundingClock } from "./founding-clock.ts";
import {
  type AskedService,
  answerIn,
  answersToForm,
  type CaseStep,
  type ConsentFor,
  type InventedCase,
  usual,
} from "./invented-cases.ts";

const day = 86_400_000;

/** The country that is being founded, as far as the play needs it. */
interface Stage {
  readonly devices: Devices;
  readonly clock: FoundingClock;
  /** The id of an organisation. */
  readonly organisation: (slug: string) => string;
  /** Lets the host look after witnesses and time. */
  readonly look: () => Promise<void>;
}

/** Plays all of them; the clock stands at today afterwards. */
export async function playCases(cases: readonly InventedCase[], stage: Stage): Promise<void> {
  const plays = cases.map((each) => new CasePlay(each, stage));
  const days = new Set(cases.flatMap(({ ago, steps }) => [ago, ...steps.map((step) => step.ago)]));
  for (const ago of [...days].sort((a, b) => b - a)) {
    stage.clock.passTo(ago);
    await stage.look();
    for (const each of plays) await each.begin(ago);
    for (const each of plays) await each.play(ago);
    await stage.devices.nextDay();
    // Two hours later what was done has a time in the log: it lies between this and the one of the morning.
    stage.clock.passTo(Math.max(0, ago - 1 / 12));
    await stage.look();
  }
  stage.clock.passTo(0);
  await stage.look();
}

class CasePlay {
  readonly #case: InventedCase;
  readonly #stage: Stage;
  #caseId = "";
  readonly #sheets = new Map<string, string>();
  /** The one near the person, then the one at home. */
  #referrals: readonly string[] = [];
  /** By slug the question to each that was asked in the running case. */
  readonly #questions = new Map<string, string>();

  constructor(play: InventedCase, stage: Stage) {
    this.#case = play;
    this.#stage = stage;
  }

  /** Takes the steps of a day. */
  async play(ago: number): Promise<void> {
    const steps = this.#case.steps.filter((step) => step.ago === ago);
    for (const [place, step] of steps.entries()) {
      const before = steps[place - 1];
      const slug = step.by ?? this.#first;
      const name = { slug, isColleague: step.isColleague === true };
      // Two devices of one organisation that write on the same day do so without seeing each other.
      const isApart = before !== undefined && (before.by ?? this.#first) === slug && isOther(before, step);
      const device = isApart ? await this.#stage.devices.device(name) : await this.#stage.devices.informed(name);
      await this.#take(step, device);
      this.#stage.devices.wrote(device);
    }
  }

  get #first(): string {
    return this.#case.to[0] ?? "";
  }

  /** Refers the person on the day on which the case began. */
  async begin(ago: number): Promise<void> {
    if (this.#case.ago !== ago) return;
    const { from, to, home, sheets, escort = false } = this.#case;
    const device = await this.#stage.devices.device({ slug: from });
    const { compartments } = this.#consent;
    // Where nothing crosses a border `abroad` says nothing (R22).
    const choice = (slug: string) =>
      ({ organisation: this.#stage.organisation(slug), compartments, abroad: true }) as const;
    const choices = [...to.map(choice), ...(home === undefined ? [] : [{ ...choice(home), home: true } as const])];
    const answers = Object.entries(sheets).map(([form, sheet]) => [
      form,
      answersToForm(form, sheet, this.#reckoning, true),
    ]);
    const draft = { sheets: Object.fromEntries(answers), consent: this.#consent, choices, escort };
    this.#referrals = await must(device.drafts.send(draft));
    this.#stage.devices.wrote(device);
  }

  get #consent() {
    return { ...usual.consent, ...this.#case.consent };
  }

  get #reckoning() {
    const { clock, organisation } = this.#stage;
    return { day: (after: number) => dayAt(clock.now() + after * day), organisation };
  }

  async #take(step: CaseStep, { cases }: Device): Promise<void> {
    const isAtHome = step.by !== undefined && step.by === this.#case.home;
    const referral = this.#questions.get(step.by ?? "") ?? this.#referrals[isAtHome ? 1 : 0] ?? "";
    // Whoever was brought in later holds no referral.
    this.#caseId ||= cases.list.caseOf(referral) ?? "";
    const caseId = this.#caseId;
    if ("answer" in step) await must(cases.steps.answer(caseId, referral, answerIn(step)));
    else if ("strikeOut" in step)
      await must(cases.saves.strikeOutSheet(caseId, step.form, this.#sheet(step.strikeOut)));
    else if ("grantTo" in step) await must(cases.consents.grant(caseId, this.#grant(step)));
    else if ("ask" in step) await this.#ask(cases, caseId, step.ask);
    else if ("takeBackFrom" in step) await this.#takeBack(cases, caseId, step.takeBackFrom);
    else {
      const { form, sheet: name = "", why } = step;
      const sheet = this.#sheets.get(name);
      const answers = answersToForm(form, step, this.#reckoning, sheet === undefined);
      const id = await must(cases.saveSheet(caseId, { form, ...answers, ...presentFields({ sheet, why }) }));
      if (name !== "") this.#sheets.set(name, id);
    }
  }

  #sheet(name: string): string {
    const sheet = this.#sheets.get(name);
    if (sheet === undefined) throw new Error(`no sheet of an invented case is called ${name}`);
    return sheet;
  }

  #grant({ grantTo, compartments, abroad }: ConsentFor) {
    const organisation = this.#stage.organisation(grantTo);
    const purposes = ["referral", "support", ...(abroad === true ? (["transfer-abroad"] as const) : [])] as const;
    return { ...this.#consent, organisation, purposes, compartments };
  }

  async #ask(cases: Device["cases"], caseId: string, services: readonly AskedService[]): Promise<void> {
    const { language, manner, interpreter, basis } = this.#consent;
    const questions = services.map(({ of, need, compartments }) => {
      const yes = { purposes: ["support"], compartments, language, manner, interpreter, basis } as const;
      return { slug: of, organisation: this.#stage.organisation(of), need, agreed: yes };
    });
    await must(cases.steps.referOn(caseId, questions));
    const referrals = cases.view(caseId)?.state.referrals.filter(({ contact }) => !contact) ?? [];
    for (const { slug, organisation } of questions) {
      const question = referrals.findLast(({ places }) => places.some((place) => place.organisation === organisation));
      this.#questions.set(slug, question?.id ?? "");
    }
  }

  async #takeBack(cases: Device["cases"], caseId: string, slug: string): Promise<void> {
    const organisation = this.#stage.organisation(slug);
    const consent = cases.view(caseId)?.state.consents.find((each) => each.organisation === organisation)?.id ?? "";
    await must(cases.consents.withdrawConsent(caseId, consent));
    await must(cases.consents.confirmWithdrawal(caseId, consent));
  }
}

function isOther(a: CaseStep, b: CaseStep): boolean {
  return (a.isColleague === true) !== (b.isColleague === true);
}
