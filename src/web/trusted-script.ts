// The one Trusted Types policy of the program and of the public page, `panoh`. It admits exactly four script addresses, all its own, and no HTML and no
// script text at all. The content security policy names it: `trusted-types panoh`.

export const serviceWorkerUrl = "/service-worker.js";
export const vaultWorkerUrl = "/vault-worker.js";
export const tableWorkerUrl = "/table-worker.js";
/** Of the public page about the open record. */
export const recordWorkerUrl = "/record-worker.js";
const admitted = [serviceWorkerUrl, vaultWorkerUrl, tableWorkerUrl, recordWorkerUrl] as const;

interface TrustedTypesFactory {
  createPolicy(
    name: string,
    rules: { readonly createScriptURL: (url: string) => string },
  ): { createScriptURL(url: string): unknown };
}

let policy: { createScriptURL(url: string): unknown } | null = null;

/**
 * The address in the form that `new Worker` and `serviceWorker.register` accept under the policy. Throws for any other
 * address. In browsers without Trusted Types it is the plain address.
 */
export function trustedScript(url: (typeof admitted)[number]): string {
  policy ??= makePolicy();
  // The DOM's declarations know only strings here; the object is a TrustedScriptURL.
  return policy.createScriptURL(url) as string;
}

function makePolicy(): { createScriptURL(url: string): unknown } {
  const rules = { createScriptURL: admit };
  const factory = (globalThis as { trustedTypes?: TrustedTypesFactory }).trustedTypes;
  return factory?.createPolicy("panoh", rules) ?? rules;
}

function admit(url: string): string {
  if (!admitted.some((one) => one === url)) throw new TypeError("not one of the program's own scripts");
  return url;
}
