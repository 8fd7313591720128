// The short lessons in a real browser, as an officer does them, on a real device over a store in memory.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Page } from "playwright-core";
import { type Lesson, lessons } from "../../src/core/lessons.ts";
import { lessonWords } from "../../src/web/lessons/lesson-words.ts";
import { questions } from "../../src/web/lessons/questions.ts";
import { type LanguageTag, languageTags } from "../../src/words/languages.ts";
import { readWords } from "../../src/words/read-words.ts";
import type { Words } from "../../src/words/words.ts";
import { keyTo, pressKey } from "./by-keyboard.ts";
import { answer, openLesson, openLessons, wrongOf } from "./lesson-scenes.ts";
import { asked, type Look, type Opened, Screens, sideways, skip, speak, unlock } from "./open-screens.ts";

const english = await readWords("en", ["lessons"]);

describe("short lessons", { skip }, () => {
  const screens = new Screens();

  async function open(which = "", look: Look = {}): Promise<Opened> {
    const opened = await screens.open(`/?store=officer${which}&unlocked`, look);
    await opened.page.locator(".hero").waitFor();
    return opened;
  }

  const finished = (page: Page) => asked(page, "finish");
  const whole = lessons.map((lesson) => ["finish", lesson]);

  test("an officer does all six with the keyboard alone, each is finished once, and the end says what became of it", async () => {
    const { page, faults } = await open("-empty");
    await pressKey(page, ".lessons-row");
    await pressKey(page, ".lesson-row");
    for (const [n, lesson] of lessons.entries()) {
      await page.locator("h1", { hasText: english.message(`lesson.${lesson}.title`) }).waitFor();
      assert.match(await page.locator(".progress").innerText(), new RegExp(`Lesson ${n + 1} of 6`));
      await choose(page, lesson, questions[lesson].right);
      await pressKey(page, "form [type=submit]");
      await page.locator("form .notice:focus").waitFor();
      assert.deepEqual(await finished(page), whole.slice(0, n), "an answer alone finishes nothing");
      await pressKey(page, "main > .primary");
    }
    await page.locator(".card.chosen").waitFor();
    const said = await page.locator(".card.chosen").innerText();
    assert.match(said, /All six are done/);
    assert.match(said, /Done on 5 March 2026\. They are due again on 5 March 2027\./);
    assert.equal(await page.locator(".lesson-row .mark-word").count(), 6);
    assert.deepEqual(await finished(page), whole);
    await pressKey(page, ".back");
    await page.locator(".hero").waitFor();
    assert.match(await page.locator(".lessons-row").innerText(), /Done on 5 March 2026/);
    assert.deepEqual(faults, []);
    await screens.leave(page);
  });

  test("a wrong answer is told why and chosen anew, and finishes nothing; each option tells its own reason", async () => {
    const { page } = await open();
    await openLessons(page);
    for (const lesson of lessons) {
      await page.locator(".lesson-row").nth(lessons.indexOf(lesson)).click();
      await page.locator("#answer").waitFor();
      const { options } = lessonWords(english, lesson);
      for (const option of questions[lesson].options.filter((each) => each !== questions[lesson].right)) {
        await answer(page, option);
        const said = await page.locator("form [role=status]").innerText();
        assert.ok(said.startsWith("Not this one."), said);
        assert.ok(said.includes(options[option]?.why ?? "?"), said);
        assert.equal(await page.locator("main > .primary").count(), 0, "no way on");
        assert.equal(await page.locator("form [type=submit]").count(), 1);
      }
      await page.locator(`#answer-${questions[lesson].right}`).check();
      assert.equal(await page.locator("form [role=status]").innerText(), "", "what was said of another answer is gone");
      await page.locator("form [type=submit]").click();
      assert.match(await page.locator("form [role=status]").innerText(), /^Right\./);
      assert.deepEqual(
        await finished(page),
        whole.slice(0, lessons.indexOf(lesson)),
        "the answer alone finishes nothing",
      );
      await page.locator(".back").click();
      await page.locator(".lesson-row").first().waitFor();
    }
    await screens.leave(page);
  });

  test("after the right answer another may be looked at; the way on is there only while the right one is checked", async () => {
    const { page } = await open();
    await openLesson(page, "who");
    await answer(page, questions.who.right);
    await page.locator(`#answer-${wrongOf("who")}`).check();
    assert.equal(await page.locator("main > .primary").count(), 0);
    await page.locator("form [type=submit]").click();
    assert.match(await page.locator("form [role=status]").innerText(), /^Not this one\./);
    assert.deepEqual(await finished(page), []);
    await screens.leave(page);
  });

  test("who presses the same key again after the right answer, or the way on twice, skips nothing and finishes once", async () => {
    const { page } = await open();
    await openLesson(page, "who");
    await page.locator(`#answer-${questions.who.right}`).check();
    await page.locator("form [type=submit]").focus();
    await page.keyboard.press("Enter");
    await page.locator("form .notice:focus").waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.press(" ");
    assert.deepEqual(await finished(page), []);
    await page.locator("main > .primary").evaluate((button: HTMLElement) => {
      button.click();
      button.click();
    });
    await page.locator("h1", { hasText: english.message("lesson.signs.title") }).waitFor();
    assert.deepEqual(await finished(page), [["finish", "who"]]);
    await screens.leave(page);
  });

  test("without an answer nothing is checked: the question says so and has the focus", async () => {
    const { page } = await open();
    await openLesson(page, "rights");
    await page.locator("form [type=submit]").click();
    assert.equal(await page.locator("#answer .error").innerText(), "Choose one of the answers.");
    assert.equal(await page.locator("#answer").getAttribute("aria-describedby"), "answer-error");
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("type")), "radio");
    assert.equal(await page.locator("form [role=status] .notice").count(), 0);
    await screens.leave(page);
  });

  test("a lesson that could not be kept says why, stays, and can be tried again", async () => {
    const { page } = await open("&full");
    await openLesson(page, "who");
    await answer(page, questions.who.right);
    await page.locator("main > .primary").click();
    assert.match(await page.locator("[role=alert]").innerText(), /no room left on this device.* Nothing was changed/);
    assert.equal(await page.locator("h1").innerText(), english.message("lesson.who.title"));
    await page.locator("main > .primary").click();
    await page.locator("[role=alert]").waitFor();
    assert.deepEqual(await finished(page), [whole[0], whole[0]]);
    await screens.leave(page);
  });

  test("what is done already is read again without being told again, and one that was left out comes before the end", async () => {
    const { page } = await open("-lessons-done");
    await openLesson(page, "talk");
    await answer(page, questions.talk.right);
    await page.locator("main > .primary").click();
    await page.locator("h1", { hasText: english.message("lesson.rights.title") }).waitFor();
    assert.deepEqual(await finished(page), []);
    await screens.leave(page);
    const half = await open("-half");
    for (const lesson of ["hand-over", "rights", "consent"] as const) {
      if (lesson === "hand-over") await openLesson(half.page, lesson);
      await half.page.locator("h1", { hasText: english.message(`lesson.${lesson}.title`) }).waitFor();
      await answer(half.page, questions[lesson].right);
      await half.page.locator("main > .primary").click();
    }
    await half.page.locator(".card.chosen").waitFor();
    assert.deepEqual(
      await finished(half.page),
      (["hand-over", "rights", "consent"] as const).map((lesson) => ["finish", lesson]),
    );
    await screens.leave(half.page);
  });

  test("back leads from any lesson to the list and from there home, and loses nothing: neither what is done nor a right answer", async () => {
    const { page } = await open("-empty");
    await openLesson(page, "who");
    await answer(page, questions.who.right);
    await page.locator("main > .primary").click();
    await page.locator("h1", { hasText: english.message("lesson.signs.title") }).waitFor();
    await page.goBack();
    await page.locator(".lesson-row").first().waitFor();
    assert.equal(await page.locator(".lesson-row .mark-word").count(), 1);
    for (const [n, lesson] of (["signs", "talk"] as const).entries()) {
      await page.locator(".lesson-row").nth(lessons.indexOf(lesson)).click();
      await answer(page, questions[lesson].right);
      if (n === 0) await page.locator(".back").click();
      else await page.goBack();
      await page
        .locator(".lesson-row .mark-word")
        .nth(n + 1)
        .waitFor();
    }
    await page.locator(".lesson-row").nth(lessons.indexOf("rights")).click();
    await answer(page, wrongOf("rights"));
    await page.locator(".back").click();
    await page.locator(".lesson-row").first().waitFor();
    assert.deepEqual(await finished(page), whole.slice(0, 3), "after a wrong answer nothing is done");
    await page.locator(".back").click();
    await page.locator(".hero").waitFor();
    assert.match(await page.locator(".lessons-row").innerText(), /3 of 6 done/);
    await screens.leave(page);
  });

  test("a lock leaves the lesson, and whoever unlocks finds the start and no way back to it", async () => {
    const { page } = await open();
    await openLesson(page, "who");
    await page.locator(".bar-button").last().click();
    await page.locator("#passphrase").waitFor();
    assert.equal(await page.locator("#answer, .lesson-row, .lessons-row").count(), 0);
    await unlock(page);
    await page.locator(".hero").waitFor();
    await page.goBack();
    assert.equal(await page.locator("#answer, .lesson-row").count(), 0);
    await screens.leave(page);
  });

  test("the start says how far it is in one row, after the big button and never as an alarm; nothing waits for it", async () => {
    const rows: Readonly<Record<string, RegExp>> = {
      "": /Short lessons\s+Six, about ten minutes$/,
      "-half": /Short lessons\s+3 of 6 done$/,
      "-lessons-old": /Short lessons\s+Last done on 29 January 2025\. Please do them again\.$/,
      "-lessons-done": /Short lessons\s+Done on 3 February 2026$/,
    };
    for (const [which, said] of Object.entries(rows)) {
      const { page } = await open(which);
      const row = page.locator(".lessons-row");
      await row.waitFor();
      assert.match(await row.innerText(), said);
      assert.equal(await page.locator("main button").first().innerText(), "New referral");
      assert.equal(await page.locator(".hero").isEnabled(), true);
      assert.equal(await page.locator(".alarms, main [role=alert]").count(), 0);
      const isLast = await row.evaluate((each) => each.parentElement?.lastElementChild === each);
      assert.equal(isLast, which === "-lessons-done", "once done it stands behind what is on its way");
      await screens.leave(page);
    }
  });

  test("the list says that only this device stores what is done, names nobody, and that a referral waits for no lesson", async () => {
    for (const which of ["", "-lessons-done"]) {
      const { page } = await open(which);
      await openLessons(page);
      const said = await page.locator("main").innerText();
      assert.match(said, /Only this device stores which lessons are done\. .* sends nothing of this to anybody/);
      assert.doesNotMatch(said, /Institute|reviewer/);
      if (which === "") assert.match(said, /You can make referrals at any time, with or without the lessons/);
      await screens.leave(page);
    }
  });

  test("a lesson fits 320 px in every language, has one heading and one question with a name, and Persian runs from the right", async () => {
    const texts = await Promise.all(
      languageTags.map(async (language) => ({ language, text: await readWords(language, ["lessons"]) })),
    );
    const { page, faults } = await open("", { width: 320, height: 640 });
    await openLessons(page);
    const inEach = async (check: (language: LanguageTag, text: Words) => Promise<void>) => {
      for (const { language, text } of texts) {
        await speak(page, language);
        assert.equal(await sideways(page), 0, language);
        await check(language, text);
      }
    };
    await inEach(async () => undefined);
    for (const lesson of lessons) {
      await page.locator(".lesson-row").nth(lessons.indexOf(lesson)).click();
      await answer(page, wrongOf(lesson));
      await inEach(async (language, text) => {
        const { title, question } = lessonWords(text, lesson);
        assert.deepEqual(await page.locator("h1").allInnerTexts(), [title]);
        assert.equal(await page.getByRole("group", { name: question }).getByRole("radio").count(), 3);
        const points = page.locator(".lesson-points");
        if ((await points.count()) === 0) return;
        const padded = await points
          .first()
          .evaluate((list) => getComputedStyle(list)[document.dir === "rtl" ? "paddingRight" : "paddingLeft"]);
        assert.ok(Number.parseFloat(padded) > 10, `${language} ${lesson}`);
      });
      await page.goBack();
      await page.locator(".lesson-row").first().waitFor();
    }
    assert.deepEqual(faults, []);
    await screens.leave(page);
  });

  test("the words of the lessons come when they are opened, and not with the first screen", async () => {
    const { page } = await screens.blank();
    const scripts: string[] = [];
    page.on("response", (response) => scripts.push(new URL(response.url()).pathname));
    await page.goto(`${screens.url}/?store=officer&unlocked`, { waitUntil: "networkidle" });
    await page.locator(".lessons-row").waitFor();
    // Their screens and one language; what counts who did them is the engine's.
    const ofLessons = () => scripts.filter((path) => /\/lesson(-screens|s)-/.test(path)).length;
    assert.equal(ofLessons(), 0);
    await openLessons(page);
    assert.ok(ofLessons() >= 2, scripts.join(" "));
    await page.close();
  });
});

async function choose(page: Page, lesson: Lesson, option: string): Promise<void> {
  // The first is reached by Tab, the others by the arrows.
  await keyTo(page, "#answer input");
  await page.keyboard.press(" ");
  const options: readonly string[] = questions[lesson].options;
  for (let n = 0; n < options.indexOf(option); n++) await page.keyboard.press("ArrowDown");
  assert.equal(await page.locator(`#answer-${option}`).isChecked(), true);
}
