// The network of every client over the platform's `fetch`.
import { askBounded, type Fetch } from "../../protocol/bounded-answer.ts";
import type { Network } from "./host-client.ts";

/** How long a line may be silent before a client gives it up, in milliseconds: a mobile network may hold back everything for so long. */
const patience = 30_000;

/** A network that gives up a line after so many milliseconds of silence. */
export function networkOver(fetch: Fetch, silence: number = patience): Network {
  return (url, request) => askBounded(fetch, url, request, silence);
}
