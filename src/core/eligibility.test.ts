// For whom a service says that it is, against what is known of a person.
import assert from "node:assert/strict";
import { test } from "node:test";
import { type ForWhom, standingOf, takesAge } from "./eligibility.ts";
import type { Service } from "./service.ts";

const man: ForWhom = { treatAsChild: false, sex: "men" };
const woman: ForWhom = { treatAsChild: false, sex: "women" };
const girl: ForWhom = { treatAsChild: true, sex: "women" };
const boy: ForWhom = { treatAsChild: true, sex: "men" };
const standing = (who: ForWhom, ...eligibility: Service["eligibility"]) => standingOf({ eligibility }, who);

test("[DR5] a service for women and children is for others when a man asks, and for women, girls and boys it is for them", () => {
  assert.equal(standing(man, "women", "children"), "others");
  for (const who of [woman, girl, boy]) assert.equal(standing(who, "women", "children"), "for");
});

test("[DR5] families, disability and foreigners are not in a screening: they turn nobody away and invite nobody", () => {
  assert.equal(standing(man, "families-with-children", "foreigners"), "open");
  assert.equal(standing(man, "women", "families-with-children", "people-with-disability"), "others");
  assert.equal(standing(man, "men", "families-with-children"), "for");
});

test("[DR5] what names nobody is open to everybody, and so is what names a sex to a person who stated none", () => {
  for (const who of [man, girl, { treatAsChild: false }]) assert.equal(standing(who), "open");
  for (const sex of ["other", "not-told"] as const) {
    assert.equal(standing({ treatAsChild: false, sex }, "women"), "open");
    assert.equal(standing({ treatAsChild: false, sex }, "women", "children"), "open");
    assert.equal(standing({ treatAsChild: false, sex }, "children"), "others", "that somebody is grown up is known");
  }
  assert.equal(standing({ treatAsChild: false }, "children"), "others");
  assert.equal(standing({ treatAsChild: true }, "men"), "open");
});

test("[DR5] a girl is no man, and a grown woman no child", () => {
  assert.equal(standing(girl, "men"), "others");
  assert.equal(standing(woman, "children"), "others");
});

test("[DR5] bounds of age leave out whose age class lies outside them; a class that reaches into them does not", () => {
  const takes = (who: ForWhom, minimum_age?: number, maximum_age?: number) =>
    takesAge(
      {
        ...(minimum_age === undefined ? {} : { minimum_age }),
        ...(maximum_age === undefined ? {} : { maximum_age }),
      },
      who,
    );
  assert.ok(!takes({ treatAsChild: true }, 18));
  assert.ok(!takes({ treatAsChild: false }, 0, 17));
  assert.ok(takes({ treatAsChild: true, ageClass: "9-17" }, 14));
  assert.ok(!takes({ treatAsChild: true, ageClass: "0-8" }, 14));
  assert.ok(takes({ treatAsChild: false, ageClass: "18-29" }, 18, 25));
  assert.ok(!takes({ treatAsChild: false, ageClass: "30-" }, 18, 29));
  assert.ok(takes({ treatAsChild: false }), "no bounds take everybody");
});
