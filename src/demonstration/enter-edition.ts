// The report of 2003 as a person writes it: an edition in English, signed and published, and drafts in Russian and Persian that no native speaker has read.
// The texts lie in edition/, each word with the row on which it rests.

import { readFileSync } from "node:fs";
import type { Device } from "../member/device.ts";
import { hashOfText } from "../member/record/record-keeper.ts";
import { must } from "../member/verb.ts";
import { commandProblem } from "../operate/command-problem.ts";
import { completeText } from "../reports/edition/complete.ts";
import { besideRows, draftRow, type EditionName, newKey } from "../reports/edition/edition.ts";
import { editionDesk, mayBeSigned, toPublish, toSign } from "../reports/edition/edition-desk.ts";
import { readEditionFile } from "../reports/edition/edition-file.ts";
import { Grounds } from "../reports/edition/grounds.ts";

const folder = new URL("edition/", import.meta.url);
const languages = ["en", "ru", "fa"] as const;
const year = 2003;

/** Writes the drafts, then signs and publishes the first one. `witness` lets the witnesses look at what was logged. */
export async function enterEdition(member: Device, witness: () => Promise<unknown>): Promise<void> {
  await member.sync();
  const { statements } = member.record.at() ?? notTrusted();
  for (const language of languages) {
    const name: EditionName = { year, kind: "calendar", language };
    const grounds = new Grounds(statements, name.kind);
    const paragraphs = readEditionFile(readFileSync(new URL(`${year}.${language}.txt`, folder), "utf8")) ?? [];
    const rows = paragraphs.map(({ section, text }, place) => {
      const typing = completeText(text, { grounds, language, before: [] });
      if ("flaw" in typing) throw commandProblem("rows-refused", `${language}: ${typing.flaw} at ${typing.at}`);
      const key = newKey(name, `p${String(place).padStart(2, "0")}`);
      return draftRow(name, { key, section, place, text: typing.text, over: [] });
    });
    await must(member.record.enter("draft", rows));
  }
  await member.sync();
  await witness();
  await member.sync();
  const [language] = languages;
  const name: EditionName = { year, kind: "calendar", language };
  const deskNow = () => {
    const record = member.record.at() ?? notTrusted();
    const organisation = member.view?.self?.organisation.id ?? "";
    return { size: record.log.size, ...editionDesk(member.record.book.all, record.statements, name, organisation) };
  };
  const desk = deskNow();
  if (!mayBeSigned(desk)) throw commandProblem("findings-open", `the edition of ${year} has open findings`);
  const { rows, text } = toSign(desk);
  const signature = { key: () => newKey(name, "signed"), text: "Demonstration", regards: [hashOfText(text)] };
  await must(member.record.enter("draft", [...rows, ...besideRows(name, "signed", signature)]));
  const { size } = deskNow();
  const openRows = toPublish(deskNow(), size, hashOfText);
  if (openRows === null) throw commandProblem("not-signed", `the edition of ${year} is not signed`);
  await must(member.record.enter("paragraph", openRows));
  await member.sync();
}

function notTrusted(): never {
  throw commandProblem("not-trusted", "no checkpoint of this country that its witnesses cosigned was seen yet");
}
