// The program `panoh`. Everything it can do is in commands.ts.

import { processTerminal } from "../operate/terminal.ts";
import { runCommandLine } from "./command-line.ts";

// Whoever reads a part only ("| head") has what they wanted; the command goes on to its end.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

process.exitCode = await runCommandLine(process.argv.slice(2), processTerminal);
