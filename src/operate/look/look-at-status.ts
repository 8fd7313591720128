// A host that runs, by what it says of itself on its status port.
import type { Founding } from "../../core/directory-note.ts";
import { decodeUtf8 } from "../../crypto/utf8.ts";
import type { HostStatus } from "../../server/status.ts";
import { network } from "../country-client.ts";
import { programVersion } from "../program-version.ts";
import type { Look } from "./look.ts";
import { lookAtSpace, lookAtVersions } from "./look-at-place.ts";
import { lookAtAges, lookAtClock } from "./look-at-time.ts";
import { layoutOf } from "./look-through.ts";

export const neededBytes = 1_000_000_000;
export const fromMirror = 'restore from a mirror (panoh restore; "Restoring" in the guide for hosts)';
export const bytesFromMirror = "start the host with --mirror, which takes the bytes again";
const maxStatusBytes = 64 * 1024;

/** Null where no host answers. */
export async function askStatus(port: number): Promise<HostStatus | null> {
  const answer = await network(`http://127.0.0.1:${port}/status`, { method: "GET", maxBytes: maxStatusBytes });
  if (answer?.status !== 200) return null;
  try {
    const status = JSON.parse(decodeUtf8(answer.body) ?? "") as HostStatus;
    // Another program's port on this machine; one of ours has all of these.
    return Array.isArray(status.witnesses) && Array.isArray(status.why) && typeof status.integrity?.flaws === "number"
      ? status
      : null;
  } catch {
    return null;
  }
}

const holds: Readonly<Record<HostStatus["why"][number], string>> = {
  "write-failed": "a write failed: make room or replace the disk, and it tries again by itself",
  "store-away":
    "its database does not answer or may not be written to: look after PostgreSQL, and it goes on by itself",
  "witnesses-unheard": "too few witnesses have answered since its start: ask who runs them",
  "store-behind": `its store is behind what was signed: ${fromMirror}`,
  "no-second-place":
    "too few second places have all that it logged, or answered since its start: look after the mirrors of --place, and it goes on by itself",
  "note-rotten": `a note of the directory rotted on its disk: ${bytesFromMirror}`,
};

const clockFlaws: Readonly<Record<NonNullable<HostStatus["clockFlaw"]>, string>> = {
  behind: "the host's clock is behind the log's own time, so that it writes no time notes: set the clock",
  "far-ahead":
    "the host's clock is far after the log's newest time, and it is the only clock: set it, or start with --clock-is-right if it is right",
};

export function lookAtStatus(look: Look, status: HostStatus, founding: Founding): void {
  const { version, schema, moving, freeBytes, integrity, witnesses, checkpoint, clockFlaw, takes, why } = status;
  const time = (text: string | null | undefined) => (typeof text === "string" ? Date.parse(text) : null);
  const newest = checkpoint === null ? null : { size: checkpoint.size, at: time(checkpoint.at) };
  const timeNote = time(status.timeNote);
  if (version === programVersion()) lookAtVersions(look, schema);
  else
    look.toDo(
      "Versions",
      `the host runs panoh ${version}, this program is ${programVersion()}: start the host again with this one`,
    );
  look.good("Host", "it runs");
  if (moving > 0) look.good("Store", layoutOf(schema, moving));
  if (takes) look.good("Submissions", "it takes them");
  else look.toDo("Submissions", `it takes none: ${why.map((each) => holds[each] ?? each).join("; ")}`);
  sayPlaces(look, status, founding);
  lookAtSpace(look, ".", neededBytes, freeBytes);
  sayIntegrityOf(look, integrity);
  lookAtClock(look, [newest?.at ?? null, timeNote, ...witnesses.map(({ answeredAt }) => time(answeredAt))]);
  if (clockFlaw !== null && clockFlaw !== undefined) look.toDo("Clock", clockFlaws[clockFlaw]);
  lookAtAges(look, newest, timeNote, "look at what the host printed, and at its witnesses");
  for (const { name, state, answeredAt } of witnesses) {
    const about = `Witness ${name}`;
    if (state === "silent") look.toDo(about, "it does not answer: ask who runs it");
    else if (state === "bad") look.toDo(about, "it answers, but not with a cosignature that holds: ask who runs it");
    else look.good(about, answeredAt === null ? "not asked yet" : `it cosigned at ${answeredAt}`);
  }
}

/** Where else everything is kept before anybody is answered. A host of before says nothing of it. */
function sayPlaces(
  look: Look,
  { places }: Partial<Pick<HostStatus, "places">>,
  { trial, demonstration, places: foundingPlaces }: Founding,
): void {
  const about = "Second place";
  if (places === undefined) return;
  const { needed: count, database, mirrors } = places;
  const total = mirrors.length + (database ? 1 : 0);
  if (count === 0) {
    if (trial || demonstration) return;
    if (foundingPlaces === 0)
      look.good(about, "there is none, as the founding accepted: what was acknowledged last is lost with this disk");
    else
      look.toDo(
        about,
        'there is none: what was acknowledged last is lost with this disk. Start the host with --place ("A second place" in the guide for hosts)',
      );
    return;
  }
  if (total < count)
    look.toDo(about, `${count} must have what is logged, and ${total} are named: start the host with --place`);
  if (database) look.good(about, "the database waits for another machine at each commit");
  for (const { url, state, size } of mirrors) {
    const leaves = size === null ? "" : `, ${size} leaves`;
    if (state === "silent") look.toDo(`${about} ${url}`, `it does not answer${leaves}: ask who runs it`);
    else if (state === "bad")
      look.toDo(`${about} ${url}`, "it does not keep this log, or not under the key that was named: ask who runs it");
    else look.good(`${about} ${url}`, state === null ? "not asked yet" : `it keeps what is logged${leaves}`);
  }
}

function sayIntegrityOf(look: Look, { flaws, leaves, checkedAt, rows }: HostStatus["integrity"]): void {
  if (flaws > 0)
    look.toDo(
      "Integrity",
      `${flaws} leaves are not as they were logged (${(leaves ?? []).join(", ")}): replace the disk, and ${bytesFromMirror}`,
    );
  else if (checkedAt === null)
    look.notSeen("Integrity", "the first look since its start is not over: ask again in some minutes");
  else look.good("Integrity", `all ${rows} leaves were as they were logged at ${checkedAt}`);
}
