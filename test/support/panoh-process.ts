// The real program as processes of their own, for tests that stop, starve or restart it: `panoh serve`, `panoh witness`, `panoh mirror`.
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { until } from "./until.ts";

const main = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));

export interface PanohProcess {
  readonly child: ChildProcess;
  /** What it printed beside its answer, so far. */
  beside: string;
  /** How it ended; null while it runs. */
  ended: { readonly code: number | null; readonly signal: string | null } | null;
  /** Where it listens; empty before it said so. */
  readonly url: string;
}

export interface ProcessOptions {
  /** Put before the command: `prlimit`, `unshare`, `faketime`. */
  readonly under?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** The program's file, where it is not this clone's. */
  readonly program?: string;
  /** Where its output goes: a file's handle. */
  readonly output?: number;
}

/** Starts a command. It runs on until it ends by itself or is stopped. */
export function startPanoh(args: readonly string[], options: ProcessOptions = {}): PanohProcess {
  const [command = "", ...rest] = [
    ...(options.under ?? []),
    process.execPath,
    "--disable-warning=ExperimentalWarning",
    options.program ?? main,
    ...args,
  ];
  const child = spawn(command, rest, {
    stdio: ["ignore", options.output ?? "ignore", "pipe"],
    env: { ...process.env, ...options.env },
  });
  const running: PanohProcess = {
    child,
    beside: "",
    ended: null,
    get url() {
      return /^Listening +(http:\/\/\S+)$/m.exec(this.beside)?.[1] ?? "";
    },
  };
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    running.beside += text;
  });
  child.once("close", (code, signal) => {
    running.ended = { code, signal };
  });
  return running;
}

/** Starts a command that listens, and waits until it does. Fails when it ends instead. */
export async function startListening(args: readonly string[], options: ProcessOptions = {}): Promise<PanohProcess> {
  const running = startPanoh(args, options);
  await until(() => running.url !== "" || running.ended !== null);
  assert.ok(running.ended === null, `panoh ${args[0]} ended: ${running.beside}`);
  return running;
}

/** Asks it to stop, or kills it, and waits until it is gone. */
export async function stopPanoh(running: PanohProcess, signal: "SIGTERM" | "SIGKILL" = "SIGTERM"): Promise<void> {
  if (running.ended !== null) return;
  const gone = once(running.child, "close");
  running.child.kill(signal);
  await gone;
}
