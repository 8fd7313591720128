// What is to be sent to an organisation, as the person reads it on the screen that is turned to them.
import type { Part } from "../core/part-table.ts";
import type { ServiceType } from "../core/service.ts";

export interface Sends {
  readonly organisation: string;
  /** It is asked first (FD16), for this help, or for a decision: the parts follow once it accepts. Absent where they go at once. */
  readonly asked?: ServiceType | "decision";
  readonly parts: readonly Part[];
}
