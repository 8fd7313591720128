// Where the words of each language lie: in Node as translators write them, in the browser as the build has compiled them.
// Written by `npm run words`; nobody edits it by hand.
import type { LanguageTag } from "./languages.ts";
import type { Message } from "./message.ts";
import type { WordPart } from "./message-values.ts";

type Load = () => Promise<{ readonly default: Readonly<Record<string, Message>> }>;

export const wordFiles: Readonly<Record<LanguageTag, Readonly<Record<WordPart, Load>>>> = {
  en: {
    "case": () => import("./en/case.json", { with: { type: "json" } }),
    "codes": () => import("./en/codes.json", { with: { type: "json" } }),
    "desk": () => import("./en/desk.json", { with: { type: "json" } }),
    "device": () => import("./en/device.json", { with: { type: "json" } }),
    "first": () => import("./en/first.json", { with: { type: "json" } }),
    "officer": () => import("./en/officer.json", { with: { type: "json" } }),
    "record": () => import("./en/record.json", { with: { type: "json" } }),
    "shown": () => import("./en/shown.json", { with: { type: "json" } }),
  },
  fa: {
    "case": () => import("./fa/case.json", { with: { type: "json" } }),
    "codes": () => import("./fa/codes.json", { with: { type: "json" } }),
    "desk": () => import("./fa/desk.json", { with: { type: "json" } }),
    "device": () => import("./fa/device.json", { with: { type: "json" } }),
    "first": () => import("./fa/first.json", { with: { type: "json" } }),
    "officer": () => import("./fa/officer.json", { with: { type: "json" } }),
    "record": () => import("./fa/record.json", { with: { type: "json" } }),
    "shown": () => import("./fa/shown.json", { with: { type: "json" } }),
  },
  ru: {
    "case": () => import("./ru/case.json", { with: { type: "json" } }),
    "codes": () => import("./ru/codes.json", { with: { type: "json" } }),
    "desk": () => import("./ru/desk.json", { with: { type: "json" } }),
    "device": () => import("./ru/device.json", { with: { type: "json" } }),
    "first": () => import("./ru/first.json", { with: { type: "json" } }),
    "officer": () => import("./ru/officer.json", { with: { type: "json" } }),
    "record": () => import("./ru/record.json", { with: { type: "json" } }),
    "shown": () => import("./ru/shown.json", { with: { type: "json" } }),
  },
  tg: {
    "case": () => import("./tg/case.json", { with: { type: "json" } }),
    "codes": () => import("./tg/codes.json", { with: { type: "json" } }),
    "desk": () => import("./tg/desk.json", { with: { type: "json" } }),
    "device": () => import("./tg/device.json", { with: { type: "json" } }),
    "first": () => import("./tg/first.json", { with: { type: "json" } }),
    "officer": () => import("./tg/officer.json", { with: { type: "json" } }),
    "record": () => import("./tg/record.json", { with: { type: "json" } }),
    "shown": () => import("./tg/shown.json", { with: { type: "json" } }),
  },
  uz: {
    "case": () => import("./uz/case.json", { with: { type: "json" } }),
    "codes": () => import("./uz/codes.json", { with: { type: "json" } }),
    "desk": () => import("./uz/desk.json", { with: { type: "json" } }),
    "device": () => import("./uz/device.json", { with: { type: "json" } }),
    "first": () => import("./uz/first.json", { with: { type: "json" } }),
    "officer": () => import("./uz/officer.json", { with: { type: "json" } }),
    "record": () => import("./uz/record.json", { with: { type: "json" } }),
    "shown": () => import("./uz/shown.json", { with: { type: "json" } }),
  },
};
