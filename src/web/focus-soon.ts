// Where the focus goes when what was pressed is gone: after the next drawing, because before it the place may be hidden or not there.

export function focusSoon(find: () => HTMLElement | null | undefined): void {
  requestAnimationFrame(() => requestAnimationFrame(() => find()?.focus()));
}

/** The title of the open case. */
export function focusCase(): void {
  focusSoon(() => document.getElementById("case-title"));
}
