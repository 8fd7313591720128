// Plays the invented cases day by day, each step on the device of who takes it. The clock passes from the first day to today: at the beginning and at the end of
// each day the host writes the log's time, so that the days of entries and of the log are the same.

import type { BodyOf } from "../../core/entry-kind.ts";
import { dayAt } from "../../core/moment.ts";
import { presentFields } from "../../core/present-fields.ts";
import type { ReferralDraft } from "../../core/referral-draft.ts";
import type { Device } from "../../member/device.ts";
import { must } from "../../member/verb.ts";
import type { CaseStep, DayAfter, InventedCase } from "./case-steps.ts";
import type { Devices } from "./devices.ts";
import type { FoundingClock } from "./founding-clock.ts";

const day = 86_400_000;

/** What the play needs of the country that is being founded. */
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
  const played = cases.map((invented) => new PlayedCase(invented, stage));
  const days = new Set(cases.flatMap(({ ago, steps }) => [ago, ...steps.map((step) => step.ago)]));
  for (const ago of [...days].sort((a, b) => b - a)) {
    stage.clock.passTo(ago);
    await stage.look();
    for (const each of played) await each.begin(ago);
    for (const each of played) await each.play(ago);
    await stage.devices.nextDay();
    // Two hours later what was done has a time in the log: it lies between this and the one of the morning.
    stage.clock.passTo(Math.max(0, ago - 1 / 12));
    await stage.look();
  }
  stage.clock.passTo(0);
  await stage.look();
}

class PlayedCase {
  readonly #invented: InventedCase;
  readonly #stage: Stage;
  #caseId = "";
  readonly #sheets = new Map<string, string>();
  /** The one near the person, then the one at home. */
  #referrals: readonly string[] = [];

  constructor(invented: InventedCase, stage: Stage) {
    this.#invented = invented;
    this.#stage = stage;
  }

  /** Takes the steps of a day. */
  async play(ago: number): Promise<void> {
    const steps = this.#invented.steps.filter((step) => step.ago === ago);
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
    return this.#invented.to[0] ?? "";
  }

  /** Refers the person on the day on which the case began. */
  async begin(ago: number): Promise<void> {
    if (this.#invented.ago !== ago) return;
    const { from, to, home, draft } = this.#invented;
    const device = await this.#stage.devices.device({ slug: from });
    const choices = [
      ...to.map((slug) => this.#choice(slug)),
      ...(home === undefined ? [] : [{ ...this.#choice(home), home: true as const }]),
    ];
    this.#referrals = await must(device.drafts.send({ ...draft, choices }));
    this.#stage.devices.wrote(device);
  }

  #choice(slug: string): NonNullable<ReferralDraft["choices"]>[number] {
    const compartments = this.#invented.draft.consent?.compartments ?? [];
    // Where nothing crosses a border `abroad` says nothing (R22).
    return { organisation: this.#stage.organisation(slug), compartments, abroad: true };
  }

  async #take({ does, by }: CaseStep, { cases }: Device): Promise<void> {
    const isAtHome = by !== undefined && by === this.#invented.home;
    const referral = this.#referrals[isAtHome ? 1 : 0] ?? "";
    // Whoever was brought in later holds no referral.
    this.#caseId ||= cases.caseOf(referral) ?? "";
    const caseId = this.#caseId;
    const today: DayAfter = (after) => dayAt(this.#stage.clock.now() + after * day);
    if ("answer" in does) await must(cases[does.answer](caseId, referral));
    else if ("decline" in does) await must(cases.decline(caseId, referral, does.decline));
    else if ("close" in does) await must(cases.close(caseId, referral, does.close));
    else if ("reopen" in does) await must(cases.reopen(caseId, referral, does.reopen));
    else if ("strikeOut" in does) await must(cases.strikeOutSheet(caseId, does.form, this.#sheet(does.strikeOut)));
    else if ("grantTo" in does) await must(cases.grant(caseId, this.#consent(does.grantTo, does.compartments)));
    else if ("takeBackFrom" in does) await this.#takeBack(cases, caseId, does.takeBackFrom);
    else {
      const { form, answers, sheet: name = "", why } = does;
      const sheet = this.#sheets.get(name);
      const save = {
        form,
        ...answers(today),
        ...presentFields({ sheet, why }),
      };
      const saved = await must(cases.saveSheet(caseId, save));
      if (name !== "") this.#sheets.set(name, saved);
    }
  }

  #sheet(name: string): string {
    const sheet = this.#sheets.get(name);
    if (sheet === undefined) throw new Error(`no sheet of an invented case is called ${name}`);
    return sheet;
  }

  #consent(slug: string, compartments: BodyOf<"consent.give">["compartments"]): BodyOf<"consent.give"> {
    const {
      language = "tg",
      manner = "spoken",
      interpreter = "none",
      basis = "consent",
      guardian,
      assent,
    } = this.#invented.draft.consent ?? {};
    const organisation = this.#stage.organisation(slug);
    const ofChild = guardian === undefined || assent === undefined ? {} : { guardian, assent };
    const how = { language, manner, interpreter, basis, ...ofChild };
    return { organisation, purposes: ["referral", "support"], compartments, ...how };
  }

  async #takeBack(cases: Device["cases"], caseId: string, slug: string): Promise<void> {
    const organisation = this.#stage.organisation(slug);
    const given = cases.view(caseId)?.state.consents.find((consent) => consent.organisation === organisation)?.id ?? "";
    await must(cases.withdrawConsent(caseId, given));
    await must(cases.confirmWithdrawal(caseId, given));
  }
}

function isOther(a: CaseStep, b: CaseStep): boolean {
  return (a.isColleague === true) !== (b.isColleague === true);
}
