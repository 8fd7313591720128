// The screens to look at, and how a person gets to each. Steps go by roles and ids, so that they hold in every language.
import type { Page } from "playwright-core";

export interface Scene {
  readonly name: string;
  readonly path: (language: string) => string;
  readonly play: (page: Page) => Promise<void>;
}

const nothing = async () => undefined;

/** Opens the pages of a referral one after the other and fills them; ends on the named one. Each is seen as it is left. */
export async function walkTo(page: Page, step: string, seen: (step: string) => Promise<void> = nothing): Promise<void> {
  const next = async (from: string) => {
    await seen(from);
    await page.locator("form > button[type=submit]").click();
  };
  await page.locator("button.hero").click();
  await page.locator("#danger").waitFor();
  if (step === "danger") return;
  await page.locator("#danger input[value=unclear]").check();
  await next("danger");
  await page.locator("#age").waitFor();
  if (step === "person") return;
  await page.locator("#age input[value=in-doubt]").check();
  await page.locator("#person-language").selectOption("uz");
  await page.locator("#region").selectOption("TJ-KT");
  await page.locator("#district").selectOption("TJ-KT-05");
  await next("person");
  await page.locator("#decision").waitFor();
  await page.locator("input[value=documents-held-by-other]").check();
  await page.locator("input[value=wages-withheld]").check();
  if (step === "signs") return;
  await page.locator("#decision input[value=presumed]").check();
  await next("signs");
  await page.locator("#wants").waitFor();
  await page.locator("input[value=shelter-emergency]").check();
  await page.locator("input[value=legal-advice]").check();
  await page.locator("input[value=medical]").check();
  if (step === "wants") return;
  await next("wants");
  await page.locator("form .hero").waitFor();
  if (step === "rights") return;
  await next("rights");
  await page.locator("#basis").waitFor();
  await page.locator("#basis input[value=consent]").check();
  await page.locator("#manner input[value=spoken]").check();
  await page.locator("#interpreter input[value=by-phone]").check();
  for (const part of ["identity", "contact", "narrative"])
    await page.locator(`#compartments input[value=${part}]`).check();
  if (step === "consent") return;
  await next("consent");
  await page.locator("#name").fill("Ms Teapot");
  await page.locator("#name-is input[value=pseudonym]").check();
  await page.locator("#gender input[value=Feminine]").check();
  await page.locator("#how input[value=waits-here]").check();
  await page.locator("#safe").fill("Ask for the officer on duty.");
  if (step === "details") return;
  await next("details");
  await page.locator("#where").waitFor();
  await page.locator("#where .card button").first().click();
  await page.locator("#where .card:not(.chosen) button").first().click();
  if (step === "where") return;
  await next("where");
  await page.locator(".check").waitFor();
}

const ready = async (page: Page, selector: string) => {
  await page.locator(selector).first().waitFor();
};

const officer = "/?as=officer&unlocked";
const walk = (step: string): Scene => ({
  name: `path-${step}`,
  path: () => officer,
  play: (page) => walkTo(page, step),
});

export const scenes: readonly Scene[] = [
  { name: "unlock", path: () => "/?as=officer", play: (page) => ready(page, "#passphrase") },
  {
    name: "unlock-wrong",
    path: () => "/?as=officer",
    play: async (page) => {
      await page.locator("#passphrase").fill("no such words");
      await page.locator("button[type=submit]").click();
      await ready(page, ".error");
    },
  },
  { name: "set-up", path: () => "/?as=nobody", play: (page) => ready(page, "#vault") },
  { name: "home", path: () => officer, play: (page) => ready(page, ".four") },
  { name: "home-empty", path: () => `${officer}&scene=empty`, play: (page) => ready(page, ".empty") },
  { name: "home-alarm", path: () => `${officer}&scene=alarm&scene=offline`, play: (page) => ready(page, ".alarms") },
  ...["danger", "person", "signs", "wants", "rights", "consent", "details", "where", "check"].map(walk),
  {
    name: "path-gap",
    path: () => officer,
    play: async (page) => {
      await walkTo(page, "person");
      await page.locator("form > button[type=submit]").click();
      await ready(page, ".summary");
    },
  },
  {
    name: "path-stop",
    path: () => officer,
    play: async (page) => {
      await walkTo(page, "person");
      await page.locator(".stop").click();
      await ready(page, "dialog[open]");
    },
  },
  {
    name: "hand-over",
    path: () => officer,
    play: async (page) => {
      await walkTo(page, "rights");
      await page.locator("form .hero").click();
      await ready(page, ".hand-over ol");
    },
  },
  {
    name: "sealed",
    path: () => `${officer}&scene=offline`,
    play: async (page) => {
      await walkTo(page, "check");
      await page.locator("form .hero").click();
      await ready(page, ".seal-mark");
    },
  },
  {
    name: "settings",
    path: () => officer,
    play: async (page) => {
      await page.locator(".bar-button").first().click();
      await ready(page, "#language");
    },
  },
  { name: "desk", path: () => "/?as=reader&unlocked", play: (page) => ready(page, ".pane-inbox .row") },
  { name: "desk-empty", path: () => "/?as=reader&unlocked&scene=empty", play: (page) => ready(page, ".empty") },
  {
    name: "desk-case",
    path: () => "/?as=reader&unlocked&scene=many",
    play: async (page) => {
      await page.locator(".pane-inbox .row").first().click();
      await ready(page, ".story");
    },
  },
  {
    name: "desk-accepted",
    path: () => "/?as=reader&unlocked",
    play: async (page) => {
      await page.locator(".pane-inbox .row").first().click();
      await page.locator(".next-step .stack button").first().click();
      await page.locator("dialog .primary").click();
      await page.locator("dialog").waitFor({ state: "detached" });
    },
  },
  {
    name: "desk-decline",
    path: () => "/?as=reader&unlocked",
    play: async (page) => {
      await page.locator(".pane-inbox .row").first().click();
      await page.locator(".next-step .stack button").nth(1).click();
      await page.locator("dialog .grave").click();
      await ready(page, "dialog .error");
    },
  },
  {
    name: "leaflet",
    path: (language) => (language === "en" ? "/public.html" : `/public.${language}.html`),
    play: (page) => ready(page, "h1"),
  },
];
