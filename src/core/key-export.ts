// An organisation's key as a file (SL11): one of its devices asks, another one agrees, the first one says that it writes the file, and then writes
// it. This file decides which of the entries about it count, for every reader of the organisation alike.
import type { Directory } from "./directory.ts";
import type { BodyOf } from "./entry-kind.ts";
import { hasWaited } from "./waits.ts";

/** A request is over so many hours after its leaf, by the log's time. */
export const exportHours = 7 * 24;

/** A verified entry of the log that says something of an export. */
interface ExportEntry {
  readonly id: string;
  readonly leaf: number;
  readonly device: string;
  readonly at: string;
  readonly body: BodyOf<"epoch.export">;
}

interface Said {
  readonly device: string;
  readonly at: string;
}

export interface KeyExport {
  /** The id of the request. */
  readonly id: string;
  readonly leaf: number;
  readonly epoch: number;
  readonly asked: Said;
  /** Null while no second device agreed. */
  readonly agreed: Said | null;
  /** Null while nobody said that the file is written. */
  readonly made: Said | null;
  /** `over` after seven days without a file: it has to be asked anew. */
  readonly state: "asked" | "agreed" | "made" | "over";
}

/** What was asked of the keys of an organisation, as far as its log says at this size; the oldest first. */
export function keyExports(
  entries: readonly ExportEntry[],
  organisation: string,
  directory: Directory,
  now: number,
): readonly KeyExport[] {
  const counted = [...entries].sort((a, b) => a.leaf - b.leaf).filter((entry) => isOwn(entry, organisation, directory));
  return counted.flatMap((asked) => {
    if (asked.body.step !== "asked") return [];
    const { id, leaf } = asked;
    const { epoch } = asked.body;
    const ofThis = counted.filter(({ body }) => body.request === id && body.epoch === epoch);
    const isLate = (at: number) => hasWaited(directory.times, leaf, exportHours, at);
    const agreed = ofThis.find(
      ({ body, device, leaf: at }) => body.step === "agreed" && device !== asked.device && at >= leaf && !isLate(at),
    );
    // Whoever says that it was written is believed, also without an agreement: it is worse than what a rule could make of it.
    const made = ofThis.find(({ body }) => body.step === "made");
    const state = made !== undefined ? "made" : isLate(now) ? "over" : agreed !== undefined ? "agreed" : "asked";
    return [{ id, leaf, epoch, asked: said(asked), agreed: saidOrNull(agreed), made: saidOrNull(made), state }];
  });
}

/** True for what an active reader of the organisation says of its own keys. */
function isOwn({ device, leaf, body }: ExportEntry, organisation: string, directory: Directory): boolean {
  const author = directory.device(device);
  return (
    body.organisation === organisation &&
    author?.organisation === organisation &&
    author.role === "reader" &&
    directory.mayAuthor(device, leaf)
  );
}

function said({ device, at }: ExportEntry): Said {
  return { device, at };
}

function saidOrNull(entry: ExportEntry | undefined): Said | null {
  return entry === undefined ? null : said(entry);
}
