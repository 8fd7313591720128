// The keys of the desk: j and k move in the list, / finds, a accepts, ? helps. They are silent while somebody types or a dialog asks.
import type { RefObject } from "preact";

export interface KeyVerbs {
  /** With the case of the row that has the focus; null when no row has it. */
  readonly accept: (focused: string | null) => void;
  readonly help: () => void;
}

/** Follows the keyboard; gives a function that ends it. */
export function followKeys(list: RefObject<HTMLUListElement | null>, verbs: KeyVerbs): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target)) return;
    const act = actionOf(keyOf(event), list, verbs);
    if (act === null) return;
    event.preventDefault();
    act();
  };
  addEventListener("keydown", onKey);
  return () => removeEventListener("keydown", onKey);
}

const keyOfPlace: ReadonlyMap<string, string> = new Map([
  ["KeyJ", "j"],
  ["KeyK", "k"],
  ["KeyA", "a"],
  ["Slash", "/"],
]);

// On a keyboard of another script the key that stands in the same place counts. One of Latin letters says itself what it means, wherever
// its letters stand.
function keyOf({ key, code, shiftKey }: KeyboardEvent): string {
  const small = key.toLowerCase();
  if (/^[a-z/?]$/.test(small) || key.length > 1) return small;
  const place = keyOfPlace.get(code) ?? small;
  return place === "/" && shiftKey ? "?" : place;
}

function actionOf(key: string, list: RefObject<HTMLUListElement | null>, verbs: KeyVerbs): (() => void) | null {
  switch (key) {
    case "j":
      return () => moveFocus(list, 1);
    case "k":
      return () => moveFocus(list, -1);
    case "/":
      return () => document.getElementById("find")?.focus();
    case "a":
      return () => verbs.accept(list.current?.querySelector<HTMLElement>(":focus")?.dataset["case"] ?? null);
    case "?":
      return verbs.help;
    default:
      return null;
  }
}

function moveFocus(list: RefObject<HTMLUListElement | null>, by: number): void {
  const rows = [...(list.current?.querySelectorAll<HTMLElement>("button") ?? [])];
  const focused = rows.findIndex((row) => row.matches(":focus"));
  const opened = rows.findIndex((row) => row.getAttribute("aria-current") === "true");
  const from = focused >= 0 ? focused : opened;
  rows[Math.min(Math.max(from + by, 0), rows.length - 1)]?.focus();
}

function isBusy(target: EventTarget | null): boolean {
  if (document.querySelector("dialog[open]") !== null) return true;
  return target instanceof Element && target.matches("input:not([type=checkbox], [type=radio]), textarea, select");
}
