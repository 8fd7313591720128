// Writes telephone numbers into the public leaflet as it is served, so that they stand there without scripts and are the directory's of today.

import { hoursRows } from "../../core/opening-hours.ts";
import type { PhoneToRing, Ringable } from "../../core/phones.ts";
import { countryName } from "../../words/country-name.ts";
import { isLanguage, languageTags } from "../../words/languages.ts";
import { hoursInWords } from "../../words/opening-hours.ts";
import { readWords } from "../../words/read-words.ts";

const wordsByTag = new Map(
  await Promise.all(languageTags.map(async (tag) => [tag, await readWords(tag, ["device"])] as const)),
);

const lineWritten = '<br><a class="phone" dir="ltr" href="tel:(?<number>[^"<]*)">\\k<number></a> <small>[^<]*</small>';
/** The list as it stands empty in a page, and as it is written below: whatever else stands there was not written by this program. */
export const phonesWritten: RegExp = new RegExp(
  `<ul id="phones"(?: hidden)?>(?:<li><strong>[^<]*</strong>(?:${lineWritten})*</li>)*</ul>`,
);

// The list is for somebody in a hurry.
const most = 6;

/** The page with these numbers, where it has a place for them; as it is when there are none. `tag` is the page's language. */
export function showPhones(page: string, tag: string, entries: readonly Ringable[]): string {
  const place = '<ul id="phones" hidden></ul>';
  const words = wordsByTag.get(isLanguage(tag) ? tag : "en");
  if (words === undefined || !page.includes(place) || entries.length === 0) return page;
  const { language } = words;
  const hoursOf = ({ service: { schedules } }: Ringable) =>
    schedules === undefined
      ? []
      : [words.message("hours.open", { hours: hoursInWords(hoursRows(schedules), language) })];
  const lineOf = ({ number, check, checked, isOld, onlyIn }: PhoneToRing, hours: readonly string[]) => {
    const date = language.date(checked);
    const remarks = [
      ...hours,
      check === "answered" ? words.message("phone.checked", { date }) : words.message("phone.no-answer", { date }),
      ...(onlyIn === null ? [] : [words.message("phone.only-in", { country: countryName(onlyIn, tag) })]),
      ...(isOld ? [words.message("phone.old")] : []),
    ];
    return `<a class="phone" dir="ltr" href="tel:${escapeHtml(number)}">${escapeHtml(number)}</a> <small>${escapeHtml(language.apart(remarks))}</small>`;
  };
  const items = entries.slice(0, most).map((entry) => {
    const { organisation, phones } = entry;
    const lines = phones.map((phone) => `<br>${lineOf(phone, hoursOf(entry))}`).join("");
    return `<li><strong>${escapeHtml(language.pick(organisation.name))}</strong>${lines}</li>`;
  });
  return page.replace(place, () => `<ul id="phones">${items.join("")}</ul>`);
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
