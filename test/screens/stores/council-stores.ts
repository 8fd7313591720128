// A seat of the council that gets another key, and a shelter that the council suspended, and whose suspension it lifted.
import { encodeBase64 } from "../../../src/crypto/base64.ts";
import { ed25519PublicKey } from "../../../src/crypto/ed25519.ts";
import { randomBytes } from "../../../src/crypto/random.ts";
import { must } from "../../../src/member/verb.ts";
import { brought } from "./case-stores.ts";
import type { Admitted, Keep, SceneCountry } from "./country.ts";
import { draftTo } from "./drafts.ts";

export async function playCouncil(
  country: SceneCountry,
  { border, north, legal }: Readonly<Record<"border" | "north" | "legal", Admitted>>,
  keep: Keep,
): Promise<void> {
  country.at(180);
  const officer = await country.member(border.devices[0]);
  const worker = await country.member(north.devices[0]);
  const lawyer = await country.member(legal.devices[0]);
  const all = [worker, lawyer];
  const [shared] = await must(officer.drafts.send(draftTo([legal])));
  await country.settle(officer, lawyer);
  const missed = lawyer.cases.list.caseOf(shared) ?? "";
  await must(lawyer.cases.steps.answer(missed, shared, { verb: "accept" }));
  await country.settle(lawyer, worker);
  await must(lawyer.cases.consents.grant(missed, brought(north, ["referral", "identity"])));
  await country.settle(lawyer, worker);
  const [asking] = await must(officer.drafts.send(draftTo([legal, north])));
  await country.settle(officer, ...all);
  const cases = { missed, asked: worker.cases.list.caseOf(asking) ?? "" };
  const key = encodeBase64(ed25519PublicKey(randomBytes(32)));
  await country.registrar.council("council.seat", { seat: "council-3", key, number: 1 });
  country.at(120);
  await country.registrar.council("organisation.suspend", { organisation: north.id, number: 1 });
  await country.open.timekeeping.writeTime();
  await country.settle(...all);
  await keep("shelter-suspended", worker);
  await must(lawyer.cases.saveSheet(missed, { form: "danger", set: { danger: "now", on: "2026-03-05" } }));
  await country.settle(...all);
  country.at(60);
  await country.registrar.council("organisation.resume", { organisation: north.id, number: 1 });
  await country.open.timekeeping.writeTime();
  await country.settle(...all);
  await keep("shelter-resumed", worker, { cases });
  await keep("legal-resumed", lawyer, { cases });
}
