// The ground on which all rooms of the desk stand: the entries that are held, the log, and what writes. It is put together in reader.ts.
import type { RandomBytes } from "../../crypto/random.ts";
import type { Composer } from "../sending/composer.ts";
import type { Dispatch } from "../sending/dispatch.ts";
import type { SetAside } from "../store/set-aside.ts";
import type { Shelf } from "../store/shelf.ts";
import type { MemberStore } from "../store/store.ts";
import type { PublicLog } from "../trust/public-log.ts";
import type { HeldCases } from "./held-cases.ts";
import type { WaitingSaves } from "./waiting-saves.ts";

export interface Ground {
  readonly store: MemberStore;
  readonly shelf: Shelf;
  readonly aside: SetAside;
  readonly log: PublicLog;
  readonly cases: HeldCases;
  readonly waiting: WaitingSaves;
  readonly dispatch: Dispatch;
  readonly organisation: string;
  readonly device: string;
  readonly clock: () => number;
  readonly randomBytes: RandomBytes;
  /** Throws a Problem of the engine while this device may not write. */
  readonly composer: () => Composer;
}
