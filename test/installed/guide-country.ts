// The machines of the guide for installing, and an administrator who types what it says and carries what it says. What a command printed is put where the
// guide has a word in capitals for it.
import assert from "node:assert/strict";
import { cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { until } from "../support/until.ts";
import { addressOf, Container, Switch } from "./container.ts";
import { type Step, stepsOf } from "./guide.ts";

const guides = fileURLToPath(new URL("../../docs/guide", import.meta.url));

const machines = ["host", "university", "ombudsman", "mirror", "app", "council", "post", "shelter"];
const sites = {
  "host.example.tj": "host",
  "witness.university.example": "university",
  "witness.ombudsman.example": "ombudsman",
  "app.example.tj": "app",
  "mirror.example.tj": "mirror",
};
/** A stick between machines: those of the council have no network. */
const offline = "council";

export class GuideCountry {
  readonly #switch: Switch;
  readonly #machines = new Map<string, Container>();
  /** What stands for each word in capitals. */
  readonly #words = new Map<string, string>();
  readonly #passphrases = new Map<string, string>();

  private constructor(net: Switch) {
    this.#switch = net;
  }

  /** Boots all machines, with these files in root's folder. */
  static async boot(version: string, files: readonly string[]): Promise<GuideCountry> {
    const country = new GuideCountry(await Switch.start());
    country.#words.set("VERSION", version);
    try {
      const names = Object.fromEntries(
        Object.entries(sites).map(([site, machine]) => [site, country.addressOf(machine)]),
      );
      for (const [i, name] of machines.entries()) {
        const machine = await Container.boot(names);
        country.#machines.set(name, machine);
        if (name !== offline) country.#switch.connect(machine.init, 1 + i);
      }
      country.give(files);
      return country;
    } catch (error) {
      await country.end();
      throw error;
    }
  }

  at(name: string): Container {
    return this.#machines.get(name) ?? assert.fail(name);
  }

  /** The address of a machine on the network. */
  addressOf(name: string): string {
    return addressOf(1 + machines.indexOf(name));
  }

  /** Puts files into root's folder on all machines; a single one perhaps under another name. */
  give(files: readonly string[], name?: string): void {
    for (const { folder } of this.#machines.values())
      for (const file of files) cpSync(file, join(folder, "root", name ?? basename(file)));
  }

  say(word: string, text: string): void {
    this.#words.set(word, text);
  }

  /** Does what a part of the guide says; gives what was printed, by machine. */
  async play(heading: string): Promise<ReadonlyMap<string, string>> {
    const printed = new Map<string, string>();
    for (const step of stepsOf(readFileSync(join(guides, "install.md"), "utf8"), heading)) {
      if (step.is === "carry") await this.#carry(step);
      else
        for (const name of step.on.includes("each") ? machines : step.on)
          for (const line of step.lines)
            printed.set(name, `${printed.get(name) ?? ""}${await this.#type(name, this.#filled(line))}`);
    }
    return printed;
  }

  async end(): Promise<void> {
    for (const machine of this.#machines.values()) await machine.remove();
    this.#switch.end();
  }

  #filled(line: string): string {
    return [...this.#words].reduce((text, [word, meant]) => text.replaceAll(word, meant), line);
  }

  async #type(name: string, line: string): Promise<string> {
    const machine = this.at(name);
    const vault = `${name} ${/--vault (\S+)/.exec(line)?.[1]}`;
    const passphrase = this.#passphrases.get(vault);
    const input = passphrase === undefined ? "" : `${passphrase}\n`;
    // A look that comes too early is taken again, as the guide says.
    if (line.includes("panoh doctor")) await until(() => machine.try(line).status === 0);
    const said = machine.run(line, input);
    const shown = (pattern: RegExp) => pattern.exec(said)?.[1];
    const passphraseShown = shown(/^Passphrase +(.+)$/m);
    if (passphraseShown !== undefined) this.#passphrases.set(vault, passphraseShown);
    const learned: Readonly<Record<string, string | undefined>> = {
      [`VKEY-${name.toUpperCase()}`]: shown(/^Verifier key +(\S+)$/m),
      CASE: shown(/^Case +(\S+)$/m),
    };
    for (const [word, text] of Object.entries(learned)) if (text !== undefined) this.#words.set(word, text);
    await this.#untilPublished(said);
    return said;
  }

  /** A person's next command comes after the checkpoint that covers what the one before logged. */
  async #untilPublished(said: string): Promise<void> {
    const leaf = /^Logged .*leaf (\d+)$/m.exec(said)?.[1];
    const size = () => Number(this.at("host").run("curl -s http://127.0.0.1:8443/checkpoint").split("\n")[1]);
    if (leaf !== undefined) await until(() => size() > Number(leaf));
  }

  async #carry({ file, from, to, on }: Extract<Step, { readonly is: "carry" }>): Promise<void> {
    const place = (path: string) => (path.startsWith("/") ? path.slice(1) : join("root", path));
    for (const source of from) {
      const taken = join(this.at(source).folder, place(file));
      await until(() => existsSync(taken));
      for (const target of on)
        writeFileSync(join(this.at(target).folder, place(to.replace("MACHINE", source))), readFileSync(taken));
    }
  }

  /** What the guide for hosts shows as the service and the draft, for this shelter; and its id. */
  writeFilesOfHostGuide(): void {
    const text = readFileSync(join(guides, "host.md"), "utf8");
    const [service = "", draft = ""] = [...text.matchAll(/```json\n([^`]+)```/g)].map(([, json]) => json);
    const { id } = JSON.parse(readFileSync(join(this.at("shelter").folder, "root", "shelter.json"), "utf8"));
    this.say("ORGANISATION", id);
    writeFileSync(join(this.at("shelter").folder, "root", "service.json"), service);
    const filled = draft.replace(/"organisation": "[^"]+"/, `"organisation": "${id}"`);
    writeFileSync(join(this.at("post").folder, "root", "draft.json"), filled);
  }
}
