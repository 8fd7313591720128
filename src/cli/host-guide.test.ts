// Every command in the guides is one that the program takes, and every file that those for hosts show is one that the program reads.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { library } from "../core/form/library.ts";
import { draftGaps } from "../core/referral-draft.ts";
import { serviceSchema } from "../core/service.ts";
import { lookCodes } from "../operate/look/look.ts";
import { commonOptions, readCall } from "./command.ts";
import { commands } from "./commands.ts";
import { exitCodes } from "./exit-codes.ts";

const guides = new URL("../../docs/guide/", import.meta.url);
const readGuide = (name: string) => readFileSync(new URL(`${name}.md`, guides), "utf8");
const guide = readGuide("host");
const operating = readGuide("operate");
const id = "7e000000-0000-4000-8000-000000000001";

/** The command that these words begin with; null when there is none. */
function nameIn(words: readonly string[]): string | null {
  return [words.slice(0, 2).join(" "), words[0] ?? ""].find((candidate) => commands[candidate] !== undefined) ?? null;
}

test("the guides for hosts show commands as the program takes them, and leave none of them out", async () => {
  const shown = new Set<string>();
  for (const name of readdirSync(guides).map((file) => file.replace(".md", ""))) {
    for (const [line, called = ""] of readGuide(name).matchAll(/^(?:runuser -u \S+ -- )?panoh ([^-].*)$/gm)) {
      const words = [...called.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? "");
      const command = nameIn(words) ?? assert.fail(`${name}.md: ${line}`);
      if (name === "host" || name === "operate") shown.add(command);
      const loaded = (await commands[command]?.load()) ?? assert.fail();
      const call = readCall(loaded, words.slice(command.split(" ").length));
      assert.ok(!call.has("help"), line);
    }
  }
  assert.deepEqual(
    Object.keys(commands).filter((name) => !shown.has(name)),
    ["start"],
    "the demonstration is for others",
  );
});

test("a command that a guide names in a sentence is there, with each option that stands beside it", async () => {
  for (const file of readdirSync(guides)) {
    for (const [line, called = ""] of readFileSync(new URL(file, guides), "utf8").matchAll(/`panoh ([^-`][^`]*)`/g)) {
      const words = called.split(" ");
      const command = nameIn(words);
      const group = Object.keys(commands).filter((name) => name.startsWith(`${words[0]} `));
      if (command === null) {
        // The first word of several.
        assert.ok(group.length > 0 && words.length === 1, `${file}: ${line}`);
        continue;
      }
      const options = { ...(await commands[command]?.load())?.options, ...commonOptions };
      for (const [, option = ""] of called.matchAll(/--([a-z0-9-]+)/g))
        assert.ok(option in options, `${file}: ${line}`);
    }
  }
});

/** Where the screens do what a command does, by its name or its first word. */
const screenOf: Readonly<Record<string, string>> = {
  enrol: "organisation/given-page.tsx",
  "enrol request": "screens/make-device.tsx",
  revoke: "organisation/devices.tsx",
  epoch: "organisation/own-key.tsx",
  archive: "desk/archive-notice.tsx",
  recovery: "components/recovery-action.tsx",
  "recovery deal": "organisation/deal-page.tsx",
  "recovery request": "screens/recover-device.tsx",
  "recovery restore": "screens/recover-device.tsx",
  service: "organisation/service-page.tsx",
  refer: "officer/check-step.tsx",
  carry: "desk/take-carried.tsx",
  "carry save": "officer/sent-item.tsx",
  sent: "officer/home.tsx",
  inbox: "desk/inbox-pane.tsx",
  case: "desk/case-pane.tsx",
  file: "desk/own-file.tsx",
  letter: "desk/letter-button.tsx",
  answer: "desk/answer-dialog.tsx",
  danger: "desk/danger-now.tsx",
  tasks: "desk/task-pane.tsx",
  token: "desk/token-yes.tsx",
  "status-step": "desk/status-step.tsx",
  link: "desk/linked-cases.tsx",
  grant: "desk/bring-in.tsx",
  ask: "desk/refer-on.tsx",
  recall: "desk/service-rows.tsx",
  give: "desk/service-rows.tsx",
  lead: "desk/service-rows.tsx",
  adopt: "desk/adopt.tsx",
  consent: "desk/narrow.tsx",
  withdraw: "desk/withdraw.tsx",
  sheet: "desk/sheet-page.tsx",
  numbers: "numbers/numbers-page.tsx",
  "numbers cases": "numbers/give-cases.tsx",
  record: "record/enter/enter-row.tsx",
  "count make": "numbers/year-count-page.tsx",
  "count sign": "numbers/year-count-page.tsx",
  "count release": "record/cases/cases-page.tsx",
  "count check": "record/cases/cases-page.tsx",
  tally: "record/cases/tallies-page.tsx",
  edition: "record/edition/edition-page.tsx",
  report: "record/reports/report-page.tsx",
  "verify-report": "record/reports/check-report-page.tsx",
  status: "screens/settings.tsx",
};

test("each command has a screen, or the guide for hosts says why it has none", () => {
  const [, section = ""] = /^## What is only a command, and why$(.*?)^## /ms.exec(guide) ?? [];
  const rows = [...section.matchAll(/^\| (`.+?) \| .{20,} \|$/gm)].map(([, named = ""]) => named);
  const names = rows.flatMap((row) => [...row.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name));
  const alone = new Set(names.filter((name) => !name.includes("--")));
  const screen = (name: string) => screenOf[name] ?? screenOf[name.split(" ")[0] ?? ""];
  for (const name of Object.keys(commands)) assert.ok(alone.has(name) || screen(name) !== undefined, name);
  for (const name of alone) assert.ok(commands[name] !== undefined && screenOf[name] === undefined, name);
  for (const path of Object.values(screenOf)) assert.ok(existsSync(new URL(`../web/${path}`, import.meta.url)), path);
});

test("the service and the draft in the guide for hosts are whole", () => {
  const [service, draft] = [...guide.matchAll(/```json\n([^`]+)```/g)].map(([, text]) => JSON.parse(text ?? ""));
  assert.ok(serviceSchema({ id, organization_id: id, ...service }));
  assert.deepEqual(draftGaps(draft, { forms: library, day: "2031-01-01" }), []);
});

test("[EN9] the guide for hosts has the table of exit codes that the program prints", () => {
  const rows = [...guide.matchAll(/^\| (\d) \| (.+) \|$/gm)].map(([, code, meaning]) => [Number(code), meaning]);
  assert.deepEqual(rows, [...exitCodes]);
});

test("the guide for operating says what to do about each code of the monitor, and names sections that are there", () => {
  const [, outside = ""] = /^## From outside(.*?)^## /ms.exec(operating) ?? [];
  const rows = [...outside.matchAll(/^\| (`[a-z-]+`(?:, `[a-z-]+`)*) \| (alarm|warning) \|/gm)].flatMap(
    ([, codes = "", kind]) => [...codes.matchAll(/`([a-z-]+)`/g)].map(([, code]) => [code, kind]),
  );
  assert.deepEqual(Object.fromEntries(rows), lookCodes);
  const titles = [...`${guide}\n${operating}`.matchAll(/^#+ (.+)$/gm)].map(([, title]) => title);
  for (const [, section = ""] of operating.matchAll(/\*([A-Z][^*]+)\*(?=,| in `host\.md`)/g))
    assert.ok(
      titles.some((title) => title?.startsWith(section)),
      section,
    );
});
