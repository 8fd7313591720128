// Between which values a number lies that is not said exactly.

/** At least so many, and at most so many; infinitely many where nobody knows. */
export interface Bounds {
  readonly least: number;
  readonly most: number;
}
