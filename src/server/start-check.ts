// Whether a host's store is an old copy (LG4): a host that goes on from one signs a second history. So before it takes anything it asks the witnesses
// and the mirrors that it knows, and waits until so many witnesses answered that no quorum can have seen more: n - k + 1 of them under a quorum of k of n.
// Reads go on in the meantime.
import { setTimeout } from "node:timers/promises";
import { meetsQuorum } from "../log/evaluate-policy.ts";
import { noQuorum, type PolicyWitness } from "../log/policy.ts";
import type { Host } from "./host.ts";
import type { Memory } from "./shown-heads.ts";
import type { Witnessing } from "./witnessing.ts";

interface StartCheckParts {
  readonly host: Host;
  readonly witnessing: Witnessing;
  /** By its address: gives the newest checkpoint that a mirror serves, null when it does not answer. */
  readonly mirrors: ReadonlyMap<string, () => Promise<string | null>>;
  /** For how many milliseconds a mirror is waited for. */
  readonly mirrorPatience?: number;
}

/** A mirror that draws out its answer is asked again later; the host starts, and keeps the log's time, without it. */
const usualPatience = 10_000;

/** What became of a question to all who had not answered yet. */
export interface AskedOthers {
  /** What somebody knows that this store does not: then it is an old copy. Null when nobody does. */
  readonly oldCopy: string | null;
  /** Witnesses and mirrors that did not answer since the start. */
  readonly silent: readonly string[];
}

export class StartCheck {
  readonly #parts: StartCheckParts;
  /** Who answered that the store is no old copy. */
  readonly #good = new Set<string>();
  /** Who holds more, as it last said. */
  readonly #ahead = new Map<string, string>();

  constructor(parts: StartCheckParts) {
    this.#parts = parts;
    parts.host.hold("witnesses-unheard");
  }

  /** True once the host may take submissions, as far as witnesses know, and every mirror answered. */
  get isOver(): boolean {
    return this.#isHeard() && [...this.#parts.mirrors.keys()].every((url) => this.#good.has(url));
  }

  /** Asks whoever has not said yet that the store is no old copy, and lets the host take submissions when it may. */
  async ask(): Promise<AskedOthers> {
    const { host, witnessing, mirrors, mirrorPatience = usualPatience } = this.#parts;
    const { witnesses } = witnessing.policy;
    await Promise.all([
      ...witnesses.map((witness) => this.#askOne(witness.name, async () => this.#memoryOf(witness))),
      ...[...mirrors].map(([url, ask]) =>
        this.#askOne(url, async () => {
          const note = await Promise.race([ask(), setTimeout(mirrorPatience, null)]);
          return note === null ? null : host.showHead(note);
        }),
      ),
    ]);
    if (this.#isHeard()) host.release("witnesses-unheard");
    const names = [...witnesses.map(({ name }) => name), ...mirrors.keys()];
    return {
      oldCopy: [...this.#ahead.values()][0] ?? null,
      silent: names.filter((name) => !this.#good.has(name) && !this.#ahead.has(name)),
    };
  }

  async #askOne(name: string, ask: () => Promise<Memory | null>): Promise<void> {
    if (this.#good.has(name)) return;
    const memory = await ask();
    if (memory === null) return;
    this.#ahead.delete(name);
    if (memory.is === "held") this.#good.add(name);
    else this.#ahead.set(name, this.#sentence(name, memory));
  }

  /** A witness that says a size alone may mean a head that the council called false (LG10), unless it cosigned this history beyond where the two part. */
  async #memoryOf(witness: PolicyWitness): Promise<Memory | null> {
    const { host, witnessing } = this.#parts;
    // To ask is to show the newest head, and what no other machine has is shown to nobody (SP1).
    if (!host.isStored) return null;
    const memory = await witnessing.memoryOf(witness);
    if (memory === null || memory.is === "held") return memory;
    const shared = host.sharedWithFalse(memory.size);
    if (shared === null || (await witnessing.publishedBy(witness.name)) > shared) return memory;
    return { is: "held" };
  }

  #isHeard(): boolean {
    const { policy } = this.#parts.witnessing;
    if (policy.quorum === noQuorum) return true;
    const unheard = policy.witnesses.map(({ name }) => name).filter((name) => !this.#good.has(name));
    return this.#ahead.size === 0 && !meetsQuorum(policy, unheard);
  }

  #sentence(name: string, memory: Exclude<Memory, { readonly is: "held" }>): string {
    const who = this.#parts.mirrors.has(name) ? `the mirror ${name}` : "a witness";
    return memory.is === "more"
      ? `${who} saw ${memory.size} leaves, this store has ${this.#parts.host.head.size}: restore the missing part or found anew`
      : `${who} saw another tree of ${memory.size} leaves: restore the true one or found anew`;
  }
}
