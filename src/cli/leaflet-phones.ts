// Writes telephone numbers into the public leaflet as it is served, so that they stand there without scripts and are the directory's of today. The words
// around them are the page's own: it is built in every language, and this program has none of them.
import { countryName } from "../core/country-name.ts";
import type { PhoneToRing, Ringable } from "../core/phones.ts";

// The list is for somebody in a hurry.
const most = 6;

/** The page with these numbers, where it has a place for them; as it is when there are none. `language` is the page's. */
export function showPhones(page: string, language: string, listed: readonly Ringable[]): string {
  const [place, given] = /<ul id="phones"([^>]*) hidden><\/ul>/.exec(page) ?? [];
  if (place === undefined || given === undefined || listed.length === 0) return page;
  const words = new Map(
    [...given.matchAll(/data-([a-z-]+)="([^"]*)"/g)].map(([, name = "", text = ""]) => [name, text]),
  );
  const say = (name: string, fill: Readonly<Record<string, string>> = {}) =>
    Object.entries(fill).reduce(
      (text, [key, value]) => text.replace(`{${key}}`, () => escapeHtml(value)),
      words.get(name) ?? "",
    );
  const lineOf = ({ number, check, checked, isOld, onlyIn }: PhoneToRing) =>
    [
      `<a class="phone" dir="ltr" href="tel:${escapeHtml(number)}">${escapeHtml(number)}</a>`,
      `<small>${[
        say(check === "answered" ? "checked" : "no-answer", { date: dayIn(language, checked) }),
        ...(onlyIn === null ? [] : [say("only-in", { country: countryName(onlyIn, language) })]),
        ...(isOld ? [say("old")] : []),
      ].join(" · ")}</small>`,
    ].join(" ");
  const items = listed
    .slice(0, most)
    .map(
      ({ organisation, phones }) =>
        `<li><strong>${escapeHtml(nameIn(organisation.name, language))}</strong>${phones.map((phone) => `<br>${lineOf(phone)}`).join("")}</li>`,
    );
  return page.replace(place, () => `<ul id="phones">${items.join("")}</ul>`);
}

// Who reads Persian may not read Cyrillic.
function nameIn(names: Readonly<Record<string, string>>, language: string): string {
  const others = language === "fa" ? ["en", "tg", "ru"] : ["ru", "en"];
  const found = [language, ...others].find((each) => names[each] !== undefined) ?? Object.keys(names)[0] ?? "";
  return names[found] ?? "";
}

// As people there write a day: their months are not in every program.
function dayIn(language: string, day: string): string {
  if (language === "tg" || language === "uz") return day.split("-").reverse().join(".");
  const at = Date.parse(`${day}T00:00:00Z`);
  return new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { dateStyle: "long", timeZone: "UTC" }).format(
    at,
  );
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
