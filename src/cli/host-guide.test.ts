// Every command in the guides for hosts is one that the program takes, and every file that they show is one that the program reads.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { library } from "../core/form/library.ts";
import { draftGaps } from "../core/referral-draft.ts";
import { serviceSchema } from "../core/service.ts";
import { lookCodes } from "../operate/look/look.ts";
import { readCall } from "./command.ts";
import { commands } from "./commands.ts";
import { exitCodes } from "./exit-codes.ts";

const readGuide = (name: string) => readFileSync(new URL(`../../docs/guide/${name}.md`, import.meta.url), "utf8");
const guide = readGuide("host");
const operating = readGuide("operate");
const id = "7e000000-0000-4000-8000-000000000001";

test("the guides for hosts show commands as the program takes them, and leave none of them out", async () => {
  const shown = new Set<string>();
  for (const line of `${guide}\n${operating}`.split("\n").filter((text) => text.startsWith("panoh "))) {
    const words = [...line.slice(6).matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? "");
    const name = [words.slice(0, 2).join(" "), words[0] ?? ""].find((candidate) => commands[candidate] !== undefined);
    if (name === undefined) assert.fail(line);
    shown.add(name);
    const call = readCall((await commands[name]?.load()) ?? assert.fail(), words.slice(name.split(" ").length));
    assert.ok(!call.has("help"), line);
  }
  assert.deepEqual(
    Object.keys(commands).filter((name) => !shown.has(name)),
    ["start"],
    "the demonstration is for others",
  );
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
  record: "record/enter/enter-row.tsx",
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
