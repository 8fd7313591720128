// The verdict of a policy on a checkpoint: who cosigned it, when, and whether that is enough. Works on checkpoints whose log
// signature has been verified already, so that nobody can count witnesses on an unsigned head.
import type { VerifyEd25519 } from "../crypto/ed25519.ts";
import { encodeVerifierKey } from "../note/signed-note.ts";
import type { VerifiedCheckpoint } from "./checkpoint.ts";
import { medianTime, upperMedianTime, verifyCosignature } from "./cosignature.ts";
import { noQuorum, type Policy, type PolicyWitness } from "./policy.ts";

interface Cosigner {
  /** The witness's name in the policy. */
  readonly name: string;
  /** The witness's key name, as in the signature line. */
  readonly keyName: string;
  readonly timestampSeconds: number;
}

interface PolicyVerdict {
  /** True when the quorum is met and the log is listed, or no log is (the founding note names it then). */
  readonly satisfied: boolean;
  readonly cosigners: readonly Cosigner[];
  /** The median of the cosigners' times (LG8), null without cosigners. */
  readonly medianSeconds: number | null;
  /** The upper of the two in the middle, where they are two. */
  readonly upperSeconds: number | null;
}

/**
 * The verdict of a policy on a checkpoint. Null when a line with the name and key id of a known witness does not verify:
 * such a note is rejected whole. Lines of unknown keys are ignored. Of several valid lines of one witness the newest counts.
 */
export function evaluatePolicy(
  policy: Policy,
  checkpoint: VerifiedCheckpoint,
  verify?: VerifyEd25519,
): PolicyVerdict | null {
  const timeByWitness = new Map<PolicyWitness, number>();
  for (const line of checkpoint.note.signatures) {
    const witness = policy.witnesses.find(({ key }) => key.name === line.name && key.keyId === line.keyId);
    if (witness === undefined) continue;
    const time = verifyCosignature(checkpoint.note.text, line, witness.key, verify);
    if (time === null) return null;
    timeByWitness.set(witness, Math.max(time, timeByWitness.get(witness) ?? 0));
  }
  const cosigners = [...timeByWitness].map(([{ name, key }, timestampSeconds]) => ({
    name,
    keyName: key.name,
    timestampSeconds,
  }));
  const quorumMet = meetsQuorum(
    policy,
    cosigners.map(({ name }) => name),
  );
  const times = cosigners.map(({ timestampSeconds }) => timestampSeconds);
  return {
    satisfied: quorumMet && acceptsLog(policy, checkpoint),
    cosigners,
    medianSeconds: medianTime(times),
    upperSeconds: upperMedianTime(times),
  };
}

/**
 * How many witnesses must lie so that two inconsistent checkpoints both meet the policy: 2k - n for a quorum that is k of
 * n witnesses (LG5), never below 0; 0 for `none`; null for nested groups, which have no such simple number.
 */
export function lyingWitnessesForFork(policy: Policy): number | null {
  if (policy.quorum === noQuorum) return 0;
  if (policy.witnesses.some(({ name }) => name === policy.quorum)) return 1;
  const group = policy.groups.find(({ name }) => name === policy.quorum);
  if (group === undefined || !group.members.every((member) => policy.witnesses.some(({ name }) => name === member)))
    return null;
  return Math.max(0, 2 * group.threshold - group.members.length);
}

/** True when these witnesses, by their names in the policy, are enough for the quorum. */
export function meetsQuorum(policy: Policy, cosigners: readonly string[]): boolean {
  if (policy.quorum === noQuorum) return true;
  const names = new Set(cosigners);
  for (const group of policy.groups) {
    const count = group.members.filter((member) => names.has(member)).length;
    if (count >= group.threshold) names.add(group.name);
  }
  return names.has(policy.quorum);
}

function acceptsLog(policy: Policy, checkpoint: VerifiedCheckpoint): boolean {
  const vkey = encodeVerifierKey(checkpoint.logKey);
  return policy.logs.length === 0 || policy.logs.some(({ key }) => encodeVerifierKey(key) === vkey);
}
