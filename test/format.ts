// `npm run format`: puts every file in order that the formatter can put in order, imports too. What is left is for a person.
import { runTool } from "./architecture/run-tool.ts";

const { output, isContent } = runTool("biome", ["check", "--write", "--colors=off", "--error-on-warnings"]);
process.stdout.write(output);
process.exitCode = isContent ? 0 : 1;
