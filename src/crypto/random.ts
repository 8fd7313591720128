// The platform's random generator. Layers that must be repeatable in tests take a `RandomBytes` as an argument instead.
import { randomBytes as nobleRandomBytes } from "@noble/hashes/utils.js";

/** A source of cryptographically secure random bytes. */
export type RandomBytes = (length: number) => Uint8Array;

/** The platform's own secure generator. */
export const randomBytes: RandomBytes = (length) => nobleRandomBytes(length);
