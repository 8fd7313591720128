// Work that waits until the page was drawn, so that what was pressed is seen to be pressed. A page that is hidden, or a machine that is too busy to draw,
// gives no frame at all, perhaps for minutes: then the work goes on without one.

/** Without a frame for so long, nobody is looking. */
const longestMilliseconds = 300;

/** Resolves after the next drawing, and at the latest after 300 ms. */
export function afterDrawing(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, longestMilliseconds);
    requestAnimationFrame(() => {
      clearTimeout(timer);
      setTimeout(resolve, 0);
    });
  });
}
