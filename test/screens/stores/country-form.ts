// A form that the country of the scenes publishes as its own: help given, with one question more, in the five languages.

import type { DirectoryContent } from "../../../src/core/directory-note.ts";
import type { Form, FormWords } from "../../../src/core/form/form.ts";
import { library } from "../../../src/core/form/library.ts";
import { momentOf } from "../../../src/core/moment.ts";
import { encodeHex } from "../../../src/crypto/hex.ts";
import { randomBytes } from "../../../src/crypto/random.ts";
import { encodeUtf8 } from "../../../src/crypto/utf8.ts";
import { signDirectoryNote } from "../../../src/note/directory-note.ts";
import { idOfForm } from "../../../src/note/form-id.ts";
import { formWordParts, formWords } from "../../../src/words/form-words.ts";
import { languageTags } from "../../../src/words/languages.ts";
import { readWords } from "../../../src/words/read-words.ts";
import type { SceneCountry } from "./country.ts";

const asked = {
  en: "Who paid for it?",
  ru: "Кто за это заплатил?",
  tg: "Барои он кӣ пардохт кард?",
  uz: "Buning uchun kim toʻladi?",
  fa: "هزینهٔ آن را چه کسی پرداخت؟",
};
const answers = {
  en: ["The state", "A donor", "Nobody"],
  ru: ["Государство", "Донор", "Никто"],
  tg: ["Давлат", "Донор", "Ҳеҷ кас"],
  uz: ["Davlat", "Donor", "Hech kim"],
  fa: ["دولت", "خیّر", "هیچ‌کس"],
};

/** Publishes it by the council; in a country without waits it is in force with the next time note. */
export async function publishService(country: SceneCountry): Promise<void> {
  const first = library.newest("service");
  if (first === undefined) throw new Error("the library has no form of that name");
  const [group] = first.form.groups;
  const form: Form = {
    ...first.form,
    version: 2,
    was: first.id,
    lists: { ...first.form.lists, payer: ["state", "donor", "nobody"] },
    fields: [...first.form.fields, { key: "paid-by", group: group?.key ?? "", type: "code", list: "payer" }],
  };
  const id = idOfForm(form);
  await say(country, "form.set", { id, form });
  for (const tag of languageTags) {
    const words = formWords(await readWords(tag, formWordParts), tag, form, id);
    const [state = "", donor = "", nobody = ""] = answers[tag];
    const own = {
      ...words,
      fields: { ...words.fields, "paid-by": [asked[tag]] },
      lists: { ...words.lists, payer: { state, donor, nobody } },
    } as FormWords;
    await say(country, "form.words", own);
  }
}

async function say(country: SceneCountry, kind: DirectoryContent["kind"], body: object): Promise<void> {
  const content = { kind, salt: encodeHex(randomBytes(16)), at: momentOf(country.clock()), body } as DirectoryContent;
  const { host } = country.open;
  const note = signDirectoryNote(host.founding.origin, content, country.seats.slice(0, 2), "public");
  const result = await host.submit({ token: null, bytes: encodeUtf8(note) });
  if ("problem" in result) throw new Error(`${kind} of the scenes: ${result.problem}`);
}
