// What the program's own address offers besides the program: read like any answer, up to a bound.
import { decodeUtf8 } from "../crypto/utf8.ts";
import { askBounded, type Fetch } from "../protocol/bounded-answer.ts";

/** Founding note, checkpoint, place names and vault are far smaller. */
const maxBytes = 1_048_576;
const silenceMilliseconds = 30_000;

const here = ((url: string, request: RequestInit) => fetch(url, request)) as Fetch;

/** Posts bytes to the program that serves this page on this computer. Gives what it answered; null when it did not take them. */
export async function postOwn(path: string, body: Uint8Array): Promise<string | null> {
  const answer = await askBounded(here, path, { method: "POST", body, maxBytes }, silenceMilliseconds);
  return answer !== null && answer.status >= 200 && answer.status < 300 ? decodeUtf8(answer.body) : null;
}

/** A file as text; null when it is not there, is no text, or did not come whole. */
export async function ownText(path: string): Promise<string | null> {
  return (await ownFile(path)).text;
}

/** A file as text, and whether who serves this page answered that it has none: nobody needs to ask again. */
export async function ownFile(path: string): Promise<{ readonly text: string | null; readonly isNone: boolean }> {
  const answer = await askBounded(here, path, { method: "GET", maxBytes }, silenceMilliseconds);
  const isWhole = answer?.status === 200 && answer.flaw === null;
  return { text: isWhole ? decodeUtf8(answer.body) : null, isNone: answer?.status === 404 };
}

/** A larger file as bytes; null when it is not there, or did not come whole. */
export async function ownBytes(path: string, most: number): Promise<Uint8Array | null> {
  const answer = await askBounded(here, path, { method: "GET", maxBytes: most }, silenceMilliseconds);
  return answer?.status === 200 && answer.flaw === null ? answer.body : null;
}

/** A file as JSON; `otherwise` when it is not there or none. */
export async function jsonAt<T>(path: string, otherwise: T): Promise<T> {
  try {
    const text = await ownText(path);
    return text === null ? otherwise : (JSON.parse(text) as T);
  } catch {
    return otherwise;
  }
}
