// `panoh store move`: takes all that a host's store holds into PostgreSQL, or back into a file of its folder (ST7). The host does not run meanwhile. What is moved is
// checked at the end; until then hosts may start on the source alone, afterwards on the target alone.
import { existsSync, renameSync } from "node:fs";
import { join } from "node:path";
import { Problem } from "../../core/problem.ts";
import { randomBytes } from "../../crypto/random.ts";
import { readFounding } from "../../operate/files/given-files.ts";
import { isLocked } from "../../operate/look/look-through.ts";
import { databaseProblem, hostFiles, storeAddressIn } from "../../operate/open-host-store.ts";
import { openTogether } from "../../operate/open-together.ts";
import { logKeyOf } from "../../protocol/clear-note.ts";
import { openPostgresContents } from "../../server/store/postgres-contents.ts";
import { openSqliteContents } from "../../server/store/sqlite-contents.ts";
import type { StoreContents } from "../../server/store/store-contents.ts";
import { type MoveRefusal, MoveRefused, moveStore } from "../../server/store/store-move.ts";
import { type Command, commandProblem } from "../command.ts";
import { acceptedDatabase, acceptOption } from "../weaknesses.ts";

export const storeMoveCommand: Command = {
  usage: ["--dir DIR --to postgresql|sqlite"],
  about: [
    `Moves the log of a host that does not run: from ${hostFiles.database} in its folder into the empty database that ${hostFiles.address} there names, or back.`,
    "All of it is checked at the end: every leaf's bytes, the signed root, tokens and heads. The source stays as it is, and no host starts on it any more.",
    "When it was broken off, give the same command again: it goes on.",
  ],
  options: {
    dir: { value: "DIR", help: "the host's data folder" },
    to: { value: "WHERE", help: "postgresql or sqlite" },
    ...acceptOption,
  },
  run: async (call, terminal) => {
    const dir = call.get("dir");
    const to = call.code("to", ["postgresql", "sqlite"]);
    const founding = readFounding(join(dir, hostFiles.founding));
    const address = storeAddressIn(dir);
    if (address === null)
      throw commandProblem(
        "not-a-database",
        `${dir} names no database: write its address into ${join(dir, hostFiles.address)}`,
      );
    const file = join(dir, hostFiles.database);
    if (to === "postgresql" && !existsSync(file)) throw commandProblem("not-moved", `there is no ${file}`);
    let lastLineAt = 0;
    const { size, close } = await openTogether(async (closing) => {
      const folderContents = openAlone(file);
      closing(() => folderContents.close());
      const onLossy = (settings: readonly string[]) => {
        if (to === "postgresql")
          for (const line of acceptedDatabase(call, founding.founding, settings)) terminal.inform(line);
      };
      const databaseContents = await openPostgresContents(address, onLossy).catch((error: unknown) => {
        throw databaseProblem(error);
      });
      closing(() => databaseContents.close());
      const [source, target] =
        to === "postgresql" ? [folderContents, databaseContents] : [databaseContents, folderContents];
      const onProgress = (what: "moved" | "checked", leaves: number, of: number) => {
        const now = performance.now();
        if (leaves < of && now - lastLineAt < 2_000) return;
        lastLineAt = now;
        terminal.inform(`${what === "moved" ? "Moved  " : "Checked"}    ${leaves} of ${of} leaves`);
      };
      return { size: await moveStore({ source, target, logKey: logKeyOf(founding), randomBytes, onProgress }) };
    }).catch((error: unknown) => {
      throw error instanceof MoveRefused ? commandProblem("not-moved", sentence(error, to), error) : error;
    });
    await close();
    // Last: until then a host in this folder finds two stores, and starts on none.
    if (to === "sqlite") renameSync(join(dir, hostFiles.address), join(dir, `${hostFiles.address}.moved`));
    return { lines: [`Moved      ${size} leaves`, `Next: panoh serve --dir ${dir}`], json: { size } };
  },
};

function openAlone(file: string): StoreContents {
  try {
    return openSqliteContents(file);
  } catch (error) {
    throw isLocked(error) ? new Problem("store", "busy", error) : error;
  }
}

function sentence({ why, leaf }: MoveRefused, to: "postgresql" | "sqlite"): string {
  const [from, into] =
    to === "postgresql" ? [`${hostFiles.database}`, "the database"] : ["the database", `${hostFiles.database}`];
  const sentences: Readonly<Record<MoveRefusal, string>> = {
    "source-empty": `nothing is in ${from}`,
    "source-half-moved": `a move into ${from} is not at its end: finish it first, in the other direction`,
    "source-moved": `the log in ${from} was moved before, and not to here: ${into} is not where it is`,
    "target-whole": `${into} holds a log that a host may start on: name an empty one, or move that file away`,
    "target-moved": `the log in ${into} was moved to another place: name an empty one, or move that file away`,
    "target-of-other": `${into} holds a part of another log: name an empty one, or move that file away`,
    "source-rotten": `the bytes of leaf ${leaf} rotted in ${from}: start the host with --mirror, which takes them again, then move`,
    "check-failed": `what is in ${into} now is not what ${from} holds${leaf === null ? "" : `, at leaf ${leaf}`}: ${from} is still the host's store. Remove what is in ${into}, look after its disk, and move again`,
  };
  return sentences[why];
}
