// An invitation and the device that follows it: what is taken for one, what stays on the device, and what its administrator gets.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Country } from "../../../test/support/country.ts";
import { quickStretch } from "../../../test/support/world.ts";
import { randomBytes } from "../../crypto/random.ts";
import { parseEnrolmentNote } from "../../note/enrolment-note.ts";
import { openVault, readPinned } from "../store/vault.ts";
import { idForPeople, makeEnrolment } from "./enrolment.ts";
import type { Invitation } from "./invitation.ts";
import { encodeInvitation, parseInvitation } from "./invitation.ts";

const country = new Country();
const invitation: Invitation = {
  kind: "invitation",
  pinned: {
    founding: country.founding.note,
    host: "https://host.nation.example",
    mirrors: ["https://mirror.nation.example"],
  },
  organisation: country.by.border.id,
  role: "referrer",
  admin: true,
};
const text = encodeInvitation(invitation);

test("[EN6] an invitation is taken with space around it, and only whole and of a country that holds", () => {
  for (const given of [text, `\n  ${text}\t`]) {
    const read = parseInvitation(given);
    assert.deepEqual(read?.invitation, invitation);
    assert.equal(read?.founding.origin, country.founding.origin);
  }
  const changed = {
    ...invitation,
    pinned: { ...invitation.pinned, founding: country.founding.note.replace("ZZ", "ZY") },
  };
  for (const wrong of [
    "",
    "example",
    "{}",
    country.founding.note,
    text.slice(0, -3),
    JSON.stringify(changed),
    JSON.stringify({ ...invitation, secret: "sample" }),
    JSON.stringify({ ...invitation, pinned: { ...invitation.pinned, host: "ftp://host.nation.example" } }),
    JSON.stringify({ ...invitation, role: "north" }),
  ])
    assert.equal(parseInvitation(wrong), null, wrong.slice(0, 40));
  assert.throws(() => encodeInvitation(changed), RangeError);
});

test("[EN6] what follows an invitation pins its country; only the request leaves, and it fits the keys in the vault", async () => {
  const { founding } = country;
  const parts = { invitation, founding, language: "tg", clock: () => country.seconds * 1000, randomBytes };
  const made = await makeEnrolment({ ...parts, stretch: quickStretch });
  assert.deepEqual(readPinned(made.vault), invitation.pinned);
  const opened = await openVault(made.vault, made.passphrase, quickStretch);
  assert.ok(opened);
  const asked = parseEnrolmentNote(made.request, founding.origin);
  assert.equal(asked?.id, made.requestId);
  assert.match(idForPeople(made.requestId), /^([0-9a-f]{4} ){7}[0-9a-f]{4}$/);
  assert.deepEqual(
    [asked?.request.device.id, asked?.request.device.role, asked?.request.device.admin, asked?.request.organisation],
    [opened.secrets.device, "referrer", true, country.by.border.id],
  );
  for (const secret of [
    opened.secrets.signingSeed,
    opened.secrets.identity,
    opened.secrets.storageKey,
    made.passphrase,
  ])
    assert.ok(!made.request.includes(secret));
  const again = await makeEnrolment({ ...parts, stretch: quickStretch });
  assert.notEqual(again.device, made.device);
  assert.notEqual(again.passphrase, made.passphrase);
});
