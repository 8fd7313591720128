// The class of a leaf, as the stores of hosts keep it: by its number.
import { classOfNumber, type LeafClass } from "../../log/leaf.ts";

/** Throws for a row that rotted. */
export function storedClass(value: unknown): LeafClass {
  const leafClass = classOfNumber(Number(value));
  if (leafClass === null) throw new Error("the store holds an unknown leaf class");
  return leafClass;
}
