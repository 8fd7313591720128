// How screens name an organisation.
import type { Engine } from "../engine.ts";
import { nameIn } from "./moments.ts";

/** Its name in the reader's language, else in another; its id while the directory names none. */
export function nameOfOrganisation(engine: Engine, id: string): string {
  return nameIn(engine.directory.organisation(id)?.name ?? {}) || id;
}
