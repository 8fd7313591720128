// A screen to look at, and how a person gets to it.
import type { Page } from "playwright-core";

export interface Scene {
  readonly name: string;
  readonly path: (language: string) => string;
  readonly play: (page: Page) => Promise<void>;
  /** As it comes out of a printer. */
  readonly media?: "print";
  /** The scene from which the way goes on to this one, and how. */
  readonly after?: { readonly scene: Scene; readonly goOn: Scene["play"] };
}

/** A scene of an address, or of one that each language has for itself. */
export function scene(name: string, path: string | Scene["path"], play: Scene["play"], media?: "print"): Scene {
  const at = typeof path === "string" ? () => path : path;
  return media === undefined ? { name, path: at, play } : { name, path: at, play, media };
}

/** A scene to which the way goes on from another one. */
export function onward(before: Scene, name: string, goOn: Scene["play"]): Scene {
  const play: Scene["play"] = async (page) => {
    await before.play(page);
    await goOn(page);
  };
  return { name, path: before.path, play, after: { scene: before, goOn } };
}

/** Scenes one onward of the other, all of one address: each with how the way goes on to it from the one before. */
export function inTurn(
  path: string | Scene["path"],
  ...steps: readonly (readonly [string, Scene["play"]])[]
): readonly Scene[] {
  const made: Scene[] = [];
  for (const [name, play] of steps) {
    const before = made.at(-1);
    made.push(before === undefined ? scene(name, path, play) : onward(before, name, play));
  }
  return made;
}
