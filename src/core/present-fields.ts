// Fields that may be missing, for objects in which a missing field is not there: schemas, signed JSON and the types of this project refuse one that is undefined.

/** Those of these fields that are there, in their order: `{ id, ...presentFields({ area }) }`. */
export function presentFields<T extends object>(fields: T): { readonly [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}
