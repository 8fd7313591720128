// The number that a desk shows to ring back is never shown as somebody else's.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { CaseContent } from "../../src/core/entry.ts";
import { must } from "../../src/member/verb.ts";
import type { CaseView } from "../../src/member/views.ts";
import { ringBackIn } from "../../src/web/desk/case-content.ts";
import { atTheBorder } from "../support/world.ts";
import { draftTo } from "./stores/drafts.ts";

test("[SL7] another referral in the case, with another number, does not stand as the number of the post that referred", async (t) => {
  const { world, border, shelter, legal, officer, worker } = await atTheBorder(t, { witnesses: 1 });
  await must(officer.directory.keepRingBack("+992000000000"));
  await must(officer.drafts.send(draftTo([shelter], { place: "XT-KT-15" })));
  await world.settle(officer, worker);
  const opened = worker.cases.view(worker.cases.inbox[0]?.caseId ?? "") ?? assert.fail();
  const posts = opened.state.entries.find(({ content }) => content.kind === "referral.send") ?? assert.fail();
  assert.deepEqual(ringBackIn(opened, posts.id), { number: "+992000000000", organisation: border.id });
  const { content: sent } = posts;
  assert.ok("body" in sent);
  const content = { ...sent, body: { ...sent.body, ring_back: "+992999999999" } } as CaseContent;
  const other = { ...posts, id: "e".repeat(64), organisation: legal.id, content };
  const forged: CaseView = {
    ...opened,
    state: { ...opened.state, entries: [...opened.state.entries, other] },
    contents: new Map([...opened.contents, [other.id, content]]),
  };
  assert.deepEqual(ringBackIn(forged, posts.id), { number: "+992000000000", organisation: border.id });
  assert.deepEqual(ringBackIn(forged, other.id), { number: "+992999999999", organisation: legal.id });
  assert.equal(ringBackIn(forged, null)?.organisation, legal.id, "named as whose it is");
  assert.equal(ringBackIn({ ...opened, contents: new Map() }, posts.id), null);
});
