// Trust policies (C2SP tlog-policy), parsed strictly: which logs and witnesses count, and how many must have cosigned. A
// policy is bytes, since its names are opaque octets. What a checkpoint makes of a policy is in evaluate-policy.ts.
import { decodeUtf8 } from "../crypto/utf8.ts";
import { parseVerifierKey, signatureType, type VerifierKey } from "../note/signed-note.ts";
import { parseDecimal } from "./decimal.ts";

export interface Policy {
  readonly logs: readonly PolicyLog[];
  readonly witnesses: readonly PolicyWitness[];
  /** In the order of definition: members are always defined before the group. */
  readonly groups: readonly PolicyGroup[];
  /** The name of a witness or group, or `none`. */
  readonly quorum: string;
}

interface PolicyLog {
  readonly key: VerifierKey;
  readonly url: string | null;
}

export interface PolicyWitness {
  /** The name inside the policy; the key has its own. */
  readonly name: string;
  readonly key: VerifierKey;
  readonly url: string | null;
}

interface PolicyGroup {
  readonly name: string;
  /** How many members must have witnessed: 1 for `any`, all for `all`. */
  readonly threshold: number;
  readonly members: readonly string[];
}

/** The predefined quorum that asks for no witness. */
export const noQuorum = "none";

/** A longer policy is refused. Far above the 32 logs, witnesses and groups that the specification asks for. */
const maxPolicyBytes = 64 * 1024;

/**
 * The policy in these bytes, or null. Accepts what C2SP tlog-policy allows, with Ed25519 keys only: type 0x01 for logs,
 * type 0x04 for witnesses. Every line, the last one too, ends in a newline.
 */
export function parsePolicy(bytes: Uint8Array): Policy | null {
  if (bytes.length > maxPolicyBytes || bytes.at(-1) !== newline || !bytes.every(isAllowedOctet)) return null;
  const draft: Draft = { logs: [], witnesses: [], groups: [], quorum: null, defined: new Set(), members: new Set() };
  for (const line of splitOctets(bytes, (octet) => octet === newline)) {
    const items = splitOctets(line, (octet) => octet === space || octet === tab)
      .filter((item) => item.length > 0)
      .map(octetText);
    if (items.length === 0 || items[0]?.startsWith("#")) continue;
    if (!addLine(draft, items)) return null;
  }
  const { logs, witnesses, groups, quorum } = draft;
  return quorum === null ? null : { logs, witnesses, groups, quorum };
}

const tab = 0x09;
const newline = 0x0a;
const space = 0x20;

interface Draft {
  readonly logs: PolicyLog[];
  readonly witnesses: PolicyWitness[];
  readonly groups: PolicyGroup[];
  quorum: string | null;
  /** Names of witnesses and groups so far. */
  readonly defined: Set<string>;
  /** Names that are a member of some group so far. */
  readonly members: Set<string>;
}

function addLine(draft: Draft, [keyword, ...items]: readonly string[]): boolean {
  switch (keyword) {
    case "log":
      return addLog(draft, items);
    case "witness":
      return addWitness(draft, items);
    case "group":
      return addGroup(draft, items);
    case "quorum":
      return setQuorum(draft, items);
    default:
      return false;
  }
}

function addLog(draft: Draft, [vkey, url, ...rest]: readonly string[]): boolean {
  const key = parseKey(vkey, signatureType.ed25519);
  if (key === null || rest.length > 0 || holdsKey(draft.logs, key)) return false;
  draft.logs.push({ key, url: url ?? null });
  return true;
}

function addWitness(draft: Draft, [name, vkey, url, ...rest]: readonly string[]): boolean {
  const key = parseKey(vkey, signatureType.cosignature);
  if (name === undefined || key === null || rest.length > 0 || holdsKey(draft.witnesses, key)) return false;
  if (!define(draft, name)) return false;
  draft.witnesses.push({ name, key, url: url ?? null });
  return true;
}

function addGroup(draft: Draft, [name, thresholdText, ...members]: readonly string[]): boolean {
  if (name === undefined || thresholdText === undefined) return false;
  const threshold = parseThreshold(thresholdText, members.length);
  if (threshold === null) return false;
  for (const member of members) {
    if (!draft.defined.has(member) || draft.members.has(member)) return false;
    draft.members.add(member);
  }
  if (!define(draft, name)) return false;
  draft.groups.push({ name, threshold, members });
  return true;
}

function setQuorum(draft: Draft, [name, ...rest]: readonly string[]): boolean {
  if (name === undefined || rest.length > 0 || draft.quorum !== null) return false;
  if (name !== noQuorum && !draft.defined.has(name)) return false;
  draft.quorum = name;
  return true;
}

function define(draft: Draft, name: string): boolean {
  if (name === noQuorum || draft.defined.has(name)) return false;
  draft.defined.add(name);
  return true;
}

function parseThreshold(text: string, memberCount: number): number | null {
  if (memberCount === 0) return null;
  if (text === "any") return 1;
  if (text === "all") return memberCount;
  const threshold = parseDecimal(text);
  return threshold === null || threshold < 1 || threshold > memberCount ? null : threshold;
}

function parseKey(vkey: string | undefined, type: number): VerifierKey | null {
  const key = vkey === undefined ? null : parseVerifierKey(vkey);
  return key?.type === type ? key : null;
}

// Two keys are the same when the public keys are, whatever their names.
function holdsKey(holders: readonly { readonly key: VerifierKey }[], key: VerifierKey): boolean {
  return holders.some((holder) => holder.key.publicKey.every((byte, i) => byte === key.publicKey[i]));
}

function isAllowedOctet(octet: number): boolean {
  return octet === tab || octet === newline || (octet >= space && octet !== 0x7f);
}

function splitOctets(bytes: Uint8Array, isSeparator: (octet: number) => boolean): readonly Uint8Array[] {
  const parts: Uint8Array[] = [];
  let start = 0;
  bytes.forEach((octet, i) => {
    if (!isSeparator(octet)) return;
    parts.push(bytes.subarray(start, i));
    start = i + 1;
  });
  parts.push(bytes.subarray(start));
  return parts;
}

// Different octets must stay different names. Octets that are no UTF-8 become lone surrogates, which decoding never gives.
function octetText(octets: Uint8Array): string {
  return (
    decodeUtf8(octets) ??
    Array.from(octets, (octet) => String.fromCharCode(octet < 0x80 ? octet : 0xdc00 + octet)).join("")
  );
}
