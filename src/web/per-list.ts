// What follows from a list alone is made once for it: the engine gives the same list until one of its items is another, and a page is drawn at each press.

/** The same function, which gives for the same list what it gave before. */
export function perList<Item, Made>(make: (list: readonly Item[]) => Made): (list: readonly Item[]) => Made {
  const made = new WeakMap<readonly Item[], { readonly of: Made }>();
  return (list) => {
    const known = made.get(list) ?? { of: make(list) };
    made.set(list, known);
    return known.of;
  };
}
