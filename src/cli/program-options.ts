// Options of programs that run on: numbers for Prometheus, the web server before them, their output, the passphrase of their key.
import { isIP } from "node:net";
import type { Logged } from "../operate/event-log.ts";
import { type Given, usageProblem } from "./command.ts";

export const metricsOption = {
  value: "PORT",
  help: "give numbers in the form of Prometheus, on this port of this machine only: GET /metrics",
} as const;

/** The port; null when none was asked for. */
export function metricsPortGiven(given: Given): number | null {
  return given.has("metrics") ? given.number("metrics", 0, 65_535) : null;
}

/** The word of the web server before a host or a mirror on a client's address counts for the limits (LG9). */
export const proxyOption = {
  value: "ADDRESS",
  many: true,
  help: "a web server before it that names the client last in x-forwarded-for, like 127.0.0.1",
} as const;

export function proxiesGiven(given: Given): readonly string[] {
  const addresses = given.all("proxy");
  if (addresses.some((address) => isIP(address) === 0)) throw usageProblem("--proxy is an address like 127.0.0.1");
  return addresses;
}

export const logOption = {
  value: "WHAT",
  help: "what is printed as JSON lines: requests (the default) or events, which leaves each request out",
} as const;

export function loggedGiven(given: Given): Logged {
  return given.has("log") ? given.code("log", ["requests", "events"]) : "requests";
}

export const keyPassphraseOption = {
  value: "FILE",
  help: "the passphrase of a locked key, instead of asking for it",
} as const;
