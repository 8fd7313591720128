// The host of the demonstration with its two witnesses, opened and closed as one.
import { openTogether } from "../../operate/open-together.ts";
import type { RunHostParts, RunningHost } from "../../operate/run-host.ts";
import { runHost } from "../../operate/run-host.ts";
import { runDemonstrationWitnesses } from "./demonstration-witnesses.ts";
import type { DemonstrationPlace } from "./roles.ts";

/** Starts all three on their ports, with one clock; when one cannot start, none is left. */
export function runWitnessedHost(
  place: DemonstrationPlace,
  parts: Pick<RunHostParts, "log" | "failed" | "before" | "clock">,
): Promise<RunningHost> {
  return openTogether(async (closing) => {
    const witnesses = await runDemonstrationWitnesses(place, parts.clock ?? Date.now);
    closing(witnesses.close);
    const running = await runHost({ dir: place.dir, port: place.firstPort, ...parts });
    closing(running.close);
    return running;
  });
}
