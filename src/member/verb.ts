// What a verb of the engine gives: its result, or its refusal as a value. A refusal changed nothing. Inside the engine it is thrown, so that it crosses
// every step between; here is where that ends. What is no refusal but a mistake of the program goes on being thrown.
import type { ComposeRefusal } from "./sending/composer.ts";
import { ComposeProblem } from "./sending/composer.ts";
import { StoreProblem } from "./store/store.ts";

/** Why a verb did nothing: the rules, or the store. */
export type Refusal = ComposeRefusal | "store-full" | "store-failed";

/** `done` means durable on this device: the network may come later. */
export type Verdict<T = void> =
  | { readonly is: "done"; readonly value: T }
  | { readonly is: "failed"; readonly reason: Refusal; readonly problem: ComposeProblem | StoreProblem };

export async function verdictOf<T>(work: () => Promise<T>): Promise<Verdict<T>> {
  try {
    return { is: "done", value: await work() };
  } catch (problem) {
    if (problem instanceof ComposeProblem) return { is: "failed", reason: problem.code, problem };
    if (!(problem instanceof StoreProblem)) throw problem;
    return { is: "failed", reason: problem.code === "full" ? "store-full" : "store-failed", problem };
  }
}

/** For whoever has no other way on, as a command: the result, or the refusal thrown. */
export async function must<T>(verb: Promise<Verdict<T>>): Promise<T> {
  const verdict = await verb;
  if (verdict.is === "failed") throw verdict.problem;
  return verdict.value;
}
