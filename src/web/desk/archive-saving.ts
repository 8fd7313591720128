// Saves the organisation's archive (AR6): each day into the folder that a person chose, by itself while the desk is open under `panoh open`; or, when somebody asks for it,
// as files that the browser puts where it puts downloads.
import { signal } from "@preact/signals";
import { isProblem } from "../../core/problem.ts";
import { encodeUtf8 } from "../../crypto/utf8.ts";
import type { ArchiveView } from "../../member/archive.ts";
import { maxArchiveBytes } from "../../sealing/archive-file.ts";
import type { Engine, VerbResult } from "../engine.ts";
import { ownBytes, ownFile, postOwn } from "../own-address.ts";
import { saveFile } from "../save-file.ts";

/** A part is saved by itself once the newest is so old. */
const dueMilliseconds = 20 * 3_600_000;
const lookMilliseconds = 5 * 60_000;

/** What this device remembers of the newest part; null before it was looked up, and while locked. */
export const archiveState = signal<ArchiveView | null>(null);
/** What the program that serves this page says of the folder. */
interface ArchiveFolder {
  /** Null where nobody chose one. */
  readonly folder: string | null;
  /** The files of archives in it; null where it is away. */
  readonly names: readonly string[] | null;
  /** Those of the newest one. */
  readonly newest: readonly string[];
  /** Where one can be made; none where whoever started the program named it. */
  readonly places: readonly { readonly path: string; readonly isHere: boolean }[];
}

/** Null where no `panoh open` serves this page. */
export const archiveFolder = signal<ArchiveFolder | null>(null);
/** Saving is under way. */
export const isSaving = signal(false);
/** The last save into the folder did not succeed. */
export const hasFailed = signal(false);

/** What is used of the engine. */
type Desk = Pick<Engine, "device" | "now" | "awaitsArchive" | "view">;

/** Looks now and every few minutes whether a part is due; gives how to stop. */
export function followArchive(engine: Desk): () => void {
  void look(engine);
  const timer = setInterval(() => void look(engine), lookMilliseconds);
  return () => clearInterval(timer);
}

async function look(engine: Desk): Promise<void> {
  const state = await lookUp(engine);
  // A device that waits for an archive, or is not known to the log yet, has none to give.
  if (state === null || engine.awaitsArchive.peek() || engine.view.peek()?.self?.active !== true) return;
  const isDue = state.saved === null || state.isBehind || engine.now() - state.saved.at >= dueMilliseconds;
  if (isDue && (await namesInFolder()) !== null) await saveArchive(engine);
}

async function lookUp(engine: Desk): Promise<ArchiveView | null> {
  const state = await engine.device.archive.view().catch((error: unknown) => {
    if (!isProblem(error, "engine") && !isProblem(error, "store")) throw error;
    return null;
  });
  archiveState.value = state;
  return state;
}

/** Into the folder where there is one, else as downloads: those begin anew each time, since nobody knows where they are. */
export async function saveArchive(engine: Desk): Promise<VerbResult> {
  if (isSaving.peek()) return { is: "done", value: undefined };
  isSaving.value = true;
  try {
    const names = await namesInFolder();
    const result = names === null ? await saveAsDownloads(engine) : await saveIntoFolder(engine, names);
    hasFailed.value = result.is === "failed";
    await lookUp(engine);
    return result;
  } catch (error) {
    // The folder is away, or full.
    if (!(error instanceof FolderError)) throw error;
    hasFailed.value = true;
    return { is: "failed", reason: "store-failed" };
  } finally {
    isSaving.value = false;
  }
}

class FolderError extends Error {}

/** This page is served by no `panoh open`. */
let hasNoFolder = false;

/** Asks for the folder and what is in it. */
export async function lookAtFolder(): Promise<ArchiveFolder | null> {
  if (hasNoFolder) return null;
  const { text, isNone } = await ownFile("/archive.json");
  hasNoFolder = isNone;
  archiveFolder.value = folderIn(text);
  return archiveFolder.peek();
}

/** An app that is served elsewhere says that there is no folder, and offers no place for one. */
function folderIn(text: string | null): ArchiveFolder | null {
  try {
    const said = JSON.parse(text ?? "{}") as Partial<ArchiveFolder>;
    const { folder = null, names = null, newest = [], places } = said;
    return places === undefined ? null : { folder, names, newest, places };
  } catch {
    return null;
  }
}

/** The files of archives in the folder; null where nobody chose one, or it is away. */
async function namesInFolder(): Promise<readonly string[] | null> {
  return (await lookAtFolder())?.names ?? null;
}

/** Makes the folder in a place that the program offered, and saves a base there. */
export async function chooseFolder(engine: Desk, path: string): Promise<VerbResult> {
  if ((await postOwn("/archive", encodeUtf8(path))) === null) return { is: "failed", reason: "store-failed" };
  return saveArchive(engine);
}

/** The files of the newest archive in the folder; null where one did not come whole. */
export async function filesInFolder(): Promise<readonly Uint8Array[] | null> {
  const files: Uint8Array[] = [];
  for (const name of (await lookAtFolder())?.newest ?? []) {
    const bytes = await ownBytes(`/archive/${name}`, 2 * maxArchiveBytes);
    if (bytes === null) return null;
    files.push(bytes);
  }
  return files;
}

async function saveIntoFolder(engine: Desk, names: readonly string[]): Promise<VerbResult> {
  const { archive } = engine.device;
  const chain = await archive.chainNames();
  const isBase = chain.length === 0 || !chain.every((name) => names.includes(name));
  const result = await archive.save({ isBase, where: "folder" }, ({ name, bytes }) => post(name, bytes));
  if (result.is === "failed") return result;
  const remove = async (name: string) => void (await post(`${name}/removed`, new Uint8Array(0)));
  return archive.clear({ list: namesInFolder, remove });
}

async function post(place: string, bytes: Uint8Array): Promise<string> {
  const answer = await postOwn(`/archive/${place}`, bytes);
  if (answer === null) throw new FolderError("the folder took nothing");
  return answer;
}

function saveAsDownloads(engine: Desk): Promise<VerbResult> {
  return engine.device.archive.save({ isBase: true, where: "download" }, async ({ name, bytes }) => {
    saveFile(name, "application/octet-stream", bytes);
    return null;
  });
}
