// What the command line says to a person is what the screens say, in the language of the environment.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { problemCodes } from "../core/problem.ts";
import { readWords } from "../words/read-words.ts";
import { languageOf } from "./person-words.ts";
import { refusalSentence } from "./refusals.ts";

test("the language is that of PANOH_LANG, else of the system; English where there is none, or none that there are words in", () => {
  assert.equal(languageOf({ PANOH_LANG: "tg", LC_ALL: "ru_RU.UTF-8", LANG: "en_US.UTF-8" }), "tg");
  assert.equal(languageOf({ PANOH_LANG: "", LC_ALL: "", LANG: "ru_RU.UTF-8" }), "ru");
  assert.equal(languageOf({ LC_MESSAGES: "fa_AF@x", LANG: "en_US" }), "fa");
  for (const none of [{}, { LANG: "C" }, { LANG: "C.UTF-8" }, { LANG: "POSIX" }, { PANOH_LANG: "sw" }])
    assert.equal(languageOf(none), "en");
});

test("an alarm and a refusal are the very sentences of the screens, in another language too", async () => {
  const ru = await readWords("ru", ["device"]);
  const program = `
    import { alarmSentences } from ${JSON.stringify(new URL("./person-words.ts", import.meta.url))};
    import { refusalSentence } from ${JSON.stringify(new URL("./refusals.ts", import.meta.url))};
    process.stdout.write(alarmSentences("stale") + "|" + refusalSentence("not-active"));`;
  const printed = execFileSync(process.execPath, ["--input-type=module", "-e", program], {
    encoding: "utf8",
    cwd: fileURLToPath(new URL("../../", import.meta.url)),
    env: { ...process.env, PANOH_LANG: "ru" },
  });
  const alarm = (["what", "safe", "do"] as const).map((part) => ru.message(`alarm.stale.${part}`)).join(" ");
  assert.equal(printed, `${alarm}|${ru.message("failure.not-active")}`);
});

test("whatever the engine refuses has a sentence", () => {
  for (const code of problemCodes.engine) assert.match(refusalSentence(code), / .*\w/, code);
});
