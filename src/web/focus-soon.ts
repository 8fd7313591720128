// Where the focus goes when what was pressed is gone: after the next drawing, because before it the place may be hidden or not there.

export function focusSoon(find: () => HTMLElement | null | undefined): void {
  requestAnimationFrame(() => requestAnimationFrame(() => find()?.focus()));
}

/** The title of the open case. What was saved may end late: whoever writes in the search of the list by then stays there. */
export function focusCase(): void {
  focusSoon(() => (document.activeElement?.closest(".find") ? null : document.getElementById("case-title")));
}
