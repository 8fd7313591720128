// Terms that a council decides for its country and may change later, as commands take it: witnesses with their quorum, and waits.
import { type Waits, waitsSchema } from "../core/waits.ts";
import { encodeUtf8 } from "../crypto/utf8.ts";
import { noQuorum, parsePolicy } from "../log/policy.ts";
import { type Call, usageProblem } from "./command.ts";

export const witnessOption = {
  value: "NAME=VKEY@URL",
  many: true,
  help: "a witness: its name here, its key, its address",
} as const;

/** The witness policy of `--witness` and `--quorum`, as C2SP tlog-policy writes it. */
export function policyFrom(call: Call): string {
  const witnesses = call.all("witness").map((text) => {
    const [, name, vkey, url] = /^([^=\s]+)=([^@\s]+)@(https?:\/\/\S+)$/.exec(text) ?? [];
    if (name === undefined) throw usageProblem("--witness is NAME=VKEY@URL");
    return { name, line: `witness ${name} ${vkey} ${url}\n` };
  });
  const lines = witnesses.map(({ line }) => line).join("");
  const quorum =
    call.get("quorum") === noQuorum
      ? `quorum ${noQuorum}\n`
      : `group all-witnesses ${call.number("quorum", 1, Math.max(1, witnesses.length))} ${witnesses.map(({ name }) => name).join(" ")}\nquorum all-witnesses\n`;
  const policy = `${lines}${quorum}`;
  if (parsePolicy(encodeUtf8(policy)) === null)
    throw usageProblem("the witnesses are not a policy: check each VKEY, and that names and keys differ");
  return policy;
}

/** The waits that a text names, over those that it does not name. Without the latter it must name all. */
export function waitsFrom(text: string | null, others: Waits | null): Waits {
  const pairs = (text === null ? [] : text.split(",")).map((part) => part.split("="));
  const waits: unknown = {
    ...others,
    ...Object.fromEntries(pairs.map(([name, hours]) => [name, Number(hours || "x")])),
  };
  if (!waitsSchema(waits))
    throw usageProblem("--waits is admission=H,reader=H,soloReader=H,answer=H,forms=H with whole hours");
  return waits;
}
