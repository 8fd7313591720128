// The screens to look at, and how a person gets to each. Steps go by roles and ids, so that they hold in every language.
import type { Locator, Page } from "playwright-core";
import { framesPass } from "./by-keyboard.ts";
import { lessonScenes } from "./lesson-scenes.ts";
import { recordScenes } from "./record-scenes.ts";
import { inTurn, type Scene, scene } from "./scene.ts";

const nothing = async () => undefined;

/** What the person of a scene has at hand beside the device: an invitation, a correction. */
export async function given(page: Page, text: string): Promise<string> {
  await page.waitForFunction(() => "scene" in globalThis);
  return page.evaluate((name) => (globalThis as unknown as SceneOnPage).scene.texts[name] ?? "", text);
}

/** What a page of the scenes has for tests (scene-engine.ts). */
export interface SceneOnPage {
  readonly scene: {
    readonly cases: Readonly<Record<string, string>>;
    readonly organisations: Readonly<Record<string, string>>;
    readonly texts: Readonly<Record<string, string>>;
    connect(to: "held" | "live" | "none"): void;
    pass(minutes: number): void;
    turnDisk(to: "sound" | "unread" | "slow" | "damaged"): Promise<void>;
    sync(): Promise<void>;
  };
}

/** `check` presses each of them that is not checked. */
type Step =
  | readonly ["press" | "check" | "await", selector: string]
  | readonly ["fill" | "select", selector: string, value: string];

/**
 * What is only the way to a screen, done in the page: each step once what it is done to is drawn and can be pressed. No pointer is moved and nothing is
 * scrolled, since that costs more than the screen; the journeys press and type as people do.
 */
async function take(page: Page, ...steps: readonly Step[]): Promise<void> {
  await page.evaluate(async (all) => {
    const ready = (selector: string, value?: string) => {
      const found = document.querySelector<HTMLInputElement | HTMLSelectElement>(selector);
      if (found?.checkVisibility({ visibilityProperty: true }) !== true || found.disabled) return null;
      if (value === undefined || !(found instanceof HTMLSelectElement)) return found;
      return [...found.options].some((each) => each.value === value) ? found : null;
    };
    const changed = () =>
      new Promise<void>((pass) => {
        const done = () => {
          clearTimeout(timer);
          observer.disconnect();
          pass();
        };
        const observer = new MutationObserver(done);
        observer.observe(document, { attributes: true, childList: true, subtree: true });
        // What is drawn may change by its style alone.
        const timer = setTimeout(done, 100);
      });
    for (const [verb, selector, value] of all) {
      const latest = Date.now() + 60_000;
      let found = ready(selector, value);
      for (; found === null; found = ready(selector, value)) {
        if (Date.now() > latest) throw new Error(`nothing to ${verb}: ${selector}`);
        await changed();
      }
      if (verb === "press") found.click();
      if (verb === "check")
        for (const box of document.querySelectorAll<HTMLInputElement>(selector)) if (!box.checked) box.click();
      if (verb === "fill" || verb === "select") {
        found.value = value;
        for (const event of ["input", "change"]) found.dispatchEvent(new Event(event, { bubbles: true }));
      }
      // What follows from it is drawn before the next step.
      await new Promise<void>((drawn) => setTimeout(drawn));
    }
  }, steps);
}

interface PageOfWalk {
  readonly name: string;
  /** Until it is seen. */
  readonly begin: readonly Step[];
  /** Until it is left. */
  readonly end?: readonly Step[];
}

/** What is done on the pages of a referral, whose first has a button that leads to it. */
const referralPages: readonly PageOfWalk[] = [
  {
    name: "danger",
    begin: [
      ["press", "button.hero, .new-case > button"],
      ["await", "#first-line-danger"],
    ],
    end: [["check", "#first-line-danger input[value=unclear]"]],
  },
  {
    name: "person",
    begin: [["await", "#first-line-age"]],
    end: [
      ["check", "#first-line-age input[value=in-doubt]"],
      ["check", "#first-line-sex input[value=women]"],
      ["select", "#first-line-language", "uz"],
      ["select", "#first-line-place-region", "TJ-KT"],
      ["select", "#first-line-place-district", "TJ-KT-05"],
    ],
  },
  {
    name: "signs",
    begin: [
      ["await", "#first-line-decision"],
      ["press", "#fold-first-line-documents > summary"],
      ["press", "#fold-first-line-debt-and-pay > summary"],
      ["check", "input[value=documents-held-by-other]"],
      ["check", "input[value=wages-withheld]"],
    ],
    end: [["check", "#first-line-decision input[value=presumed]"]],
  },
  {
    name: "wants",
    begin: [
      ["await", "#first-line-wants"],
      ["check", "input[value=shelter-emergency]"],
      ["check", "input[value=legal-advice]"],
      ["check", "input[value=medical]"],
    ],
  },
  { name: "rights", begin: [["await", "form .hero"]], end: [["check", "#rights"]] },
  {
    name: "consent",
    begin: [
      // The age is in doubt: both answers about a child come first, and the basis follows.
      ["check", "#assent input[value=yes]"],
      ["check", "#guardian input[value=appointed]"],
      ["check", "#basis input[value=consent]"],
      ["check", "#manner input[value=spoken]"],
      ["check", "#interpreter input[value=by-phone]"],
      ["check", "#compartments input[value=who]"],
      ["check", "#compartments input[value=happened]"],
    ],
  },
  {
    name: "details",
    begin: [
      ["fill", "#person-given", "Test Person 1"],
      ["check", "#person-name-is input[value=pseudonym]"],
      ["check", "#reach-way input[value=waits-here]"],
      ["fill", "#reach-value", "Ask for the officer on duty."],
    ],
  },
  {
    name: "where",
    begin: [
      ["press", "#where li.card button"],
      ["await", "#where li.card.chosen"],
      ["press", "#where li.card:not(.chosen) button"],
      ["check", "#where .agree > .choice input"],
    ],
  },
  { name: "check", begin: [["await", ".check"]] },
];

/** Opens the pages of a referral one after the other and fills them; ends on the named one. Each is seen as it is left. */
export async function walkTo(page: Page, step: string, seen: (step: string) => Promise<void> = nothing): Promise<void> {
  for (const { name, begin, end = [] } of referralPages) {
    await take(page, ...begin);
    if (step === name) return;
    await take(page, ...end);
    await seen(name);
    await take(page, ["press", name === "check" ? "form .hero" : "form > button[type=submit]"]);
  }
  await ready(page, ".seal-mark");
}

/** The same from a consulate, for somebody who wants to go home. */
export async function walkAbroad(
  page: Page,
  step: string,
  seen: (step: string) => Promise<void> = nothing,
): Promise<void> {
  const next = () => page.locator("form > button[type=submit]").click();
  await page.locator("button.hero").click();
  await page.locator("#first-line-danger input[value=not-now]").check();
  await next();
  await page.locator("#first-line-age input[value=adult]").check();
  await page.locator("#first-line-age-class input[value='18-29']").check();
  await page.locator("#first-line-sex input[value=women]").check();
  await page.locator("#first-line-language").selectOption("tg");
  if (step === "person") return;
  await seen("person");
  await next();
  await page.locator("#first-line-decision input[value=presumed]").check();
  await next();
  await page.locator("#first-line-wants-shelter-emergency").check();
  await page.locator("#first-line-wants-return").check();
  await next();
  await page.locator("#rights").check();
  await next();
  await page.locator("#basis input[value=consent]").check();
  await page.locator("#manner input[value=spoken]").check();
  await page.locator("#interpreter input[value=none]").check();
  await next();
  await page.locator("#details, h1").first().waitFor();
  await next();
  await page.locator("#where").waitFor();
  await page.locator("#where .card button").first().click();
  await page.locator("#where h2:not(.card-title) ~ .cards .card:not(.chosen) button:enabled").last().click();
  for (const box of await page.locator("#where .agree > .choice input").all()) await box.check();
  if (step === "where") return;
  await seen("where");
  await next();
  await page.locator(".check").waitFor();
  if (step === "check") return;
  await seen("check");
  await page.locator("form > .hero").click();
  await page.locator(".seal-mark").waitFor();
  await page.locator("main .primary").click();
  await ready(page, ".four");
}

const ready = async (page: Page, selector: string) => {
  await page.locator(selector).first().waitFor();
};

const officer = "/?store=officer&unlocked";
const walk = (step: string) =>
  scene(`path-${step}`, step === "sealed" ? `${officer}&line=none` : officer, (page) => walkTo(page, step));

/** Makes a device, up to the named page. Each page before is seen. */
async function makeTo(page: Page, step: string, seen: (step: string) => Promise<void> = nothing): Promise<void> {
  await page.locator("section:not(:has(.rows)) > button").first().click();
  await ready(page, "#invitation");
  if (step === "invitation") return;
  await seen("invitation");
  await page.locator("#invitation").fill(step === "malformed" ? "a letter" : await given(page, "invitation"));
  await page.locator("form [type=submit]").click();
  await ready(page, step === "malformed" ? ".error" : ".facts");
  if (step === "malformed" || step === "check") return;
  await seen("check");
  await page.locator("main .primary").click();
  await ready(page, ".words");
  if (step === "words") return;
  await seen("words");
  const words = await page.locator(".words").innerText();
  await page.locator("main .primary").click();
  await ready(page, "#confirm");
  if (step === "confirm") return;
  await seen("confirm");
  await page.locator("#confirm").fill(step === "wrong" ? "no such words" : words.trim());
  await page.locator("form [type=submit]").click();
  await ready(page, step === "wrong" ? ".error" : ".words");
  // The first round with the host comes and goes; what the page says meanwhile would be gone in the next language.
  await page.locator("main > [role=status]").waitFor({ state: "detached" });
}

const reader = "/?store=shelter&unlocked";

/** By the settings, which every device has. */
async function openOrganisation(page: Page): Promise<void> {
  await take(page, ["press", ".bar-button"], ["press", "#organisation"]);
  await ready(page, "section[aria-labelledby=who-may]");
}

/** The same where what is written is logged. */
const live = `${reader}&line=live`;

/** Opens a case by what it is for in the stories. */
export async function openCase(page: Page, which: string): Promise<void> {
  const row = await rowOf(page, which);
  await row.click();
  // At a desk the case of before stays until this one is read.
  await row.and(page.locator("[aria-current]")).waitFor({ state: "attached" });
  await ready(page, ".case-part");
}

/** Goes to a part of the open case. */
export async function openPart(page: Page, part: string): Promise<void> {
  await page.locator(`.tab[data-tab=${part}]`).click();
  await ready(page, `.tab[data-tab=${part}][aria-current]`);
  // The part takes the focus after the next drawing, from whatever has it then.
  await framesPass(page);
}

/** Its line in the inbox. */
export async function rowOf(page: Page, which: string): Promise<Locator> {
  await page.waitForFunction(() => "scene" in globalThis);
  const id = await page.evaluate((name) => (globalThis as unknown as SceneOnPage).scene.cases[name], which);
  return page.locator(`.pane-inbox .row[data-case="${id}"]`);
}

/** The field of an organisation, by its part in the stories. */
export async function choiceOf(page: Page, which: string): Promise<string> {
  const id = await page.evaluate((name) => (globalThis as unknown as SceneOnPage).scene.organisations[name], which);
  return `dialog #bring-who input[value$="${id}"]`;
}

/** A hotline's case with sheets (playSheets). */
const sheets = "/?store=hotline-sheets&unlocked";

/** Opens the case with sheets at one of its tabs. */
async function openTab(page: Page, tab: string): Promise<void> {
  await openCase(page, "sheets");
  await goToTab(page, tab);
}

async function goToTab(page: Page, tab: string): Promise<void> {
  await openPart(page, tab);
  await ready(page, ".sheet");
}

/** What a worker enters most, by its place among the buttons that add a sheet. */
const addedAt = { service: 0, appointment: 1, risk: 2 } as const;

async function addSheet(page: Page, form: keyof typeof addedAt): Promise<void> {
  await openCase(page, "sheets");
  await page.locator(".add-sheet .button").nth(addedAt[form]).click();
  await ready(page, "#answer-on");
}

/** Goes on to the end of a form, which names what has no answer. */
async function saveEmpty(page: Page): Promise<void> {
  for (let n = 0; n < 4 && (await page.locator(".summary").count()) === 0; n++)
    await page.locator(".sheet-form [type=submit]").click();
  await ready(page, ".summary");
}

const sheetScenes: readonly Scene[] = [
  scene("desk-form-news", sheets, (page) => ready(page, ".form-news")),
  ...inTurn(
    sheets,
    ["desk-sheets-due", (page) => openCase(page, "sheets")],
    ["desk-sheets-plan", (page) => goToTab(page, "plan")],
    ["desk-sheets-safety", (page) => goToTab(page, "safety")],
    [
      "desk-sheets-history",
      async (page) => {
        await page.locator(".history summary").first().click();
        await ready(page, ".history li");
      },
    ],
  ),
  scene("desk-sheet-two-answers", sheets, async (page) => {
    await openTab(page, "safety");
    await page.locator(".sheet:has(dd .mark-word) .sheet-foot .link").click();
    await ready(page, ".sheet-page");
    while ((await page.locator("#answer-level").count()) === 0) await page.locator(".sheet-form [type=submit]").click();
  }),
  scene("desk-sheet-misplaced", sheets, async (page) => {
    await openTab(page, "safety");
    await page.locator(".sheet-foot .link").first().click();
    await ready(page, ".sheet-page");
    await page.locator(".sheet-page > button.link").last().click();
    await ready(page, "dialog #right-case");
  }),
  scene("desk-sheet-appointment", sheets, (page) => addSheet(page, "appointment")),
  ...(["risk", "service"] as const).flatMap((form) =>
    inTurn(sheets, [`desk-sheet-${form}`, (page) => addSheet(page, form)], [`desk-sheet-${form}-gaps`, saveEmpty]),
  ),
];

/** Forms of the year, in the order of the walk, each with the answers that open its longest page; `next` turns the page where it has several on a phone. */
const yearForms: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  exploitation: async (page) => {
    await take(page, ["check", "#answer-forms input[value=forced-labour]"]);
    await nextUntil(page, "#answer-means");
  },
  review: nothing,
  reflection: async (page) => {
    await take(page, ["check", "#answer-grounds input[value=yes]"]);
    await nextUntil(page, "#answer-until");
  },
  permit: (page) => take(page, ["check", "#answer-state input[value=refused]"]),
  justice: async (page) => {
    await take(page, ["check", "#answer-part-in input[value=witness]"]);
    await nextUntil(page, "#answer-as-victim");
    await take(page, ["check", "#answer-as-victim input[value=accompanied]"], ["await", "#answer-state"]);
  },
  punished: (page) => take(page, ["check", "#answer-undo input[value=put-right]"]),
  compensation: async (page) => {
    await take(page, ["check", "#answer-state input[value=paid]"]);
    await nextUntil(page, "#answer-paid");
  },
  return: async (page) => {
    await take(
      page,
      ["check", "#answer-told-asylum input[value=yes]"],
      ["check", "#answer-told-state input[value=yes]"],
    );
    await nextUntil(page, "#answer-wish");
    await take(page, ["check", "#answer-wish input[value=yes]"]);
    await nextUntil(page, "#answer-crosses");
  },
  "follow-up": async (page) => {
    await take(page, ["check", "#answer-way input[value=met]"]);
    await nextUntil(page, "#answer-outcomes-ask");
    await take(
      page,
      ["check", "#answer-outcomes-ask input[value=yes]"],
      ["check", "#answer-asked-by input[value=not-helped]"],
      ["await", ".sheet-form .error"],
    );
  },
  involved: nothing,
  journey: nothing,
};

async function nextUntil(page: Page, field: string): Promise<void> {
  for (let pages = 0; pages < 6 && (await page.locator(field).count()) === 0; pages++)
    await take(page, ["press", ".sheet-form [type=submit]"]);
  await ready(page, field);
}

/** Presses until the form is gone: what is missing is said once, and a save ends a moment later. */
function saveWhole(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const press = () => document.querySelector<HTMLElement>(".sheet-form [type=submit]");
    for (let button = press(); button !== null; button = press()) {
      button.click();
      await new Promise((drawn) => setTimeout(drawn));
    }
  });
}

/** Opens a form that stands among the others, in the open case. */
async function openForm(page: Page, form: string): Promise<void> {
  await take(page, ["await", ".add-sheet details"]);
  // It is open where one of its forms was begun.
  await page.locator(".add-sheet details").evaluate((others: HTMLDetailsElement) => {
    others.open = true;
  });
  await take(page, ["press", `.add-sheet [data-form=${form}]`], ["await", ".sheet-form"]);
}

/** The forms of the year up to this one. Each before is seen; the person wants proceedings, which the last ones are for. */
async function yearTo(page: Page, step: string, seen?: (step: string) => Promise<void>): Promise<void> {
  await openCase(page, "sheets");
  for (const [form, fill] of Object.entries(yearForms)) {
    if (form === "involved" && (seen !== undefined || ["involved", "journey"].includes(step))) {
      await openForm(page, "justice");
      await take(page, ["check", "#answer-wish input[value=yes]"]);
      await saveWhole(page);
    }
    if (seen === undefined && form !== step) continue;
    await openForm(page, form);
    await fill(page);
    if (form === step) return;
    await seen?.(form);
    await take(page, ["press", ".sheet-form .actions .link"], ["await", ".add-sheet"]);
  }
}

/** The desk of a hotline whose cases have two workers (playDay). */
const day = "/?store=hotline-day&unlocked";

async function openTasks(page: Page): Promise<void> {
  await page.locator(".other-list").click();
  await ready(page, ".rows.tasks");
}

async function openHandOver(page: Page): Promise<void> {
  await page.locator(".pane-inbox > .link:has(~ .our-numbers)").last().click();
  await ready(page, "dialog[open] #handover-from");
  await page.locator("#handover-from").selectOption("Test Worker 1");
}

const dayScenes: readonly Scene[] = [
  scene("desk-two-workers", day, (page) => ready(page, "select.filter")),
  scene("desk-needs-met", day, async (page) => {
    await openCase(page, "silent");
    await openPart(page, "plan");
    await page.locator(".needs-met details > summary").first().click();
    await ready(page, ".needs-met details[open] li");
  }),
  scene("desk-supervisor", day, async (page) => {
    await ready(page, "details.supervisor");
    await page.locator("details.supervisor > summary").click();
    await page.locator("details.supervisor .filter").first().click();
  }),
  scene("desk-saves-wait", day, async (page) => {
    await openCase(page, "child");
    await page.locator(".waiting-saves summary").click();
    await ready(page, ".waiting-saves li");
  }),
  scene("desk-form-child", day, async (page) => {
    await openCase(page, "child");
    await openForm(page, "child");
    await take(page, ["check", "#answer-guardian input[value=appointed]"]);
    await nextUntil(page, "#answer-doubt");
    await take(page, ["check", "#answer-doubt input[value=serious]"]);
    await nextUntil(page, "#answer-agrees");
    await take(
      page,
      ["check", "#answer-agrees input[value=yes]"],
      ["check", "#answer-assessed-by input[value=medical]"],
      ["await", "#answer-alone-why"],
    );
  }),
  scene("desk-set-aside", `${day}&torn`, (page) => ready(page, ".set-aside li")),
  scene("desk-tasks", day, openTasks),
  scene("desk-tasks-paper", day, openTasks, "print"),
  ...inTurn(
    day,
    ["desk-handover-cases", openHandOver],
    [
      "desk-handover-cases-done",
      async (page) => {
        await page.locator("dialog .toggles .button").click();
        await page.locator("dialog .primary").click();
        await page.locator("dialog").waitFor({ state: "detached" });
      },
    ],
  ),
  scene("desk-assign", day, async (page) => {
    await openCase(page, "child");
    await page.locator(".case-worker button").click();
    await ready(page, "#answer-worker");
  }),
];

/** The same desk with cases that are linked (playDay). */
const linked = "/?store=hotline-linked&unlocked";

const linkScenes: readonly Scene[] = [
  scene("desk-linked", linked, async (page) => {
    await openCase(page, "sheets");
    await ready(page, ".perhaps-same");
  }),
  scene("desk-link-another", linked, async (page) => {
    await openCase(page, "child");
    await page.locator(".link-another").click();
    await ready(page, "#link-as");
  }),
];

/** Our own numbers of the year, of two classes alone, with the cases of a number, the table for others, and an agreement that waits for this device. */
const ourNumbers = scene("desk-our-numbers", sheets, async (page) => {
  await page.locator(".our-numbers").click();
  await ready(page, ".of-course");
  await page.locator("#numbers-period").selectOption("2026");
  for (const split of ["sex", "form"]) await page.locator(`.of-${split} .choose`).first().click();
  await page.locator(".exact-for summary").click();
  await page.locator(".of-course .row-helped .number button").first().click();
  await ready(page, ".numbers-cases");
  await page.locator(".for-others .button").click();
  await ready(page, ".for-others li");
});

/** The same agreement, signed on this device, and how many cases would go by it, or that none may. */
const codedCases = ["2026", "2025"].map((year) =>
  scene(year === "2025" ? "desk-coded-cases-none" : "desk-coded-cases", sheets, async (page) => {
    await page.locator(".our-numbers").click();
    await page.locator("#numbers-period").selectOption(year);
    await page.locator(".sign-exact").click();
    await page.locator(".look-at-cases").click();
    await ready(page, year === "2025" ? ".exact-for [role=status] p" : "dialog[open] .key");
  }),
);

/** Our count of the year, before it is sent; and what a second device is to sign. */
const yearCounts = ["shelter-count", "shelter-count-sent"].map((store) =>
  scene(`desk-${store}`, `/?store=${store}&unlocked`, async (page) => {
    await page.locator(".year-count-open").click();
    await ready(page, ".count-lines");
  }),
);

const opening = (which: string) => (page: Page) => openCase(page, which);

/** The dialog for the person's own file, page by page. */
const ownFilePages = inTurn(
  sheets,
  [
    "desk-own-file-what",
    async (page) => {
      await openCase(page, "sheets");
      await take(page, ["press", ".give-own-file button"], ["await", "#own-size"]);
    },
  ],
  [
    "desk-own-file-read",
    (page) => take(page, ["press", "#own-size-whole"], ["press", "dialog .primary"], ["await", "#own-read"]),
  ],
  [
    "desk-own-file-give",
    (page) =>
      take(page, ["check", "#own-read input"], ["press", "dialog .primary"], ["await", ".own-preview .own-page"]),
  ],
);

async function ownFileOnPaper(page: Page): Promise<void> {
  await ownFilePages.at(-1)?.play(page);
  // The browser's own dialog would stay in the way.
  await page.evaluate(() => Object.assign(globalThis, { print: () => undefined }));
  await take(page, ["press", ".give-paper"]);
  await page.locator(".on-paper").waitFor({ state: "attached" });
}

const ownFileScenes: readonly Scene[] = [
  ...ownFilePages,
  { ...scene("desk-own-file-paper", sheets, ownFileOnPaper), media: "print" },
  { ...scene("desk-case-paper", sheets, opening("sheets")), media: "print" },
  scene(
    "open-file",
    (language) => (language === "en" ? "/open.html" : `/open.${language}.html`),
    (page) => ready(page, "#file"),
  ),
];

/** The form of a return that was begun (playDay), and the request that a consulate gets. */
const returnPages = inTurn(
  linked,
  [
    "desk-return",
    async (page) => {
      await openCase(page, "back");
      await openPart(page, "safety");
      // Behind the signs.
      await page.locator(".sheet .sheet-foot .link").nth(1).click();
      await ready(page, ".sheet-page .return-misfit");
    },
  ],
  [
    "desk-consul-request",
    async (page) => {
      await page.locator(".ask-consul").click();
      await ready(page, ".consul-request");
    },
  ],
);

async function consulRequestOnPaper(page: Page): Promise<void> {
  await returnPages.at(-1)?.play(page);
  // The browser's own dialog would stay in the way.
  await page.evaluate(() => Object.assign(globalThis, { print: () => undefined }));
  await page.locator("dialog .primary").click();
  await page.locator(".on-paper").waitFor({ state: "attached" });
}

const returnScenes: readonly Scene[] = [
  ...returnPages,
  scene("desk-consul-request-paper", linked, consulRequestOnPaper, "print"),
];

/** Begins a case that our own organisation takes, up to the named page. Each page before is seen as it is left. */
async function newOwnTo(page: Page, step: string, seen: (step: string) => Promise<void> = nothing): Promise<void> {
  await walkTo(page, "details");
  await take(
    page,
    ["press", "form > button[type=submit]"],
    ["press", "#choose-own"],
    ["check", ".own-choice .agree > .choice input"],
  );
  if (step === "own") return;
  await seen("own");
  await page.locator("form > button[type=submit]").click();
  await ready(page, ".check");
}

const goOn: Step = ["press", "dialog .actions .primary"];

/** Brings a court into the accepted case, up to the named page of the dialog. Each page before is seen as it is left. */
export async function bringTo(
  page: Page,
  step: string,
  seen: (step: string) => Promise<void> = nothing,
): Promise<void> {
  const next = async (from: string) => {
    await seen(from);
    await take(page, goOn);
  };
  await openCase(page, "accepted");
  await openPart(page, "referral");
  await take(page, ["press", ".bring-in"], ["await", "dialog #bring-who"]);
  if (step === "who-gap") {
    await take(page, goOn, ["await", "dialog .summary:focus"]);
    return;
  }
  await take(page, ["check", await choiceOf(page, "court")]);
  if (step === "who") return;
  await next("who");
  await take(page, ["await", "#bring-language"]);
  if (step === "rights") return;
  await take(page, ["check", "#bring-rights"]);
  await next("rights");
  await take(page, ["check", "#bring-share input[value=who]"], ["check", "#bring-use input[value=police-report]"]);
  if (step === "share") return;
  await next("share");
  await take(
    page,
    // Of the person of this case the age is in doubt.
    ["check", "#bring-assent input[value=yes]"],
    ["check", "#bring-guardian input[value=appointed]"],
    ["check", "#bring-basis input[value=consent]"],
    ["check", "#bring-manner input[value=spoken]"],
    ["check", "#bring-interpreter input[value=by-phone]"],
  );
  if (step === "yes") return;
  await next("yes");
  await take(page, ["await", ".bring-check"]);
  if (step === "check") return;
  await next("check");
  if (step === "sealed") await page.locator(".bring-check").waitFor({ state: "detached" });
  else await ready(page, "dialog [role=alert]");
}

async function askedOf(page: Page, name: "legal" | "gulf"): Promise<string> {
  const { [name]: id } = await page.evaluate(() => (globalThis as unknown as SceneOnPage).scene.organisations);
  return `dialog #refer-who input[value$="${id}"]`;
}

async function openRefer(page: Page): Promise<void> {
  await openCase(page, "accepted");
  await openPart(page, "referral");
  await take(page, ["press", ".refer-on"], ["await", "dialog #refer-who"]);
}

/** Asks legal aid in the accepted case, page by page of the dialog. */
const referPages: readonly (readonly [string, Scene["play"]])[] = [
  ["who", openRefer],
  [
    "service",
    async (page) =>
      take(
        page,
        ["check", await askedOf(page, "legal")],
        goOn,
        ["await", "#refer-need"],
        ["select", "#refer-need", "legal-advice"],
      ),
  ],
  ["rights", (page) => take(page, goOn, ["await", "#refer-language"], ["check", "#refer-rights"])],
  [
    "how",
    (page) =>
      take(
        page,
        goOn,
        // Of the person of this case the age is in doubt.
        ["check", "#refer-assent input[value=yes]"],
        ["check", "#refer-guardian input[value=appointed]"],
        ["check", "#refer-basis input[value=consent]"],
        ["check", "#refer-manner input[value=spoken]"],
        ["check", "#refer-interpreter input[value=by-phone]"],
      ),
  ],
  ["check", (page) => take(page, goOn, ["await", ".refer-check"])],
];

/** Asks a shelter in another country, which is not in the person's consent. */
async function referAbroad(page: Page): Promise<void> {
  await openRefer(page);
  await take(page, ["check", await askedOf(page, "gulf")], goOn, ["await", "#refer-need"]);
  await take(page, goOn, ["await", "#refer-abroad-error"]);
}

const networkScenes: readonly Scene[] = [
  ...inTurn(live, ...referPages.map(([step, play]) => [`desk-refer-${step}`, play] as const), [
    "desk-refer-sends",
    async (page) => {
      await page.locator(".refer-check + button").click();
      await ready(page, ".hand-over .sends");
    },
  ]),
  scene("desk-refer-abroad", live, referAbroad),
  scene("desk-authority", "/?store=authority&unlocked", (page) => openCase(page, "decides")),
  scene("desk-authority-identification", "/?store=authority&unlocked", async (page) => {
    await openCase(page, "decides");
    await take(page, ["press", ".add-sheet [data-form=identification]"], ["await", ".sheet-form"]);
    await take(page, ["check", "#answer-act input[value=recruitment]"]);
    await nextUntil(page, "#answer-result");
  }),
];

const bring = (step: string) =>
  scene(`desk-bring-${step}`, step === "not-logged" ? "/?store=shelter-unlogged&unlocked&line=none" : live, (page) =>
    bringTo(page, step),
  );

/** Records in the open case that the person agrees to the token. */
export async function giveToken(page: Page): Promise<void> {
  await openPart(page, "referral");
  await page.locator(".for-proceedings summary").click();
  await page.locator(".token-yes").click();
  // Of the person of this case the age is in doubt.
  for (const field of ["who", "assent", "guardian", "basis", "manner", "interpreter"])
    await page.locator(`#token-${field} input`).first().check();
  await page.locator("dialog .primary").click();
  await page.locator("dialog").waitFor({ state: "detached" });
}

export const scenes: readonly Scene[] = [
  ...networkScenes,
  ...recordScenes,
  ...lessonScenes,
  ...sheetScenes,
  ...dayScenes,
  ...linkScenes,
  ...Object.keys(yearForms).map((form) => scene(`desk-form-${form}`, sheets, (page) => yearTo(page, form))),
  ...yearCounts,
  ourNumbers,
  ...codedCases,
  ...ownFileScenes,
  ...returnScenes,
  ...inTurn(
    "/?store=officer",
    ["unlock", (page) => ready(page, "#passphrase")],
    [
      "unlock-lost",
      async (page) => {
        await page.locator(".lost summary").click();
        await ready(page, ".lost p");
      },
    ],
  ),
  scene("unlock-newer", "/?store=officer&newer", (page) => ready(page, ".newer")),
  scene("unlock-wrong", "/?store=officer", async (page) => {
    await page.locator("#passphrase").fill("no such words");
    await page.locator("button[type=submit]").click();
    await ready(page, ".error");
  }),
  scene("unlock-news", "/?store=shelter-news&line=none", (page) => ready(page, ".alarms")),
  scene("set-up", "/?store=nobody", (page) => ready(page, "#vault")),
  ...["invitation", "malformed", "check", "words", "confirm", "wrong", "request"].map((step) =>
    scene(`make-${step}`, "/?store=nobody", (page) => makeTo(page, step)),
  ),
  scene("home", "/?store=officer-late&unlocked", (page) => ready(page, ".four")),
  scene("home-empty", "/?store=officer-empty&unlocked", (page) => ready(page, ".empty")),
  scene("home-newer", `${officer}&newer`, (page) => ready(page, ".newer")),
  ...inTurn(
    reader,
    ["desk", (page) => ready(page, ".pane-inbox .row")],
    [
      "desk-find",
      async (page) => {
        await page.locator("#find").fill("M");
        await ready(page, ".find button");
      },
    ],
    [
      "desk-found-name",
      async (page) => {
        await page.locator("#find").fill("Test Person 2");
        await page.locator("#find").press("Enter");
        await ready(page, ".find [role=status]:not(:empty)");
      },
    ],
  ),
  ...inTurn(
    `${officer}&torn&line=none`,
    ["home-set-aside", (page) => ready(page, ".set-aside li")],
    [
      "home-set-aside-erase",
      async (page) => {
        await page.locator(".set-aside li .link").first().click();
        await ready(page, "dialog[open]");
      },
    ],
  ),
  scene("home-alarm", "/?store=officer-alarms&unlocked&line=none", (page) => ready(page, ".alarms")),
  ...["refused", "taken"].map((outcome) =>
    scene(`home-correction-${outcome}`, "/?store=officer-alarms&unlocked&line=live", async (page) => {
      await page.locator(".correction summary").click();
      await page.locator("#correction").fill(outcome === "taken" ? await given(page, "correction") : "a letter");
      await page.locator(".correction button").click();
      await ready(page, outcome === "taken" ? ".alarms [role=status]" : ".correction .error");
      // The round that follows puts the alarms away that the correction explains; one is of another host and stays.
      if (outcome === "taken") await page.locator(".alarms .waiting").nth(1).waitFor({ state: "detached" });
    }),
  ),
  scene("home-no-number", "/?store=officer-no-number&unlocked", (page) => ready(page, ".four")),
  scene("danger-now", officer, async (page) => {
    await walkTo(page, "danger");
    await page.locator("#first-line-danger input[value=now]").check();
    await ready(page, ".phone-book");
  }),
  ...["danger", "person", "signs", "wants", "rights", "consent", "details", "where", "check", "sealed"].map(walk),
  scene("consent-child-no", officer, async (page) => {
    await walkTo(page, "consent");
    await page.locator("#assent input[value=no]").check();
    await page.locator("#guardian input[value=parent]").check();
    await ready(page, ".best-interests");
  }),
  scene("where-for-others", officer, async (page) => {
    await walkTo(page, "check");
    await page.locator("#row-form-person").click();
    await page.locator("#first-line-age input[value=adult]").check();
    await page.locator("#first-line-age-class input[value='18-29']").check();
    await page.locator("#first-line-sex input[value=men]").check();
    await page.locator(".back").click();
    await page.locator("#row-where").click();
    await page.locator("form > button[type=submit]").click();
    await ready(page, ".summary");
  }),
  ...["person", "where", "check", "home"].map((step) =>
    scene(`abroad-${step}`, `/?store=consul&unlocked&line=live`, (page) => walkAbroad(page, step)),
  ),
  scene("path-gap", officer, async (page) => {
    await walkTo(page, "person");
    await page.locator("form > button[type=submit]").click();
    await ready(page, ".summary");
  }),
  scene("path-stop", officer, async (page) => {
    await walkTo(page, "person");
    await page.locator(".stop").click();
    await ready(page, "dialog[open]");
  }),
  scene("hand-over", officer, async (page) => {
    await walkTo(page, "rights");
    await page.locator("form .hero").click();
    await ready(page, ".hand-over ol");
  }),
  scene("settings", officer, async (page) => {
    await page.locator(".bar-button").first().click();
    await ready(page, "#language");
  }),
  scene("settings-council", "/?store=shelter-suspended&unlocked", async (page) => {
    await take(page, ["press", ".bar-button"]);
    await ready(page, "#language");
  }),
  scene("organisation", reader, openOrganisation),
  scene("organisation-archive-choose", `${reader}&archive`, async (page) => {
    await openOrganisation(page);
    await take(
      page,
      ["await", ".archive > .actions .button:nth-child(3)"],
      ["press", ".archive > .actions .button:nth-child(2)"],
    );
    await ready(page, "dialog[open]");
  }),
  scene("organisation-officer", officer, openOrganisation),
  scene("organisation-lost", live, async (page) => {
    await openOrganisation(page);
    await take(page, ["press", "section[aria-labelledby=devices] .card:nth-child(2) .actions button:nth-child(2)"]);
    await ready(page, "dialog[open]");
  }),
  scene("organisation-key-due", live, async (page) => {
    await openOrganisation(page);
    await take(
      page,
      ["press", "section[aria-labelledby=devices] .card:nth-child(2) .actions button:nth-child(2)"],
      ["check", "dialog input[value=stolen]"],
      ["press", "dialog .grave"],
    );
    await ready(page, ".notice.danger");
  }),
  scene("organisation-key-begun", live, async (page) => {
    await openOrganisation(page);
    await take(page, ["press", "section[aria-labelledby=own-key] > button:last-of-type"], ["press", "dialog .primary"]);
    await ready(page, ".words");
  }),
  scene("organisation-invite", reader, async (page) => {
    await openOrganisation(page);
    await take(page, ["press", "section[aria-labelledby=devices] > .actions button"]);
    await ready(page, ".qr");
  }),
  scene("organisation-given", reader, async (page) => {
    await openOrganisation(page);
    await take(
      page,
      ["press", "section[aria-labelledby=devices] > .actions button:nth-child(2)"],
      ["press", "[type=submit]"],
    );
    await ready(page, "form .notice");
  }),
  scene("organisation-service", reader, async (page) => {
    await openOrganisation(page);
    await take(page, ["press", "section[aria-labelledby=services] .card > .button"]);
    await ready(page, "#types");
    await take(page, ["check", "#hours input[value=some]"], ["check", "#days-0-SA"], ["fill", "#opens-0", "20:00"]);
  }),
  scene("organisation-number", reader, async (page) => {
    await openOrganisation(page);
    await take(page, ["press", "section[aria-labelledby=services] .card .actions button"]);
    await ready(page, "dialog[open]");
  }),
  scene("desk-key-export", "/?store=shelter-export&unlocked", (page) => ready(page, ".alarms")),
  scene("desk-resumed", "/?store=shelter-resumed&unlocked", opening("asked")),
  ...(["shelter", "legal"] as const).map((who) =>
    scene(`desk-missed-${who}`, `/?store=${who}-resumed&unlocked`, opening("missed")),
  ),
  scene("desk-archive-old", "/?store=shelter-archive-old&unlocked", (page) => ready(page, ".notice.archive")),
  scene("desk-archive-awaited", "/?store=shelter-awaits-archive&unlocked", (page) => ready(page, ".archive-awaited")),
  ...inTurn(
    "/?store=shelter-recovery&unlocked",
    ["desk-recovery", (page) => ready(page, ".desk")],
    [
      "organisation-recovery",
      async (page) => {
        await openOrganisation(page);
        await ready(page, "#recovery-key");
      },
    ],
    [
      "organisation-deal",
      async (page) => {
        await take(page, ["press", ".recovery-key > .link"], ["press", "input[value=custodians]"]);
        await ready(page, "#deal-who");
      },
    ],
  ),
  ...inTurn(
    "/?store=shelter-recovery-asked&unlocked",
    ["desk-recovery-asked", (page) => ready(page, ".notice.danger .primary")],
    [
      "desk-recovery-veto",
      async (page) => {
        await page.locator(".notice.danger .primary").click();
        await ready(page, "dialog[open]");
      },
    ],
  ),
  scene("desk-share-asked", "/?store=legal-share-asked&unlocked", async (page) => {
    await page.locator(".alarms .stack .plain").first().click();
    await ready(page, "dialog[open]");
  }),
  scene("laptop-alone", "/?store=laptop-alone&unlocked", async (page) => {
    await page.locator("details summary").first().click();
    await ready(page, "details .plain");
  }),
  scene("laptop-asking", "/?store=laptop-asking&unlocked", (page) => ready(page, "#recover-asking")),
  scene("laptop-ready", "/?store=laptop-ready&unlocked", (page) => ready(page, "#recover-files")),
  scene("desk-empty", "/?store=shelter-empty&unlocked", (page) => ready(page, ".empty")),
  scene("desk-case", "/?store=shelter-many&unlocked", async (page) => {
    await page.locator(".pane-inbox .row").first().click();
    await ready(page, ".case-part");
  }),
  scene("desk-accepted", live, async (page) => {
    await openCase(page, "waiting");
    await page.locator(".next-step .stack button").first().click();
    await page.locator("dialog .primary").click();
    await page.locator("dialog").waitFor({ state: "detached" });
  }),
  scene("desk-decline", live, async (page) => {
    await openCase(page, "waiting");
    await page.locator(".next-step .stack button").nth(1).click();
    await page.locator("dialog .grave").click();
    await ready(page, "dialog .error");
  }),
  scene("desk-own", reader, opening("own")),
  scene("desk-asked", reader, opening("asked-declined")),
  scene("desk-danger", reader, async (page) => {
    await openCase(page, "met");
    await page.locator(".say-danger").click();
    await page.locator("dialog .primary").click();
    await ready(page, "dialog .error");
  }),
  ...inTurn(
    reader,
    ["desk-met", opening("met")],
    [
      "desk-close",
      async (page) => {
        await page.locator(".next-step .stack button").first().click();
        await page.locator(".sheet-form input[value=goal-reached]").check();
        await page.locator(".sheet-form [type=submit]").click();
        await ready(page, ".summary");
      },
    ],
  ),
  ...inTurn(
    reader,
    ["desk-closed", opening("closed")],
    [
      "desk-reopen",
      async (page) => {
        await page.locator(".next-step .stack button").first().click();
        await ready(page, "dialog #why");
      },
    ],
  ),
  scene("path-details-gap", officer, async (page) => {
    await walkTo(page, "details");
    await take(page, ["check", "#reach-way input[value=phone]"], ["press", "form > button[type=submit]"]);
    await ready(page, ".summary:focus");
  }),
  scene("desk-new-where", reader, (page) => walkTo(page, "where")),
  ...["own", "check"].map((step) => scene(`desk-new-${step}`, reader, (page) => newOwnTo(page, step))),
  scene("desk-carried", "/?store=shelter-carried&unlocked&line=none", (page) => openCase(page, "carried")),
  scene("desk-granted", reader, opening("granted")),
  scene("desk-narrow", live, async (page) => {
    await openCase(page, "accepted");
    await openPart(page, "referral");
    await page.locator(".narrow").first().press("Enter");
    await page.locator("#narrow-parts input").first().uncheck();
    await ready(page, "dialog[open] .narrow-erases");
  }),
  // Its consent was withdrawn, and nobody has confirmed that yet.
  scene("desk-granted-stopped", live, async (page) => {
    await openCase(page, "granted");
    await openPart(page, "referral");
    await page.locator(".consents li:last-child button").click();
    await page.locator("dialog .grave").click();
    await page.locator("dialog").waitFor({ state: "detached" });
    await openPart(page, "today");
  }),
  scene("desk-erased", reader, opening("erased")),
  ...inTurn(
    reader,
    ["desk-refused", opening("refused")],
    [
      "desk-adopt",
      async (page) => {
        await page.locator(".refused-case button").click();
        await ready(page, "dialog[open] .primary");
      },
    ],
  ),
  scene("desk-adopt-failed", `${reader}&full`, async (page) => {
    await openCase(page, "accepted");
    await openPart(page, "history");
    await page.locator(".story-line.refused button").click();
    await page.locator("dialog .primary").click();
    await ready(page, "dialog .error");
  }),
  scene("desk-confirm", reader, async (page) => {
    await openCase(page, "accepted");
    await openPart(page, "referral");
    await page.locator(".withdrawn button").click();
    await ready(page, "dialog[open] .hold");
  }),
  scene("desk-confirm-own", live, async (page) => {
    await openCase(page, "accepted");
    await openPart(page, "referral");
    await page.locator(".consents li:not(.withdrawn) button").first().click();
    await page.locator("dialog .grave").click();
    await page.locator("dialog").waitFor({ state: "detached" });
    await page.locator(".withdrawn button").first().click();
    await ready(page, "dialog[open] .hold");
  }),
  scene("desk-token", live, async (page) => {
    await openCase(page, "accepted");
    await giveToken(page);
    await page.locator(".for-proceedings .copy-token").click();
    await ready(page, ".for-proceedings [role=status]:not(:empty)");
  }),
  scene("desk-token-yes", reader, async (page) => {
    await openCase(page, "accepted");
    await openPart(page, "referral");
    await page.locator(".for-proceedings summary").click();
    await page.locator(".token-yes").click();
    await page.locator("dialog .primary").click();
    await ready(page, "dialog .error");
  }),
  ...["who", "who-gap", "rights", "share", "yes", "check", "sealed", "not-logged"].map(bring),
  scene("desk-hand-over", reader, async (page) => {
    await bringTo(page, "rights");
    await page.locator("dialog .plain.wide").click();
    await ready(page, ".hand-over ol");
  }),
  scene(
    "leaflet",
    (language) => (language === "en" ? "/public.html" : `/public.${language}.html`),
    (page) => ready(page, "h1"),
  ),
  scene(
    "roles",
    (language) => (language === "en" ? "/demonstration.html" : `/demonstration.${language}.html`),
    (page) => ready(page, "h1"),
  ),
  scene(
    "check",
    (language) => (language === "en" ? "/check.html" : `/check.${language}.html`),
    async (page) => {
      await ready(page, "h1");
      await showFigures(page);
    },
  ),
];

/** The way to a scene that passes others: they are seen on it, not each with a beginning of its own. */
export interface Walk extends Scene {
  /** Names of the scenes on the way. */
  readonly passes: readonly string[];
  readonly walk: (page: Page, seen: (scene: string) => Promise<void>) => Promise<void>;
}

export const walks: readonly Walk[] = [
  walkOver(
    "path-",
    "sealed",
    ["danger", "person", "signs", "wants", "rights", "consent", "details", "where", "check"],
    walkTo,
  ),
  walkOver("abroad-", "home", ["person", "where", "check"], walkAbroad),
  walkOver("desk-new-", "check", ["own"], newOwnTo),
  walkOver("desk-bring-", "sealed", ["who", "rights", "share", "yes", "check"], bringTo),
  walkOver("desk-form-", "journey", Object.keys(yearForms).slice(0, -1), yearTo),
  walkOver("make-", "request", ["invitation", "check", "words", "confirm"], makeTo),
];

/** Scenes that no walk shows. */
export const scenesApart = scenes.filter(
  ({ name }) => !walks.some((walk) => walk.name === name || walk.passes.includes(name)),
);

function walkOver(
  prefix: string,
  end: string,
  steps: readonly string[],
  go: (page: Page, step: string, seen: (step: string) => Promise<void>) => Promise<void>,
): Walk {
  const [scene] = scenes.filter(({ name }) => name === `${prefix}${end}`);
  if (scene === undefined) throw new Error(`no scene ${prefix}${end}`);
  return {
    ...scene,
    passes: steps.map((step) => `${prefix}${step}`),
    walk: (page, seen) => go(page, end, (step) => seen(`${prefix}${step}`)),
  };
}

/** The page about checking as a country's own host shows it: a checkpoint's hash has no place to break. */
async function showFigures(page: Page): Promise<void> {
  await page.evaluate((figures) => {
    for (const [id, words] of Object.entries(figures)) document.getElementById(id)?.replaceChildren(words);
    document.getElementById("log-figures")?.removeAttribute("hidden");
  }, logFigures);
}

const logFigures = {
  "log-size": "172",
  "log-root": "GTiQbGnDBPKcGqbP72unRmk40wy6Me3wW0Vauyl2gQQ=",
  "log-witnesses": "witness-one.example, witness-two.example",
};
