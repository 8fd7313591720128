// The screens of the short lessons, and how a person gets to each.
import type { Page } from "playwright-core";
import { type Lesson, lessons } from "../../src/core/lessons.ts";
import { questions } from "../../src/web/lessons/questions.ts";
import { inTurn, type Scene, scene } from "./scene.ts";

/** A device of an officer, by how far it is with the lessons. */
const officer =
  (which: "" | "-empty" | "-half" | "-lessons-old" | "-lessons-done" = "", how = "") =>
  () =>
    `/?store=officer${which}&unlocked${how}`;

/** Opens the list of lessons from the officer's start. */
export async function openLessons(page: Page): Promise<void> {
  await page.locator(".lessons-row").click();
  await page.locator(".lesson-row").first().waitFor();
}

export async function openLesson(page: Page, lesson: Lesson): Promise<void> {
  await openLessons(page);
  await page.locator(".lesson-row").nth(lessons.indexOf(lesson)).click();
  await page.locator("#answer").waitFor();
}

/** An option that is not right. */
export function wrongOf(lesson: Lesson): string {
  const { options, right } = questions[lesson];
  return options.find((option) => option !== right) ?? "";
}

export async function answer(page: Page, option: string): Promise<void> {
  await page.locator(`#answer-${option}`).check();
  await page.locator("form [type=submit]").click();
  await page.locator("form [role=status] .notice").waitFor();
}

export const lessonScenes: readonly Scene[] = [
  scene("home-lessons-new", officer("-empty"), (page) => page.locator(".lessons-row").waitFor()),
  scene("lessons-new", officer(), openLessons),
  ...(["half", "old", "done"] as const).flatMap((which) =>
    inTurn(
      officer(which === "half" ? "-half" : `-lessons-${which}`),
      [`home-lessons-${which}`, (page) => page.locator(".lessons-row").waitFor()],
      [`lessons-${which}`, openLessons],
    ),
  ),
  ...lessons.flatMap((lesson) =>
    inTurn(
      officer(),
      [`lesson-${lesson}`, (page) => openLesson(page, lesson)],
      [`lesson-${lesson}-right`, (page) => answer(page, questions[lesson].right)],
    ),
  ),
  scene("lesson-talk-wrong", officer(), async (page) => {
    await openLesson(page, "talk");
    await answer(page, wrongOf("talk"));
  }),
  scene("lesson-gap", officer(), async (page) => {
    await openLesson(page, "rights");
    await page.locator("form [type=submit]").click();
    await page.locator("#answer .error").waitFor();
  }),
  scene("lesson-no-room", officer("", "&full"), async (page) => {
    await openLesson(page, "who");
    await answer(page, questions.who.right);
    await page.locator("main > .primary").click();
    await page.locator("[role=alert]").waitFor();
  }),
];
