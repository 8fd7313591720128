// A seat of the council that gets another key, and a shelter that the council suspended, and whose suspension it lifted.
import { encodeBase64 } from "../../../src/crypto/base64.ts";
import { ed25519PublicKey } from "../../../src/crypto/ed25519.ts";
import { randomBytes } from "../../../src/crypto/random.ts";
import { must } from "../../../src/member/verb.ts";
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
  await must(officer.drafts.send(draftTo([legal, north])));
  await country.settle(officer, worker);
  const key = encodeBase64(ed25519PublicKey(randomBytes(32)));
  await country.registrar.council("council.seat", { seat: "council-3", key, number: 1 });
  country.at(120);
  await country.registrar.council("organisation.suspend", { organisation: north.id, number: 1 });
  await country.open.timekeeping.writeTime();
  await country.settle(worker);
  await keep("shelter-suspended", worker);
  country.at(60);
  await country.registrar.council("organisation.resume", { organisation: north.id, number: 1 });
  await country.open.timekeeping.writeTime();
  await country.settle(worker);
  await keep("shelter-resumed", worker);
}
