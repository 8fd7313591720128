// Opens this device's engine: its store, held by this window alone, and what its address offers.
import { isProblem } from "../core/problem.ts";
import { randomBytes } from "../crypto/random.ts";
import { Device } from "../member/device.ts";
import type { MemberStore } from "../member/store/store.ts";
import { forgetOlderDemonstration, offeredEntry } from "./demonstration-entry.ts";
import { Engine } from "./engine.ts";
import { engineAway, engineElsewhere } from "./engine-slot.ts";
import { offeredVaults } from "./first-visit.ts";
import { loadPart } from "./load-part.ts";
import { readPlaces } from "./places.ts";
import { clock, deviceNetwork, holdDevice, openDeviceStore } from "./platform.ts";
import { keptRequest } from "./request.ts";
import { stretch } from "./stretch.ts";

const againMilliseconds = 3_000;

/** `entersDemonstration` says that a link to a role of the demonstration led here. */
export async function openEngine(entersDemonstration = false): Promise<Engine> {
  await holdDevice(() => {
    engineElsewhere.value = true;
  });
  engineElsewhere.value = false;
  const store = await openStore();
  // Without this the browser may throw away a phone's outbox when it runs out of room.
  const isPromised = (await navigator.storage?.persist?.().catch(() => false)) === true;
  if (entersDemonstration) await forgetOlderDemonstration(store);
  const network = deviceNetwork();
  const device = await Device.open({ store, network, clock, randomBytes, stretch, load: loadPart });
  const hasVault = await device.hasVault();
  const [places, vaults] = await Promise.all([readPlaces(store), hasVault ? [] : offeredVaults()]);
  const isDemonstration = vaults.length > 0 || device.view?.country.demonstration === true;
  return new Engine({
    device,
    store,
    places,
    vaults,
    entry: isDemonstration ? await offeredEntry() : null,
    request: await keptRequest(store),
    isDamaged: await device.isVaultDamaged(),
    isPromised,
  });
}

/** Without its files the store is not opened: a draft whose file is away would pass for one that is gone. */
async function openStore(): Promise<MemberStore> {
  for (;;) {
    try {
      const store = await openDeviceStore();
      engineAway.value = false;
      return store;
    } catch (error) {
      if (!isProblem(error, "store", "unavailable")) throw error;
      engineAway.value = true;
      await new Promise((resolve) => setTimeout(resolve, againMilliseconds));
    }
  }
}
