// Every command in the guides for hosts is one that the program takes, and every file that they show is one that the program reads.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
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
