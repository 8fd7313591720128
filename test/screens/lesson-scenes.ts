// The screens of the short lessons, and how a person gets to each.
import type { Page } from "playwright-core";
import { type Lesson, lessons } from "../../src/core/lessons.ts";
import { questions } from "../../src/web/lessons/questions.ts";
import { type Scene, scene } from "./scene.ts";

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
  scene("home-lessons-half", officer("-half"), (page) => page.locator(".lessons-row").waitFor()),
  scene("home-lessons-old", officer("-lessons-old"), (page) => page.locator(".lessons-row").waitFor()),
  scene("home-lessons-done", officer("-lessons-done"), (page) => page.locator(".lessons-row").waitFor()),
  scene("lessons-new", officer(), openLessons),
  scene("lessons-half", officer("-half"), openLessons),
  scene("lessons-old", officer("-lessons-old"), openLessons),
  scene("lessons-done", officer("-lessons-done"), openLessons),
  ...lessons.map((lesson) => scene(`lesson-${lesson}`, officer("-half"), (page) => openLesson(page, lesson))),
  ...lessons.map((lesson) =>
    scene(`lesson-${lesson}-right`, officer(), async (page) => {
      await openLesson(page, lesson);
      await answer(page, questions[lesson].right);
    }),
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
