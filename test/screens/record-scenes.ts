// The screens of the country's record and the report, and how a person gets to each.
import type { Page } from "playwright-core";
import { type RegisterName, registerNames, registerOf } from "../../src/core/registers/register-table.ts";
import type { Scene } from "./scenes.ts";

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
  await page.locator("#field-participants input[value=number]").check();
  await page.locator("#field-participants-n").fill("24");
}

/** Makes the report of 2003 from the first page. */
export async function makeReport(page: Page, language: string): Promise<void> {
  await page.locator(".actions .primary").click();
  await ready(page, "#report-year");
  await page.locator("#report-year").fill("2003");
  await page.locator(`#report-language input[value=${language}]`).check();
  await page.locator(".report-form [type=submit]").click();
  await ready(page, ".report section");
}

export const recordScenes: readonly Scene[] = [
  { name: "record", path: keeper("secretariat"), play: (page) => ready(page, ".register-line") },
  { name: "record-empty", path: keeper("secretariat-empty"), play: (page) => ready(page, ".register-line") },
  { name: "record-rapporteur", path: keeper("rapporteur"), play: (page) => ready(page, ".register-line") },
  {
    name: "record-attention",
    path: keeper("secretariat-second"),
    play: async (page) => {
      await page.locator(".attention-row").first().click();
      await ready(page, '[data-page="attention"] h2');
    },
  },
  { name: "record-register", path: keeper("secretariat"), play: (page) => openRegister(page, registerAt.figure) },
  {
    name: "record-register-empty",
    path: keeper("secretariat-one"),
    play: (page) => openRegister(page, registerAt.training),
  },
  {
    name: "record-register-many",
    path: keeper("secretariat-many"),
    play: (page) => openRegister(page, registerAt.training),
  },
  {
    name: "record-register-sealed",
    path: keeper("justice"),
    play: (page) => openRegister(page, registerAt.proceeding),
  },
  {
    name: "record-thing",
    path: keeper("secretariat"),
    play: async (page) => {
      await openRegister(page, registerAt.figure);
      await page.locator("tr", { hasText: "2003-prosecutions" }).first().locator(".thing").click();
      await ready(page, ".statement");
    },
  },
  {
    name: "record-withdraw",
    path: keeper("secretariat"),
    play: async (page) => {
      await openRegister(page, registerAt.law);
      await page.locator(".thing").first().click();
      await page.locator(".statement-acts button").last().click();
      await page.locator("dialog .grave").click();
      await ready(page, "dialog .error");
    },
  },
  {
    name: "record-enter",
    path: keeper("justice"),
    play: async (page) => {
      await openRegister(page, registerAt.proceeding);
      await page.locator(".actions .primary").click();
      await ready(page, "#field-case");
    },
  },
  {
    name: "record-enter-gap",
    path: keeper("secretariat"),
    play: async (page) => {
      await openRegister(page, registerAt.figure);
      await page.locator(".actions .primary").click();
      await page.locator("form [type=submit]").click();
      await ready(page, ".summary");
    },
  },
  {
    name: "record-correct",
    path: keeper("secretariat"),
    play: async (page) => {
      await openRegister(page, registerAt.figure);
      await page.locator("tr", { hasText: "2003-victims" }).locator(".thing").click();
      await page.locator(".statement-acts button").first().click();
      await ready(page, "#field-value");
    },
  },
  {
    name: "record-enter-check",
    path: keeper("secretariat"),
    play: async (page) => {
      await fillTraining(page);
      await page.locator("form [type=submit]").click();
      await ready(page, "dl.card");
    },
  },
  {
    name: "record-entered",
    path: keeper("secretariat", "&line=live"),
    play: async (page) => {
      await fillTraining(page);
      await page.locator("form [type=submit]").click();
      await page.locator("main > .primary").click();
      await ready(page, ".seal-mark");
    },
  },
  {
    name: "record-enter-refused",
    path: keeper("secretariat", "&full"),
    play: async (page) => {
      await fillTraining(page);
      await page.locator("form [type=submit]").click();
      await page.locator("main > .primary").click();
      await ready(page, "[role=alert]");
    },
  },
  {
    name: "record-import-flawed",
    path: keeper("secretariat"),
    play: async (page) => {
      await toImport(page);
      await chooseFile(page, "flawed");
      await ready(page, ".flaws");
    },
  },
  {
    name: "record-import-sound",
    path: keeper("secretariat"),
    play: async (page) => {
      await toImport(page);
      await chooseFile(page, "sound");
      await ready(page, ".card .primary");
    },
  },
  {
    name: "record-import-signing",
    path: keeper("secretariat", "&signing"),
    play: async (page) => {
      await toImport(page);
      await chooseFile(page, "sound");
      await page.locator(".card .primary").click();
      await ready(page, "progress");
    },
  },
  {
    name: "record-sign-off",
    path: keeper("secretariat-second"),
    play: async (page) => {
      await page.locator(".attention-row").first().click();
      await page.locator("button.row").first().click();
      await page.locator("form [type=submit]").click();
      await ready(page, "dialog[open]");
    },
  },
  {
    name: "report-form",
    path: keeper("rapporteur"),
    play: async (page) => {
      await page.locator(".actions .primary").click();
      await ready(page, "#report-year");
    },
  },
  ...(["en", "ru", "tg"] as const).map(
    (language): Scene => ({
      name: `report-${language}`,
      path: keeper("rapporteur"),
      play: (page) => makeReport(page, language),
    }),
  ),
  {
    name: "report-none",
    path: keeper("rapporteur-empty"),
    play: async (page) => {
      await page.locator(".actions .primary").click();
      await page.locator(".report-form [type=submit]").click();
      await ready(page, ".report section");
    },
  },
  {
    name: "report-publish",
    path: keeper("rapporteur"),
    play: async (page) => {
      await makeReport(page, "en");
      await page.locator(".report-use .primary").click();
      await ready(page, "dialog[open]");
    },
  },
  {
    name: "report-check",
    path: keeper("rapporteur"),
    play: async (page) => {
      await page.locator(".actions .plain").first().click();
      await page
        .locator("#report-file")
        .setInputFiles({ name: "example.html", mimeType: "text/html", buffer: Buffer.from("<p>example</p>") });
      await ready(page, ".verdict-card");
    },
  },
];
