// The screens of the short lessons, and how a person gets to each.
import type { Page } from "playwright-core";
import { type Lesson, lessons } from "../../src/core/lessons.ts";
import { questions } from "../../src/web/lessons/questions.ts";
import type { Scene } from "./scenes.ts";

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
  { name: "home-lessons-new", path: officer("-empty"), play: (page) => page.locator(".lessons-row").waitFor() },
  { name: "home-lessons-half", path: officer("-half"), play: (page) => page.locator(".lessons-row").waitFor() },
  { name: "home-lessons-old", path: officer("-lessons-old"), play: (page) => page.locator(".lessons-row").waitFor() },
  { name: "home-lessons-done", path: officer("-lessons-done"), play: (page) => page.locator(".lessons-row").waitFor() },
  { name: "lessons-new", path: officer(), play: openLessons },
  { name: "lessons-half", path: officer("-half"), play: openLessons },
  { name: "lessons-old", path: officer("-lessons-old"), play: openLessons },
  { name: "lessons-done", path: officer("-lessons-done"), play: openLessons },
  ...lessons.map(
    (lesson): Scene => ({ name: `lesson-${lesson}`, path: officer("-half"), play: (page) => openLesson(page, lesson) }),
  ),
  ...lessons.map(
    (lesson): Scene => ({
      name: `lesson-${lesson}-right`,
      path: officer(),
      play: async (page) => {
        await openLesson(page, lesson);
        await answer(page, questions[lesson].right);
      },
    }),
  ),
  {
    name: "lesson-talk-wrong",
    path: officer(),
    play: async (page) => {
      await openLesson(page, "talk");
      await answer(page, wrongOf("talk"));
    },
  },
  {
    name: "lesson-gap",
    path: officer(),
    play: async (page) => {
      await openLesson(page, "rights");
      await page.locator("form [type=submit]").click();
      await page.locator("#answer .error").waitFor();
    },
  },
  {
    name: "lesson-no-room",
    path: officer("", "&full"),
    play: async (page) => {
      await openLesson(page, "who");
      await answer(page, questions.who.right);
      await page.locator("main > .primary").click();
      await page.locator("[role=alert]").waitFor();
    },
  },
];
