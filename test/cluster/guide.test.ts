// The parts of the guides for three machines that `npm run test:cluster` plays are there, and can be played.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { stepsOf } from "../installed/guide.ts";

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");

test("each part of a guide that the plays of three machines follow has commands, for machines that the play names", () => {
  const follows = ["./cluster.ts", "./faults.ts"].flatMap((file) => [
    ...read(file).matchAll(/follow\((?:"([a-z-]+\.md)"|guide), "([^"]+)"(?:, \{([^}]*)\})?/g),
  ]);
  assert.ok(follows.length >= 10);
  for (const [, guide = "cluster-faults.md", heading = "", parts = ""] of follows) {
    const steps = stepsOf(read(`../../docs/guide/${guide}`), heading);
    assert.ok(steps.length > 0, heading);
    const machines = ["one", "two", "three", ...parts.split(",").map((part) => part.split(":")[0]?.trim())];
    for (const step of steps)
      for (const name of [...step.on, ...(step.is === "carry" ? step.from : [])])
        assert.ok(machines.includes(name), `${guide}, ${heading}: ${name}`);
  }
});
