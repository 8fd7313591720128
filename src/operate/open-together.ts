// Things that are opened one after the other and closed together: stores, ports, timers. A port that is taken must not leave the others open, for
// then the program never ends.

type Close = () => Promise<void> | void;

/** Things that were opened, and one way to close all of it, the last first. */
export type Together<T> = T & { readonly close: () => Promise<void> };

/** Runs `open`, which hands over how to close each thing as soon as it is open. When it throws, all of them are closed, and the error goes on. */
export async function openTogether<T extends object>(
  open: (closing: (close: Close) => void) => Promise<T>,
): Promise<Together<T>> {
  const ends: Close[] = [];
  const close = async () => {
    for (const end of ends.splice(0).reverse()) await end();
  };
  try {
    return { ...(await open((end) => void ends.push(end))), close };
  } catch (error) {
    await close();
    throw error;
  }
}
