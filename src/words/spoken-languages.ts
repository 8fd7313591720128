// Languages that people speak, each named in itself, so that a person can point at theirs. General knowledge; the deploying country
// decides which come first.

const names: Readonly<Record<string, string>> = {
  tg: "Тоҷикӣ",
  ru: "Русский",
  uz: "Oʻzbekcha",
  fa: "فارسی",
  prs: "دری",
  ps: "پښتو",
  ky: "Кыргызча",
  kk: "Қазақша",
  sgh: "Хуғнӯнӣ (Pamiri)",
  en: "English",
  tr: "Türkçe",
  ar: "العربية",
  ur: "اردو",
  hi: "हिन्दी",
  bn: "বাংলা",
  zh: "中文",
};

/** Languages to choose from: the country's own first. */
export function spokenLanguages(
  first: readonly string[],
): readonly { readonly value: string; readonly label: string }[] {
  const tags = new Set([...first, ...Object.keys(names)]);
  return [...tags].map((tag) => ({ value: tag, label: languageName(tag) }));
}

/** A language's name in itself; the tag when it is not in the list. */
export function languageName(tag: string): string {
  return names[tag] ?? names[tag.split("-")[0] ?? tag] ?? tag;
}
