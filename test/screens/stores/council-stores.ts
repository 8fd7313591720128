// A seat of the council that gets another key, and a shelter that the council suspended, and whose suspension it lifted.
import { encodeBase64 } from "../../../src/crypto/base64.ts";
import { ed25519PublicKey } from "../../../src/crypto/ed25519.ts";
import { randomBytes } from "../../../src/crypto/random.ts";
import type { Admitted, Keep, SceneCountry } from "./country.ts";

export async function playCouncil(
  country: SceneCountry,
  { north }: { readonly north: Admitted },
  keep: Keep,
): Promise<void> {
  const worker = await country.member(north.devices[0]);
  const key = encodeBase64(ed25519PublicKey(randomBytes(32)));
  await country.registrar.council("council.seat", { seat: "council-3", key, number: 1 });
  await country.registrar.council("organisation.suspend", { organisation: north.id, number: 1 });
  await country.open.timekeeping.writeTime();
  await country.settle(worker);
  await keep("shelter-suspended", worker);
  await country.registrar.council("organisation.resume", { organisation: north.id, number: 1 });
  await country.open.timekeeping.writeTime();
  await country.settle(worker);
  const waiting = worker.cases.inbox.find(({ state }) => state === "suspended")?.caseId ?? "";
  await keep("shelter-resumed", worker, { cases: { suspended: waiting } });
}
