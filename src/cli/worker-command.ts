// A row of worker-commands.ts as a command: it opens the device, finds the case, and answers.
import type { CaseDesk } from "../member/cases.ts";
import type { Device } from "../member/device.ts";
import type { CaseView } from "../member/views.ts";
import { readSmallFile } from "../operate/files/given-files.ts";
import { type Answer, type Call, type Command, commandProblem, type Option } from "./command.ts";
import { useDevice, vaultOptions } from "./vault-folder.ts";

interface Row {
  /** The line of the list of commands. */
  readonly summary: string;
  /** The words behind the command's name, one form a line, but for --vault, which all of them have. */
  readonly usage: readonly string[];
  readonly about: readonly string[];
  readonly options?: Readonly<Record<string, Option>>;
}

/** A case of this device. */
export interface CaseAt {
  readonly member: Device;
  readonly caseId: string;
  /** The case as it is at this moment: a verb changes it, or erases it. */
  readonly view: CaseView;
  /** The id of another case, by its first digits. */
  readonly find: (start: string) => string;
}

/** A verb in a case: `Asked` comes from the command line, `Done` from the desk. */
export interface CaseVerb<Asked = unknown, Done = unknown> extends Row {
  /** The names of its arguments: CASE alone by default, and else the first one where none is called so. */
  readonly takes?: readonly string[];
  /** Read before the device is opened; `read` gives the text of a small file. */
  readonly asks: (call: Call, read: (file: string) => string) => Asked;
  /** The desk's method. False when it wrote nothing that could be sent. */
  readonly does: (desk: CaseDesk, at: CaseAt, asked: Asked) => Promise<Done>;
  readonly answer: (asked: Asked, at: CaseAt, done: Done) => Answer;
}

export interface DeviceList extends Row {
  readonly answer: (member: Device, call: Call) => Answer | Promise<Answer>;
}

export function caseCommand<Asked, Done>(row: CaseVerb<Asked, Done>): Command {
  const { takes = ["CASE"], asks, does, answer } = row;
  return {
    ...formsOf(row),
    takes,
    run: (call, terminal) => {
      const request = asks(call, readSmallFile);
      return useDevice(call, terminal, async (member) => {
        const find = (start: string) => findCase(member, start).state.id;
        const caseId = find(call.argument(Math.max(0, takes.indexOf("CASE"))));
        const at: CaseAt = {
          ...{ member, caseId, find },
          get view() {
            return findCase(member, caseId);
          },
        };
        const gift = await does(member.cases, at, request);
        if (gift !== false) await member.sync();
        return answer(request, at, gift);
      });
    },
  };
}

export function listCommand(row: DeviceList): Command {
  const run: Command["run"] = (call, terminal) => useDevice(call, terminal, async (member) => row.answer(member, call));
  return { ...formsOf(row), run };
}

function formsOf({ usage, about, options }: Row) {
  return {
    usage: usage.map((form) => `${form} --vault DIR`.trimStart()),
    about,
    options: { ...vaultOptions, ...options },
  };
}

/** The one case whose id begins with these digits. Throws a problem of the command when there is none, or more than one. */
export function findCase({ cases }: Device, start: string): CaseView {
  const ids = /^[0-9a-f]{6,64}$/.test(start)
    ? cases.inbox.map(({ caseId }) => caseId).filter((id) => id.startsWith(start))
    : [];
  const view = ids.length === 1 ? cases.view(ids[0] ?? "") : null;
  if (ids.length > 1) throw commandProblem("ambiguous-case", "several cases begin with these digits");
  if (view === null) throw commandProblem("no-such-case", "this device holds no such case; give at least six digits");
  return view;
}
