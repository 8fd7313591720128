// Which services an officer is offered, and in which order.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { exampleService } from "../../../test/support/example-service.ts";
import { World } from "../../../test/support/world.ts";
import type { Service } from "../../core/service.ts";
import { randomBytes } from "../../crypto/random.ts";
import { makeUuid } from "../../crypto/uuid.ts";
import { deviceSigner } from "../../operate/new-country.ts";
import { chooseServices, type Wish } from "./service-choice.ts";

const anything: Wish = { wants: [], treatAsChild: false };

async function country(t: TestContext) {
  const world = await World.foundFor(t, { witnesses: 0 });
  const shelter = await world.organisation("shelter", "Example Shelter South");
  const [admin] = shelter.devices;
  assert.ok(admin);
  const offer = (name: string, changed: Partial<Service>, available = 1) =>
    world.registrar.service(
      exampleService(makeUuid(randomBytes), shelter.id, { name: { en: name }, service_area: ["XT-KT"], ...changed }),
      { unit: "place", available, maximum: 9 },
      deviceSigner(admin),
    );
  const choices = (wish: Partial<Wish>) =>
    chooseServices(world.host.directory, { ...anything, ...wish }, world.host.tree.size, world.now);
  const names = (wish: Partial<Wish>) => choices(wish).map(({ service }) => service.name["en"]);
  return { world, shelter, offer, names, choices };
}

test("[DR5] what fits best comes first: points for each kind of help, a free place, the language and the place", async (t) => {
  const { offer, names } = await country(t);
  await offer("full", {}, 0);
  await offer("plain", {});
  await offer("near", { service_area: ["XT-GB"] });
  await offer("speaks", { languages: ["tg"], service_area: ["XT-GB"] });
  await offer("both kinds", { types: ["shelter-emergency", "medical"] }, 0);
  const wish = { wants: ["shelter-emergency", "medical"], language: "tg", place: "XT-GB-03" };
  assert.deepEqual(names(wish), ["speaks", "near", "both kinds", "plain", "full"]);
});

test("[DR5] what is where the person is comes first, whatever the rest gives: at home, abroad, and what serves the place from elsewhere", async (t) => {
  const { offer, names } = await country(t);
  const more: Partial<Service> = { types: ["shelter-emergency", "medical"], languages: ["tg"] };
  await offer("abroad", { ...more, country: "RU", service_area: ["RU"] });
  await offer("at home", { service_area: ["XT-GB"] }, 0);
  await offer("by telephone", { service_area: ["XT", "RU"] }, 0);
  const wish = { wants: ["shelter-emergency", "medical"], language: "tg" };
  assert.deepEqual(names({ ...wish, place: "XT-KT-03" }), ["by telephone", "at home", "abroad"]);
  assert.deepEqual(names(wish), ["by telephone", "at home", "abroad"]);
  assert.deepEqual(names({ ...wish, place: "RU" }), ["abroad", "by telephone", "at home"]);
  const poor = await country(t);
  await poor.offer("rich at home", { ...more, service_area: ["XT"] }, 9);
  await poor.offer("poor on the spot", { country: "AE", service_area: ["AE-DU"] }, 0);
  assert.deepEqual(
    poor.names({ ...wish, place: "AE" }),
    ["poor on the spot", "rich at home"],
    "nobody is sent home first",
  );
});

test("[DR5] who is abroad and wants to go home is offered every service at home too, and each says where it is", async (t) => {
  const { offer, names, choices } = await country(t);
  await offer("shelter there", { country: "AE", service_area: ["AE"], types: ["return"] });
  await offer("school at home", { types: ["schooling"], service_area: ["XT"] });
  await offer("school elsewhere", { types: ["schooling"], service_area: ["RU"], country: "RU" });
  await offer("hotline", { types: ["hotline"], service_area: ["XT", "AE"] });
  const wish = { wants: ["return"], place: "AE" };
  assert.deepEqual(names(wish), ["shelter there", "school at home"]);
  assert.deepEqual(
    choices(wish).map(({ isThere, isHome }) => [isThere, isHome]),
    [
      [true, false],
      [false, true],
    ],
  );
  assert.deepEqual(names({ ...wish, wants: ["schooling"] }), ["school at home", "school elsewhere"]);
  assert.ok(
    choices({ wants: ["schooling"], place: "AE" }).every(({ isHome }) => !isHome),
    "without the wish nothing is for the way home",
  );
});

test("[DR5] what says that it is for others comes after all that does not, however near and full of help it is", async (t) => {
  const { offer, names, choices } = await country(t);
  await offer("women and children", { eligibility: ["women", "children"], types: ["shelter-emergency", "medical"] }, 9);
  await offer("anybody abroad", { country: "RU", service_area: ["RU"] }, 0);
  await offer("men far away", { eligibility: ["men"], service_area: ["XT-GB"] }, 0);
  const wish = { wants: ["shelter-emergency", "medical"], place: "XT-KT-03" };
  assert.deepEqual(names({ ...wish, sex: "men" }), ["men far away", "anybody abroad", "women and children"]);
  assert.deepEqual(
    choices({ ...wish, sex: "men" }).map(({ isForOthers }) => isForOthers),
    [false, false, true],
  );
  assert.deepEqual(names({ ...wish, sex: "women" }), ["women and children", "anybody abroad", "men far away"]);
  assert.equal(names({ ...wish, sex: "men", treatAsChild: true })[0], "women and children");
  assert.equal(names(wish)[0], "women and children", "nothing is held against a person of whom nothing is stated");
});

test("[DR5] of two that are alike the one that names people like this person comes first", async (t) => {
  const { offer, names } = await country(t);
  await offer("anybody", {});
  await offer("women", { eligibility: ["women"] });
  assert.deepEqual(names({ sex: "women" }), ["women", "anybody"]);
  assert.deepEqual(names({ sex: "not-told" }), ["anybody", "women"]);
});

test("[DR5] an emergency bed near by comes before two kinds of help, unless nothing is free there", async (t) => {
  const { offer, names } = await country(t);
  const wish = { wants: ["shelter-emergency", "medical", "legal-advice"], place: "XT-KT-03" };
  await offer("far and more", { types: ["shelter-emergency", "medical"], service_area: ["XT-GB"] });
  await offer("two kinds", { types: ["medical", "legal-advice"] });
  await offer("bed", {});
  assert.equal(names(wish)[0], "bed");
  const full = await country(t);
  await full.offer("two kinds", { types: ["medical", "legal-advice"] });
  await full.offer("full", {}, 0);
  assert.deepEqual(full.names(wish), ["two kinds", "full"]);
});

test("[DR5] the older a figure of free places is, the less it counts, whether it says something is free or nothing", async (t) => {
  const { world, offer, names } = await country(t);
  const day = 24 * 3_600_000;
  await offer("free long ago", {});
  await offer("none long ago", {}, 0);
  world.wait(8 * day);
  await offer("none days ago", {}, 0);
  await offer("free days ago", {});
  world.wait(3 * day);
  await offer("none now", {}, 0);
  await offer("free now", {});
  assert.deepEqual(names({}), [
    "free now",
    "free days ago",
    "free long ago",
    "none long ago",
    "none days ago",
    "none now",
  ]);
  world.wait(8 * day);
  assert.equal(names({})[0], "free long ago", "once all figures are old, none of them moves a service");
  assert.equal(names({}).at(-1), "free now");
});

test("[DR5] what does not give any of the wanted help, is closed, or is for another age is left out", async (t) => {
  const { offer, names } = await country(t);
  await offer("grown-ups", { minimum_age: 18 });
  await offer("children", { maximum_age: 17 });
  await offer("everybody", {});
  await offer("closed", { status: "inactive" });
  await offer("lawyers", { types: ["legal-advice"] });
  assert.deepEqual(names({ wants: ["shelter-emergency"] }), ["grown-ups", "everybody"]);
  assert.deepEqual(names({ wants: ["shelter-emergency"], treatAsChild: true }), ["children", "everybody"]);
  assert.deepEqual(names({ wants: ["medical"] }), []);
  assert.equal(names({}).length, 3, "no wish asks for everything");
});

test("[DR2] [DR3] a newcomer and an organisation with one device are marked", async (t) => {
  const { world, shelter, offer } = await country(t);
  await offer("plain", {});
  const marks = () => {
    const [choice] = chooseServices(world.host.directory, anything, world.host.tree.size, world.now);
    return [choice?.isNew, choice?.oneDevice];
  };
  assert.deepEqual(marks(), [true, false]);
  await world.timekeeping.writeTime();
  world.wait(30 * 24 * 3_600_000);
  await world.witness();
  await world.timekeeping.writeTime();
  assert.deepEqual(marks(), [false, false], "after thirty days of the log's time");
  const [admin, other] = shelter.devices;
  assert.ok(admin && other);
  await world.registrar.directory("device.revoke", { device: other.device, reason: "lost" }, [deviceSigner(admin)]);
  assert.deepEqual(marks(), [false, true]);
});

test("[SL4] an organisation that is suspended is not offered", async (t) => {
  const { world, shelter, offer, names } = await country(t);
  await offer("plain", {});
  assert.deepEqual(names({}), ["plain"]);
  await world.registrar.council("organisation.suspend", { organisation: shelter.id });
  assert.deepEqual(names({}), []);
});
