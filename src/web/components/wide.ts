// Whether there is room for three panes; the same width as in desk.css.
import { signal } from "@preact/signals";

const query = matchMedia("(min-width: 60em)");

export const isWide = signal(query.matches);

query.addEventListener("change", () => {
  isWide.value = query.matches;
});
