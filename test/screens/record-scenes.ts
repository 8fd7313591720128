// The screens of the country's record and the report, and how a person gets to each.
import type { Page } from "playwright-core";
import { type RegisterName, registerNames, registerOf } from "../../src/core/registers/register-table.ts";
import { inTurn, type Scene, scene } from "./scene.ts";

const keeper =
  (store: string, how = "") =>
  () =>
    `/?store=${store}&unlocked${how}`;

async function ready(page: Page, selector: string): Promise<void> {
  await page.locator(selector).first().waitFor();
}

/** Opens a register from the first page, by its place in the list of all registers. */
export async function openRegister(page: Page, n: number): Promise<void> {
  await ready(page, ".register-line");
  await page.locator(".register-line").nth(n).click();
  await ready(page, '[data-page="register"] h1');
}

/** Places of registers in the list: first what is done, then what sources say, then the control of the record. */
export const registerAt = Object.fromEntries(
  registerNames.toSorted((a, b) => groupOf(a) - groupOf(b)).map((name, place) => [name, place]),
) as Readonly<Record<RegisterName, number>>;

function groupOf(name: RegisterName): number {
  return ["says", "control"].indexOf(registerOf(name).about) + 1;
}

const files: Readonly<Record<string, string>> = {
  flawed: `key,source,on,topic,profession,participants\nt-1,own,2003,law,judge,\nt-2,own,2003-13,laws,judge,12\nt-2,own,2003,law,judge,not-reported\nt-3,own,2003,law,judge,4\n`,
  sound: `key,source,on,topic,profession,participants\nt-1,own,2003,law,judge,4\nt-2,missing-source,2003-05,law,judge,not-reported\n`,
};

export async function chooseFile(page: Page, which: "flawed" | "sound"): Promise<void> {
  await page
    .locator("#import-file")
    .setInputFiles({ name: `${which}.csv`, mimeType: "text/csv", buffer: Buffer.from(files[which] ?? "") });
}

async function toImport(page: Page): Promise<void> {
  await openRegister(page, registerAt.training);
  await page.locator(".actions .plain").click();
  await ready(page, "#import-file");
}

/** Fills the form of a training; ends before it is checked. */
export async function fillTraining(page: Page): Promise<void> {
  await openRegister(page, registerAt.training);
  await page.locator(".actions .primary").click();
  await ready(page, "#field-on");
  await page.locator("#field-source").selectOption("own");
  await page.locator("#field-on input").fill("2025");
  await page.locator("#field-topic").selectOption("recognition");
  await page.locator("#field-profession").selectOption("border-guard");
  await page.locator("#field-participants").fill("24");
}

/** Makes the report of 2003 from the first page. */
export async function makeReport(page: Page, language: string): Promise<void> {
  await page.locator(".report-open").click();
  await fillReport(page, language);
}

async function fillReport(page: Page, language: string): Promise<void> {
  await ready(page, "#report-year");
  await page.locator("#report-year").fill("2003");
  await page.locator(`#report-language input[value=${language}]`).check();
  await page.locator(".report-form [type=submit]").click();
  await ready(page, ".report section");
}

/** The writer's desk of the report of 2003, from the first page. */
async function openEdition(page: Page): Promise<void> {
  await page.locator(".edition-open").click();
  await ready(page, "#edition-year");
  await page.locator("#edition-year").fill("2003");
  await ready(page, ".edition-section");
}

export const recordScenes: readonly Scene[] = [
  ...inTurn(
    keeper("secretariat"),
    ["record", (page) => ready(page, ".register-line")],
    ["record-register", (page) => openRegister(page, registerAt.figure)],
    [
      "record-thing",
      async (page) => {
        await page.locator("tr", { hasText: "2003-prosecutions" }).first().locator(".thing").click();
        await ready(page, ".statement");
      },
    ],
  ),
  ...inTurn(
    keeper("secretariat"),
    [
      "record-edition",
      async (page) => {
        await openEdition(page);
        await page.locator(".proposals-head").first().click();
      },
    ],
    [
      "record-edition-editing",
      async (page) => {
        const acts = page.locator(".edition-acts").first();
        // In a language that has no draft yet the first edition stands beside, to begin from.
        const begin = (await acts.count()) > 0 ? acts : page.locator(".first-paragraph").first();
        await begin.locator("button").first().click();
        await ready(page, "#edition-text");
        await page.locator("#edition-find").fill("2003");
      },
    ],
  ),
  ...["office-cases", "office-cases-released"].flatMap((store) =>
    ["cases", "tallies"].map((what) =>
      scene(`record-${store.replace("cases", what)}`, keeper(store), async (page) => {
        await page.locator(`.${what}-open`).click();
        await ready(page, ".count-lines");
        for (const parts of await page.locator(".proposals-head").all()) await parts.click();
      }),
    ),
  ),
  scene("record-empty", keeper("secretariat-empty"), (page) => ready(page, ".register-line")),
  scene("record-rapporteur", keeper("rapporteur"), (page) => ready(page, ".register-line")),
  scene("record-attention", keeper("secretariat-second"), async (page) => {
    await page.locator(".attention-row").first().click();
    await ready(page, ".attention details[open] .row");
  }),
  scene("record-register-empty", keeper("secretariat-one"), (page) => openRegister(page, registerAt.training)),
  scene("record-register-many", keeper("secretariat-many"), (page) => openRegister(page, registerAt.training)),
  scene("record-register-sealed", keeper("justice"), (page) => openRegister(page, registerAt.proceeding)),
  scene("record-withdraw", keeper("secretariat"), async (page) => {
    await openRegister(page, registerAt.law);
    await page.locator(".thing").first().click();
    await page.locator(".statement-acts button").last().click();
    await page.locator("dialog .grave").click();
    await ready(page, "dialog .error");
  }),
  scene("record-enter", keeper("justice"), async (page) => {
    await openRegister(page, registerAt.proceeding);
    await page.locator(".actions .primary").click();
    await ready(page, "#field-case");
  }),
  scene("record-enter-gap", keeper("secretariat"), async (page) => {
    await openRegister(page, registerAt.figure);
    await page.locator(".actions .primary").click();
    await page.locator("form [type=submit]").click();
    await ready(page, ".summary");
  }),
  scene("record-correct", keeper("secretariat"), async (page) => {
    await openRegister(page, registerAt.figure);
    await page.locator("tr", { hasText: "2003-victims" }).locator(".thing").click();
    await page.locator(".statement-acts button").first().click();
    await ready(page, "#field-value");
  }),
  scene("record-enter-check", keeper("secretariat"), async (page) => {
    await fillTraining(page);
    // Most likely a slip (RC17).
    await page.locator("#field-on input").fill("1893");
    await page.locator("form [type=submit]").click();
    await ready(page, ".card .facts");
  }),
  scene("record-entered", keeper("secretariat", "&line=live"), async (page) => {
    await fillTraining(page);
    await page.locator("form [type=submit]").click();
    await page.locator("main > .primary").click();
    await ready(page, ".seal-mark");
  }),
  scene("record-enter-refused", keeper("secretariat", "&full"), async (page) => {
    await fillTraining(page);
    await page.locator("form [type=submit]").click();
    await page.locator("main > .primary").click();
    // That this device is full is an alarm too, which may stand there before the refusal.
    await ready(page, "p[role=alert]");
  }),
  scene("record-import-flawed", keeper("secretariat"), async (page) => {
    await toImport(page);
    await chooseFile(page, "flawed");
    await ready(page, ".flaws");
  }),
  scene("record-import-sound", keeper("secretariat"), async (page) => {
    await toImport(page);
    await chooseFile(page, "sound");
    await ready(page, ".card .primary");
  }),
  scene("record-import-signing", keeper("secretariat", "&signing"), async (page) => {
    await toImport(page);
    await chooseFile(page, "sound");
    await page.locator(".card .primary").click();
    await ready(page, "progress");
  }),
  scene("record-sign-off", keeper("secretariat-second"), async (page) => {
    await page.locator(".attention-row").first().click();
    await page.locator("button.row").first().click();
    await page.locator("main p > .primary").click();
    await ready(page, "dialog[open]");
  }),
  ...inTurn(
    keeper("rapporteur"),
    [
      "report-form",
      async (page) => {
        await page.locator(".report-open").click();
        await ready(page, "#report-year");
      },
    ],
    ["report-en", (page) => fillReport(page, "en")],
  ),
  ...(["ru", "tg"] as const).map((language) =>
    scene(`report-${language}`, keeper("rapporteur"), (page) => makeReport(page, language)),
  ),
  scene("report-none", keeper("rapporteur-empty"), async (page) => {
    await page.locator(".report-open").click();
    await page.locator(".report-form [type=submit]").click();
    await ready(page, ".report section");
  }),
  scene("report-check", keeper("rapporteur"), async (page) => {
    await page.locator(".check-report-open").click();
    await page
      .locator("#report-file")
      .setInputFiles({ name: "example.html", mimeType: "text/html", buffer: Buffer.from("<p>example</p>") });
    await ready(page, ".verdict-card");
  }),
];
