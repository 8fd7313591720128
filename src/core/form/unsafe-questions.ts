// Questions in free text that a form had better not ask (FM16): the answer can be used against the person, whoever reads it, and no code narrows what is written. It
// looks for words in keys and labels, so that it warns and refuses nothing: it misses what is called otherwise.
import type { Form, FormWords } from "./form.ts";

/** What is asked, and the beginnings of words for it in the languages of the screens; with a `$` the whole word. */
const topics = {
  address: [
    "address",
    "street",
    "адрес",
    "улиц",
    "нишони",
    "нишонӣ",
    "суроға",
    "манзил",
    "manzil",
    "koʻcha",
    "نشانی",
    "آدرس",
  ],
  religion: [
    "religio",
    "faith",
    "религи",
    "вероисповед",
    "дин$",
    "дини$",
    "динӣ$",
    "мазҳаб",
    "мазхаб",
    "diniy",
    "dini$",
    "din$",
    "mazhab",
    "دین$",
    "مذهب",
  ],
  offence: [
    "offence",
    "offense",
    "crime",
    "crimin",
    "convict",
    "преступ",
    "судим",
    "правонаруш",
    "ҷиноят",
    "чиноят",
    "jinoyat",
    "sudlan",
    "جرم",
    "جنایت",
    "محکوم",
  ],
  hiv: ["hiv", "aids", "вич", "спид", "внмо", "oiv", "oits", "اچ", "ایدز"],
} as const;

export type UnsafeTopic = keyof typeof topics;

interface UnsafeQuestion {
  readonly field: string;
  readonly topic: UnsafeTopic;
}

/** The fields of free text that ask for one of these, by their keys and by their words in any of these languages. */
export function unsafeQuestions(form: Form, words: readonly FormWords[]): readonly UnsafeQuestion[] {
  const asks = (text: string, topic: UnsafeTopic) =>
    (text.toLowerCase().match(/[\p{L}\p{M}ʻʼ’']+/gu) ?? []).some((word) =>
      topics[topic].some((one) => `${word}$`.startsWith(one)),
    );
  return form.fields
    .filter(({ type, retired }) => (type === "line" || type === "text") && retired !== true)
    .flatMap(({ key }) => {
      const said = [key, ...words.map((one) => one.fields[key]?.[0] ?? "")].join(" ");
      return (Object.keys(topics) as UnsafeTopic[])
        .filter((topic) => asks(said, topic))
        .map((topic) => ({ field: key, topic }));
    });
}
