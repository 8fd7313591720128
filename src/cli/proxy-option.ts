// `--proxy`: the web server before a host or mirror, whose word on a client's address counts for the limits (LG9).
import { isIP } from "node:net";
import type { Given, Option } from "./command.ts";
import { usageProblem } from "./command.ts";

export const proxyOption: Option = {
  value: "ADDRESS",
  many: true,
  help: "a web server before it that names the client last in x-forwarded-for, like 127.0.0.1",
};

/** The addresses that were given. */
export function readProxies(given: Given): readonly string[] {
  const addresses = given.all("proxy");
  if (addresses.some((address) => isIP(address) === 0)) throw usageProblem("--proxy is an address like 127.0.0.1");
  return addresses;
}
