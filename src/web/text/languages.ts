// The languages of the screens: how each is loaded, written and counted. Browsers know no Tajik, and of Uzbek only numbers
// (Chromium 156: dates come out as "2026 M03 5"), so these two bring their own months, plurals and "and".
import type { Text } from "./translate.ts";

export const languageTags = ["en", "tg", "ru", "uz", "fa"] as const;
export type Language = (typeof languageTags)[number];

export interface LanguageFacts {
  /** Its name in itself. */
  readonly name: string;
  readonly direction: "ltr" | "rtl";
  /** The tag for Intl; null where browsers have no usable data. */
  readonly intl: string | null;
  /** Where `intl` is null: months in the form that follows a day, and the word for "and". */
  readonly own: { readonly months: readonly string[]; readonly and: string } | null;
  readonly plural: (n: number) => "one" | "few" | "many" | "other";
  /** False until a native speaker has read the file; the settings say so. */
  readonly checked: boolean;
  readonly load: () => Promise<Text>;
}

export const languages: Readonly<Record<Language, LanguageFacts>> = {
  en: {
    name: "English",
    direction: "ltr",
    intl: "en-GB",
    own: null,
    plural: byIntl("en"),
    checked: true,
    load: async () => (await import("./en.ts")).en,
  },
  tg: {
    name: "Тоҷикӣ",
    direction: "ltr",
    intl: null,
    own: {
      months: [
        "январи",
        "феврали",
        "марти",
        "апрели",
        "майи",
        "июни",
        "июли",
        "августи",
        "сентябри",
        "октябри",
        "ноябри",
        "декабри",
      ],
      and: "ва",
    },
    // After a number Tajik keeps the singular: there is one form.
    plural: () => "other",
    checked: false,
    load: async () => (await import("./tg.ts")).tg,
  },
  ru: {
    name: "Русский",
    direction: "ltr",
    intl: "ru",
    own: null,
    plural: byIntl("ru"),
    checked: false,
    load: async () => (await import("./ru.ts")).ru,
  },
  uz: {
    name: "Oʻzbekcha",
    direction: "ltr",
    intl: null,
    own: {
      months: [
        "yanvar",
        "fevral",
        "mart",
        "aprel",
        "may",
        "iyun",
        "iyul",
        "avgust",
        "sentabr",
        "oktabr",
        "noyabr",
        "dekabr",
      ],
      and: "va",
    },
    // After a number Uzbek keeps the singular: there is one form.
    plural: () => "other",
    checked: false,
    load: async () => (await import("./uz.ts")).uz,
  },
  fa: {
    name: "فارسی",
    direction: "rtl",
    intl: "fa",
    own: null,
    plural: byIntl("fa"),
    checked: false,
    load: async () => (await import("./fa.ts")).fa,
  },
};

export function isLanguage(tag: string): tag is Language {
  return (languageTags as readonly string[]).includes(tag);
}

/** The language of the screens that a speaker of `tag` can read best; null when there is none. Dari readers are given Persian. */
export function languageFor(tag: string): Language | null {
  const base = tag.split("-")[0] ?? tag;
  if (base === "prs") return "fa";
  return isLanguage(base) ? base : null;
}

function byIntl(tag: string): (n: number) => "one" | "few" | "many" | "other" {
  return (n) => {
    const category = new Intl.PluralRules(tag).select(n);
    return category === "one" || category === "few" || category === "many" ? category : "other";
  };
}
