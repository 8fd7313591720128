// Notes about forms are read behind the directory: they count by the keys that seats had at the note's own leaf (DR7d), not by those that they have now.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { FormClass } from "../../src/core/form/country-forms.ts";
import type { Form, FormField, FormVersion } from "../../src/core/form/form.ts";
import { library } from "../../src/core/form/library.ts";
import { encodeJson } from "../../src/core/json.ts";
import { encodeSignedText, tag } from "../../src/core/tags.ts";
import { encodeBase64 } from "../../src/crypto/base64.ts";
import { ed25519PublicKey } from "../../src/crypto/ed25519.ts";
import { encodeHex } from "../../src/crypto/hex.ts";
import { randomBytes } from "../../src/crypto/random.ts";
import { signPublicNote } from "../../src/note/directory-note.ts";
import { idOfForm } from "../../src/note/form-id.ts";
import { encodeNote, type SignerKey, signText } from "../../src/note/signed-note.ts";
import { openSqliteMemberStore } from "../../src/operate/files/sqlite-member-store.ts";
import { HostileHost } from "./support/hostile-host.ts";
import { alarms, device, directoryNote, found, impostor, moment, start } from "./support/nation.ts";

const hour = 3_600_000;
const shipped = (key: string): FormVersion => library.newest(key) ?? assert.fail(key);
function withField(before: FormVersion, field: Omit<FormField, "group">): FormVersion {
  const group = before.form.groups[0]?.key ?? assert.fail();
  const form: Form = {
    ...before.form,
    version: before.form.version + 1,
    was: before.id,
    fields: [...before.form.fields, { ...field, group }],
  };
  return { id: idOfForm(form), form };
}

async function country(t: TestContext) {
  const waits = { admission: 0, reader: 0, soloReader: 0, answer: 0, forms: 72 };
  const founded = await found(t, { terms: { waits } });
  const { world } = founded;
  const nation = { ...founded, host: await HostileHost.copyOf(world) };
  const { host } = nation;
  const log = (kind: string, body: object, signers: readonly SignerKey[], leafClass: FormClass = "public") => {
    const content = { kind, salt: encodeHex(randomBytes(16)), at: moment(world.now), body };
    const text = encodeSignedText(tag[leafClass], world.founding.origin, encodeJson(content as never));
    return host.append(
      leafClass,
      encodeNote(
        text,
        signers.map((signer) => signText(text, signer)),
      ),
    );
  };
  const time = () => {
    const body = { checkpoint: host.cosign(host.signHead()) };
    const content = { kind: "time", salt: encodeHex(randomBytes(16)), at: moment(world.now), body } as const;
    host.append(
      "update",
      signPublicNote(world.founding.origin, content, { name: world.founding.origin, seed: world.keys.logSeed }),
    );
  };
  const pass = (hours: number) => {
    time();
    world.wait(hours * hour);
    time();
  };
  return { nation, log, pass };
}

test("[DR7d] a form that one seat stopped stays stopped after that seat got another key, on a device that starts again and on a new one", async (t) => {
  const { nation, log, pass } = await country(t);
  const { world, shelter, host } = nation;
  const [one, two, three] = world.keys.seats;
  assert.ok(one && two && three);
  const store = openSqliteMemberStore(":memory:");
  const worker = await world.member(device(shelter), { network: host.network, store });
  const second = withField(shipped("service"), { key: "more", type: "yes-no" });
  pass(1);
  log("form.set", second, [one, two]);
  pass(1);
  log("form.stop", { version: second.id }, [three]);
  pass(100);
  await worker.sync();
  assert.deepEqual(alarms(worker), []);
  assert.equal(worker.directory.forms.newest("service")?.id, shipped("service").id, "stopped");
  const body = { seat: three.name, key: encodeBase64(ed25519PublicKey(impostor(three.name).seed)), number: 1 };
  host.append("directory", directoryNote(nation, "council.seat", body, [one, two]));
  pass(1);
  await worker.sync();
  assert.equal(
    worker.directory.forms.newest("service")?.id,
    shipped("service").id,
    "the device that was there goes on",
  );
  const fresh = await world.member(device(shelter, 1), { network: host.network });
  await fresh.sync();
  assert.deepEqual(
    [alarms(fresh), fresh.directory.forms.newest("service")?.id === second.id],
    [[], false],
    "a new device accuses the host, and the stopped form is in force on it",
  );
});

test("[DR7d] the council's own form stays in force after a seat got another key, on the same device started again", async (t) => {
  const { nation, log, pass } = await country(t);
  const { world, shelter, host } = nation;
  const [one, two, three] = world.keys.seats;
  assert.ok(one && two && three);
  const store = openSqliteMemberStore(":memory:");
  const worker = await world.member(device(shelter), { network: host.network, store });
  const risk = withField(shipped("risk"), { key: "asked-anew", type: "yes-no" });
  pass(1);
  log("form.set", risk, [one, three]);
  pass(73);
  await worker.sync();
  const body = { seat: three.name, key: encodeBase64(ed25519PublicKey(impostor(three.name).seed)), number: 1 };
  host.append("directory", directoryNote(nation, "council.seat", body, [one, two]));
  pass(1);
  await worker.sync();
  const { directory } = worker.room.open().log;
  assert.notEqual(directory.forms.versionOf(risk.id), undefined);
  const again = await start(world, store, host.network);
  await again.sync();
  assert.notEqual(
    again.room.log?.directory.forms.versionOf(risk.id),
    undefined,
    "after a restart the device has forgotten the form",
  );
});
