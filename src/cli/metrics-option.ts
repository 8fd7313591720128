// The option of every program that gives numbers to Prometheus.
import type { Given } from "./command.ts";

export const metricsOption = {
  value: "PORT",
  help: "give numbers in the form of Prometheus, on this port of this machine only: GET /metrics",
} as const;

/** The port; null when none was asked for. */
export function metricsPortGiven(given: Given): number | null {
  return given.has("metrics") ? given.number("metrics", 0, 65_535) : null;
}
