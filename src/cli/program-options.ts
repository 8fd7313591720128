// Options of programs that run on: numbers for Prometheus, the web server before them, their output, the passphrase of their key.
import { isIP } from "node:net";
import type { Logged } from "../operate/event-log.ts";
import { type Call, usageProblem } from "./command.ts";

export const metricsOption = {
  value: "PORT",
  help: "give numbers in the form of Prometheus, on this port of this machine only: GET /metrics",
} as const;

/** The word of the web server before a host or a mirror on a client's address counts for the limits (LG9). */
export const proxyOption = {
  value: "ADDRESS",
  many: true,
  help: "a web server before it that names the client last in x-forwarded-for, like 127.0.0.1",
} as const;

export const logOption = {
  value: "WHAT",
  help: "what is printed as JSON lines: requests (the default) or events, which leaves each request out",
} as const;

export function loggedGiven(call: Call): Logged {
  return call.has("log") ? call.code("log", ["requests", "events"]) : "requests";
}

export const keyPassphraseOption = {
  value: "FILE",
  help: "the passphrase of a locked key, instead of asking for it",
} as const;

/** Where a program listens. */
export function addressOptions(defaultPort: number) {
  return {
    port: { value: "N", help: `the port; default ${defaultPort}` },
    hostname: { value: "NAME", help: "the address to listen on; default 127.0.0.1" },
  } as const;
}

export function addressGiven(call: Call, defaultPort: number) {
  const hostname = call.find("hostname") ?? "127.0.0.1";
  return { hostname, port: call.number("port", 0, 65_535, defaultPort) };
}

/** A port of this machine alone; null when none was asked for. */
export function ownPortGiven(call: Call, name: "metrics" | "status"): number | null {
  return call.has(name) ? call.number(name, 0, 65_535) : null;
}

/** The ports of a program that serves a log, and the proxies before it. */
export function servingGiven(call: Call, defaultPort: number) {
  const trustedProxies = call.all("proxy");
  if (trustedProxies.some((address) => isIP(address) === 0)) throw usageProblem("--proxy is an address like 127.0.0.1");
  return { ...addressGiven(call, defaultPort), metricsPort: ownPortGiven(call, "metrics"), trustedProxies };
}

/** An address that a program listens on, for its operator. */
export function listeningAt(hostname: string, port: number): string {
  return `http://${hostname.includes(":") ? `[${hostname}]` : hostname}:${port}`;
}
