// An invitation and the device that follows it: what is taken for one, what stays on the device, and what its administrator gets.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Country } from "../../../test/support/country.ts";
import { quickStretch } from "../../../test/support/world.ts";
import { randomBytes } from "../../crypto/random.ts";
import { parseEnrolmentNote } from "../../note/enrolment-note.ts";
import { idForPeople } from "../fingerprint.ts";
import { openVault, readPinned } from "../store/vault.ts";
import { makeEnrolment } from "./enrolment.ts";
import type { Invitation } from "./invitation.ts";
import {
  encodeInvitation,
  encodeInvitationLink,
  joinInvitation,
  parseInvitation,
  parseInvitationLink,
} from "./invitation.ts";

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

test("[EN6c] a link gives the same invitation with the founding note that it is about, and with no other", () => {
  const link = encodeInvitationLink("https://app.nation.example/", invitation);
  assert.ok(link.length < 260, `${link.length} characters: an old phone reads the code`);
  const [sent, kept] = link.split("#");
  assert.equal(sent, "https://app.nation.example/", "what a browser sends says nothing of the invitation");
  for (const given of [link, `\n ${link} `, `#${kept}`]) {
    const linked = parseInvitationLink(given) ?? assert.fail(given);
    assert.deepEqual(joinInvitation(linked, country.founding.note), invitation);
    // A note of another country, and this one with a seat fewer under it, which would hold too.
    for (const other of [country.founding.note.replace("ZZ", "ZY"), country.founding.note.replace(/— .*\n$/, "")])
      assert.equal(joinInvitation(linked, other), null);
  }
  const reader: Invitation = { ...invitation, role: "reader", admin: false };
  const bare: Invitation = { ...reader, pinned: { ...reader.pinned, mirrors: [] } };
  for (const other of [reader, bare]) {
    const linked = parseInvitationLink(encodeInvitationLink("http://localhost:7400", other)) ?? assert.fail();
    assert.deepEqual(joinInvitation(linked, country.founding.note), other);
  }
  for (const wrong of [
    "",
    "example",
    text,
    "https://app.nation.example/",
    link.slice(0, -100),
    link.replace("#", "?"),
    link.replace("referrer-admin", "north"),
    link.replace("-admin", "-admin-admin"),
    link.replace("https://host", "ftp://host"),
    link.replace("https://host", "javascript:host"),
    `${link},`,
    `${link}&more`,
    `${link} more`,
    `${link}${",https://mirror.nation.example".repeat(8)}`,
  ])
    assert.equal(parseInvitationLink(wrong), null, wrong);
  assert.throws(() => encodeInvitationLink("https://app.nation.example/#more", invitation), RangeError);
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
