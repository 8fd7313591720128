// The program's exit codes: one table for scripts, printed by `panoh help` and shown in docs/guide/host.md.

export const exitCodes = [
  [0, "done"],
  [1, "refused or failed: nothing was done, or what was checked does not hold; a coded problem says why"],
  [2, "not understood: the command line is wrong"],
  [3, "done here or shown from here, and the host was not reached or did not take it: do not do it again"],
] as const satisfies readonly (readonly [number, string])[];

export type ExitCode = (typeof exitCodes)[number][0];
