// Opens this device's engine: its store, held by this window alone, and what its address offers.
import { randomBytes } from "../crypto/random.ts";
import { Device } from "../member/device.ts";
import { forgetOlderDemonstration, offeredEntry } from "./demonstration-entry.ts";
import type { DemonstrationVault } from "./engine.ts";
import { Engine } from "./engine.ts";
import { engineElsewhere } from "./engine-slot.ts";
import { loadPart } from "./load-part.ts";
import { jsonAt } from "./own-address.ts";
import { readPlaces } from "./places.ts";
import { clock, deviceNetwork, holdDevice, openDeviceStore } from "./platform.ts";
import { keptRequest } from "./request.ts";
import { stretch } from "./stretch.ts";

/** `entersDemonstration` says that a link to a role of the demonstration led here. */
export async function openEngine(entersDemonstration = false): Promise<Engine> {
  await holdDevice(() => {
    engineElsewhere.value = true;
  });
  engineElsewhere.value = false;
  const store = await openDeviceStore();
  // Without this the browser may throw away a phone's outbox when it runs out of room.
  await navigator.storage?.persist?.().catch(() => false);
  if (entersDemonstration) await forgetOlderDemonstration(store);
  const network = deviceNetwork();
  const device = await Device.open({ store, network, clock, randomBytes, stretch, load: loadPart });
  const hasVault = await device.hasVault();
  const [places, vaults] = await Promise.all([
    readPlaces(store),
    hasVault ? [] : jsonAt<readonly DemonstrationVault[]>("/demo/vaults.json", []),
  ]);
  const isDemonstration = vaults.length > 0 || device.view?.country.demonstration === true;
  return new Engine({
    device,
    store,
    places,
    vaults,
    entry: isDemonstration ? await offeredEntry() : null,
    request: await keptRequest(store),
    isDamaged: await device.isVaultDamaged(),
  });
}
