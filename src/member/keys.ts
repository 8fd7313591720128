// The desk of an organisation's keys: its epochs, and files with its key. The command line works here; what screens do stands in organisation.ts.
import type { BodyOf } from "../core/entry-kind.ts";
import type { KeyExport } from "../core/key-export.ts";
import type { Room } from "./room.ts";

export class KeyDesk {
  readonly #room: Room;

  constructor(room: Room) {
    this.#room = room;
  }

  /** What was asked of the keys of the own organisation, the oldest first (SL11). */
  get exports(): readonly KeyExport[] {
    return this.#room.reader?.keyEntries.exports ?? [];
  }

  /** The secret of an own epoch, when this device holds the one that the directory names; else null. */
  secretOf = (epoch: number) => this.#room.open().session.epochIdentity(epoch);

  /** Keeps the secret of an epoch in the vault. */
  keep = (epoch: number, identity: string) => this.#room.verb(({ session }) => session.keepEpoch(epoch, identity));

  /** Hands the secret of an own epoch to the organisation's other readers (SL4). */
  handOver = (epoch: number) => this.#room.verb(({ session }) => session.handOverEpoch(epoch));

  /** Seals a step of an export to the own organisation (SL11). Gives the entry's id. */
  sayExport = (body: Omit<BodyOf<"epoch.export">, "organisation">) =>
    this.#room.verb(({ session }) => session.sayExport(body));
}
