// What arrives, list after list.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { CaseloadItem } from "../../member/views.ts";
import { arrivals } from "./arrivals.ts";

const itemOf = (caseId: string, rest: Partial<CaseloadItem> = {}) => ({ caseId, ...rest }) as CaseloadItem;
const referralOf = ({ caseId, state }: CaseloadItem) => (state === "refused" ? [] : [caseId]);
const all = (ids: string) => [...ids].map((id) => itemOf(id));

test("a referral arrives once; what is there at the beginning does not, nor what is read late after an unlock or anew in between", () => {
  const look = arrivals(referralOf);
  assert.equal(look(all("ab"), true), false, "two of four are read");
  assert.equal(look(all("abcd"), false), false, "now all are");
  assert.equal(look(all("abcde"), false), true);
  assert.equal(look(all("abcde"), false), false);
  assert.equal(look(all("abc"), true), false, "lines of two cases say nothing of today any more");
  assert.equal(look(all("abcf"), true), true, "another one comes meanwhile");
  assert.equal(look(all("abcfde"), false), false, "the two are read");
  const same = all("ab");
  const late = arrivals(referralOf);
  assert.equal(late(same, true), false);
  assert.equal(late(same, false), false, "what was read stands in no list");
  assert.equal(late(all("abc"), false), true);
});
