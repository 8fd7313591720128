// Every leaf of a log as a host serves them to a stranger, in entry bundles. What is no bundle gives no leaves: the root shows it.
import { parseEntryBundle, tilePath, tileWidth } from "../../src/log/tile.ts";

export async function servedLeaves(url: string, size: number): Promise<readonly Uint8Array[]> {
  const leaves: Uint8Array[] = [];
  for (let index = 0; index * tileWidth < size; index++) {
    const width = Math.min(tileWidth, size - index * tileWidth);
    const answer = await fetch(`${url}/${tilePath({ level: "entries", index, width })}`);
    leaves.push(...(parseEntryBundle(new Uint8Array(await answer.arrayBuffer()), width) ?? []));
  }
  return leaves;
}
