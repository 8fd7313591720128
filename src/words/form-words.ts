// The words of a form of the library in one language, from the sentences of `forms.json` and `ask.json`: what is published with a form, and what screens and
// commands read of one that nobody has published. What several forms ask alike has its words once, under `form.any`.
import type { Words } from "./words.ts";

/** What of a form has words. */
interface WordedForm {
  readonly key: string;
  readonly lists: { readonly [list: string]: readonly (string | { readonly code: string })[] };
  readonly groups: readonly { readonly key: string }[];
  readonly fields: readonly { readonly key: string; readonly group: string; readonly constraint?: string }[];
  readonly due: readonly { readonly id: string }[];
}

type Label = readonly [label: string] | readonly [label: string, hint: string];

/** As a country publishes them: the words of one version in one language. */
export interface WordsOfForm {
  readonly words: string;
  readonly of: string;
  readonly language: string;
  readonly title: string;
  readonly groups: { readonly [group: string]: Label };
  readonly fields: { readonly [field: string]: Label };
  readonly lists: { readonly [list: string]: { readonly [code: string]: string } };
  readonly flaws: { readonly [field: string]: string };
  readonly due: { readonly [rule: string]: string };
  readonly why?: { readonly [field: string]: string };
}

/** The files that hold them: forms have the words of codes that other screens show too from there. */
export const formWordParts = ["forms", "ask", "case", "desk"] as const;

/** Lists whose codes have one word in the whole program; those of signs by their group. */
const sharedLists: ReadonlySet<string> = new Set([
  "need",
  "gender",
  "danger",
  "age",
  "age-class",
  "sex",
  "decision",
  "outcome",
]);

/** What an answer must be where a form has no words of its own for it: by the constraint. */
const flawOf: { readonly [constraint: string]: string } = {
  ". <= today()": "form.any.flaw.on",
  "difference-in-years(., today()) >= 0": "form.any.flaw.on",
  ". <= 30": "form.any.flaw.children",
};

/** The words of a form; `of` is the id of its version. What has no word is seen as its key. */
export function formWords(words: Words, language: string, form: WordedForm, of: string): WordsOfForm {
  const find = (rest: string, shared?: string): string | undefined => {
    const keys = [`form.${form.key}.${rest}`, `form.any.${rest}`, ...(shared === undefined ? [] : [shared])];
    const key = keys.find((one) => words.has(one));
    return key === undefined ? undefined : words.text(key);
  };
  const label = (kind: "group" | "field", key: string): Label => {
    // A group that is the whole form has its title.
    const text =
      find(`${kind}.${key}`, kind === "group" && key === form.key ? `form.${form.key}.title` : undefined) ?? key;
    const hint = find(kind === "field" ? `hint.${key}` : `lead.${key}`);
    return hint === undefined ? [text] : [text, hint];
  };
  return {
    words: form.key,
    of,
    language,
    title: find("title") ?? form.key,
    groups: Object.fromEntries(form.groups.map(({ key }) => [key, label("group", key)])),
    fields: Object.fromEntries(form.fields.map(({ key }) => [key, label("field", key)])),
    lists: Object.fromEntries(
      Object.entries(form.lists).map(([list, codes]) => [
        list,
        Object.fromEntries(
          codes.map((one) => {
            const code = typeof one === "string" ? one : one.code;
            return [
              code,
              find(`list.${list}.${code}`, sharedKey(list, code, words.has(`form.${form.key}.title`))) ?? code,
            ];
          }),
        ),
      ]),
    ),
    flaws: Object.fromEntries(
      form.fields.flatMap(({ key, constraint }) =>
        constraint === undefined ? [] : [[key, find(`flaw.${key}`, flawOf[constraint]) ?? key]],
      ),
    ),
    due: Object.fromEntries(form.due.map(({ id }) => [id, find(`due.${id}`) ?? id])),
    // The fields of a group are mostly asked for one reason; what nobody has words for is said of none.
    why: Object.fromEntries(
      form.fields.flatMap(({ key, group }) => {
        const why = find(`why.${key}`) ?? find(`why-group.${group}`);
        return why === undefined ? [] : [[key, why]];
      }),
    ),
  };
}

function sharedKey(list: string, code: string, isOurs: boolean): string | undefined {
  if (list.startsWith("sign-")) return `sign.${code}`;
  if (sharedLists.has(list)) return `${list}.${code}`;
  // Yes is yes in every list of ours; in a country's own form “none” may be “not examined”, which its words in another language say.
  return isOurs ? `form.any.code.${code}` : undefined;
}

/** Made once: an open case says each of its sheets in them. */
const shippedBy = new WeakMap<Words, Map<string, WordsOfForm>>();

function shippedWords(words: Words, form: WordedForm, of: string): WordsOfForm {
  const known = shippedBy.get(words) ?? new Map<string, WordsOfForm>();
  const found = known.get(of) ?? formWords(words, words.language.tag, form, of);
  shippedBy.set(words, known.set(of, found));
  return found;
}

/**
 * The words of a version in the language of `words`: as the country `published` them, else those that ship, with what it has words for in `others`. What has no
 * word is seen as its key.
 */
export function wordsOfVersion(
  words: Words,
  { id, form }: { readonly id: string; readonly form: WordedForm },
  published: (tag: string) => WordsOfForm | undefined,
  others: readonly string[],
): WordsOfForm {
  return (
    published(words.language.tag) ??
    [...new Set(others)].flatMap((tag) => published(tag) ?? []).reduce(filledFrom, shippedWords(words, form, id))
  );
}

type Texts = Readonly<Record<string, string>>;

function filledFrom(ours: WordsOfForm, other: WordsOfForm): WordsOfForm {
  const texts = (mine: Texts, more: Texts) =>
    Object.fromEntries(Object.entries(mine).map(([key, text]) => [key, text === key ? (more[key] ?? key) : text]));
  const labels = (mine: WordsOfForm["fields"], more: WordsOfForm["fields"]) =>
    Object.fromEntries(Object.entries(mine).map(([key, one]) => [key, one[0] === key ? (more[key] ?? one) : one]));
  return {
    ...ours,
    title: ours.title === ours.words ? other.title : ours.title,
    groups: labels(ours.groups, other.groups),
    fields: labels(ours.fields, other.fields),
    lists: Object.fromEntries(
      Object.entries(ours.lists).map(([list, codes]) => [list, texts(codes, other.lists[list] ?? {})]),
    ),
    flaws: texts(ours.flaws, other.flaws),
    due: texts(ours.due, other.due),
    why: { ...other.why, ...ours.why },
  };
}

/** The word of what a change of a form is about, by its path as `fields.housing`; the form's title where it is about the form. */
export function wordOfPath({ title, groups, fields, lists, due }: WordsOfForm, path: string): string {
  const [kind, key = "", code = ""] = path.split(".");
  const found =
    kind === "groups"
      ? groups[key]?.[0]
      : kind === "fields"
        ? fields[key]?.[0]
        : kind === "due"
          ? due[key]
          : lists[key]?.[code];
  return found ?? (kind === "" ? title : (path.split(".").at(-1) ?? title));
}
