// The languages in which a report is composed.
import type { ReportText } from "./en.ts";
import { en } from "./en.ts";
import { ru } from "./ru.ts";
import { tg } from "./tg.ts";

export const reportLanguages = ["en", "ru", "tg"] as const;
export type ReportLanguage = (typeof reportLanguages)[number];

export const reportTexts: Readonly<Record<ReportLanguage, ReportText>> = { en, ru, tg };
