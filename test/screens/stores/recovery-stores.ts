// A shelter whose recovery key lies with three organisations, somebody who asks for its cases on a new laptop, and a custodian on whom it is to give its share.
import { randomBytes } from "../../../src/crypto/random.ts";
import { encodeUtf8 } from "../../../src/crypto/utf8.ts";
import { makeDevice } from "../../../src/member/enrolment/new-device.ts";
import { must } from "../../../src/member/verb.ts";
import { cosignDirectoryNote } from "../../../src/note/directory-note.ts";
import { deviceSigner } from "../../../src/operate/new-country.ts";
import { type Admitted, hostUrl, type Keep, type Member, type SceneCountry } from "./country.ts";

const day = 24 * 60;

export async function playRecovery(
  country: SceneCountry,
  cast: {
    readonly north: Admitted;
    readonly legal: Admitted;
    readonly clinic: Admitted;
    readonly ombudsman: Admitted;
  },
  keep: Keep,
): Promise<void> {
  const { north, legal, clinic, ombudsman } = cast;
  country.at(20 * day);
  const worker = await country.member(north.devices[0]);
  const lawyer = await country.member(legal.devices[0]);
  const nurse = await country.member(clinic.devices[0]);
  const all = [worker, lawyer, nurse];
  const say = async (member: Member, note: string | null) => {
    await member.room.open().session.postClear(encodeUtf8(note ?? ""), "directory");
    await country.settle(member, ...all);
  };
  const custodians = [legal.id, clinic.id, ombudsman.id];
  const [, second] = north.devices;
  if (second === undefined) throw new Error("the shelter has two administrators");
  await say(worker, cosignDirectoryNote(await must(worker.recovery.deal(custodians, 2)), deviceSigner(second)));
  await must(worker.recovery.drill());
  await country.settle(worker, lawyer, worker);
  await keep("shelter-recovery", worker);
  const { secrets } = await makeDevice(
    {
      founding: country.keys.founding,
      host: hostUrl,
      mirrors: [],
      organisation: north.id,
      role: "reader",
      admin: true,
      suite: "x25519",
      language: "en",
    },
    randomBytes,
  );
  country.at(4 * day);
  const laptop = await country.member(secrets);
  await keep("laptop-alone", laptop);
  const { note } = await must(laptop.recovery.askingNote());
  const [seat] = country.seats;
  await say(laptop, seat === undefined ? null : cosignDirectoryNote(note, seat));
  const writeTime = async () => {
    await country.open.timekeeping.writeTime();
    await country.settle(...all, laptop);
  };
  await writeTime();
  await keep("shelter-recovery-asked", worker);
  await keep("laptop-asking", laptop);
  country.at(60);
  await writeTime();
  country.at(0);
  await writeTime();
  await keep("legal-share-asked", lawyer);
  await keep("laptop-ready", laptop);
}
