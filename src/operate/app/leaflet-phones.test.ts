// The telephone numbers on the public page, as it is built and served.
import assert from "node:assert/strict";
import { test } from "node:test";
import { exampleService } from "../../../test/support/example-service.ts";
import type { OrganisationRecord } from "../../core/directory.ts";
import { dayAndNight } from "../../core/opening-hours.ts";
import { ringableFrom } from "../../core/phones.ts";
import { leafletPage } from "../../web/leaflet/leaflet-page.ts";
import { languages, languageTags } from "../../words/languages.ts";
import { phonesWritten, showPhones } from "./leaflet-phones.ts";

const service = exampleService("7e000000-0000-4000-8000-000000000001", "7e000000-0000-4000-8000-000000000002", {
  types: ["hotline"],
  service_area: ["TJ"],
  country: "TJ",
  phones: [
    { number: "0000", last_checked: "2030-06-01", last_check: "answered" },
    { number: "+992000000000", last_checked: "2029-06-01", last_check: "no-answer" },
    { number: "+992000000001", last_checked: "2030-06-01", last_check: "wrong-number" },
  ],
  schedules: [dayAndNight],
});
const organisation = {
  id: service.organization_id,
  name: { en: 'Example <Hotline> & "Co"' },
} as unknown as OrganisationRecord;
const listed = ringableFrom("TJ", "TJ", [{ service, organisation }], Date.parse("2030-06-15T00:00:00Z"));

test("[DR5] the leaflet in each language has a place for numbers, says when each was checked and which is old, and leaves nothing to fill in", () => {
  for (const language of languageTags) {
    const page = leafletPage(language);
    const shown = showPhones(page, language, listed);
    assert.notEqual(shown, page, language);
    const list = /<ul id="phones">(.*?)<\/ul>/.exec(shown)?.[1] ?? assert.fail(language);
    assert.deepEqual(
      [...list.matchAll(/href="tel:([^"]+)"/g)].map(([, number]) => number),
      ["0000", "+992000000000"],
    );
    assert.match(shown, phonesWritten, "a monitor knows the list again");
    assert.match(page, phonesWritten);
    assert.ok(list.includes(languages[language].week.dayAndNight), `${language}: when somebody is there`);
    assert.doesNotMatch(list, /[{}]|undefined/, language);
    assert.ok(list.indexOf("90") > 0 || list.indexOf("۹۰") > 0, `${language}: the old one says so`);
    assert.match(list, /Example &lt;Hotline> &amp; &quot;Co&quot;/, "what the directory says is text");
  }
});

test("[DR5] without a number the page has no empty list to see", () => {
  const page = leafletPage("en");
  assert.equal(showPhones(page, "en", []), page);
  assert.match(page, /<ul id="phones"[^>]* hidden><\/ul>/);
});
