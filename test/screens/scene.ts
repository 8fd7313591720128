// A screen to look at, and how a person gets to it.
import type { Page } from "playwright-core";

export interface Scene {
  readonly name: string;
  readonly path: (language: string) => string;
  readonly play: (page: Page) => Promise<void>;
  /** As it comes out of a printer. */
  readonly media?: "print";
}

/** A scene of an address, or of one that each language has for itself. */
export function scene(name: string, path: string | Scene["path"], play: Scene["play"], media?: "print"): Scene {
  const at = typeof path === "string" ? () => path : path;
  return media === undefined ? { name, path: at, play } : { name, path: at, play, media };
}
