// A founding that seats sign who made their keys elsewhere: each at its own machine, in any order, and nobody for another.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Country } from "../../test/support/country.ts";
import {
  cosignFounding,
  type FoundingNote,
  foundingText,
  parseFoundingNote,
  readFoundingDraft,
} from "../note/directory-note.ts";

test("[DR7] a founding note holds once every seat has signed it with the key that it names, in whatever order", () => {
  const country = new Country({ seed: "seats" });
  const text = foundingText(country.draftFounding([]));
  assert.deepEqual(readFoundingDraft(text)?.signers, []);
  let note = text;
  for (const seat of country.seats.toReversed()) {
    assert.equal(parseFoundingNote(note), null, "not before");
    note = cosignFounding(note, seat) ?? assert.fail();
  }
  const whole: FoundingNote | null = parseFoundingNote(note);
  assert.equal(whole?.origin, readFoundingDraft(text)?.origin);
  assert.equal(readFoundingDraft(note)?.id, readFoundingDraft(text)?.id, "the id is that of the text");
});

test("[DR7] no key that the founding note does not name signs it, no seat twice, and no changed text", () => {
  const country = new Country({ seed: "seats" });
  const text = foundingText(country.draftFounding([]));
  const [one, two] = country.seats;
  assert.ok(one && two);
  assert.equal(cosignFounding(text, { ...one, seed: country.random(32) }), null);
  assert.equal(cosignFounding(text, { ...one, name: "council-9" }), null);
  const signed = cosignFounding(text, one) ?? assert.fail();
  assert.equal(cosignFounding(signed, one), null);
  assert.equal(readFoundingDraft(signed.replace("Example Republic", "Example Republik")), null);
  assert.equal(cosignFounding(signed.replace("Example Republic", "Example Republik"), two), null);
});
