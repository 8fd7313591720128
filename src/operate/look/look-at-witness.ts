// The folder of a witness: its key, and its memory of what it cosigned.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { momentOf } from "../../core/moment.ts";
import { isLockedText } from "../../sealing/locked-text.ts";
import { readWitnessHeads } from "../../server/witness-app.ts";
import { readSmallFile } from "../files/given-files.ts";
import { parseKeyFile } from "../files/key-file.ts";
import { witnessFiles } from "../run-witness.ts";
import type { Look } from "./look.ts";
import { lookAtPlace } from "./look-at-place.ts";
import { newerStore } from "./look-through.ts";

export function lookAtWitness(look: Look, dir: string): void {
  const files = [
    { name: witnessFiles.key, secret: true },
    { name: witnessFiles.heads, secret: false },
  ];
  lookAtPlace(look, dir, files, 100_000_000);
  lookAtKey(look, join(dir, witnessFiles.key));
  look.good("Clock", `${momentOf(look.now)}; compare it with another clock, since the log's time rests on it`);
  lookAtMemory(look, join(dir, witnessFiles.heads));
}

function lookAtKey(look: Look, file: string) {
  if (!existsSync(file))
    return look.toDo("Key", `there is no ${file}: put it back from where it was kept, unless systemd keeps it`);
  const text = readSmallFile(file);
  const key = parseKeyFile(text);
  if (isLockedText(text)) look.good("Key", "it is locked; the witness looks at it when it starts");
  else if (key !== null) look.good("Key", `it is whole, of ${key.name}`);
  else
    look.toDo("Key", `${file} is damaged: put it back from where it was kept, or let the council name another witness`);
}

function lookAtMemory(look: Look, file: string) {
  const forgetting = "do not start it again under this key, and let the council name another witness";
  if (!existsSync(file))
    return look.toDo(
      "Memory",
      `this witness remembers no head: if it ever cosigned, ${forgetting}; if not, start it with --log`,
    );
  const heads = readWitnessHeads(file);
  if (heads === "newer") look.toDo("Memory", newerStore);
  else if (heads === null) look.toDo("Memory", `what this witness cosigned cannot be read: ${forgetting}`);
  else if (heads.length === 0) look.good("Memory", "no log has asked it yet");
  else look.good("Memory", heads.map(({ origin, size }) => `${origin} up to ${size} leaves`).join(", "));
}
