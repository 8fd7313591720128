// The list of a host's resources is the same in the code, in the specification and in the running host.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { TestHost } from "../../test/support/host.ts";
import { routes } from "./routes.ts";

test("every route is in the specification, and nothing else is", () => {
  const text = readFileSync(new URL("../../docs/spec/submit.md", import.meta.url), "utf8");
  const listed = [...text.matchAll(/^\| `(?:GET|POST) (\/[a-z]+)[^`]*`/gm)].map((match) => match[1]);
  assert.deepEqual(
    listed,
    Object.values(routes).map((route) => route.replace("/*", "")),
  );
});

test("the host answers every route that the list names", async (t) => {
  const at = await TestHost.start(t);
  await at.witnessing.run();
  for (const route of Object.values(routes)) {
    const path = { "/tile/*": "/tile/0/000.p/1", "/pack/*": "/pack/directory/000" }[route as string] ?? route;
    const method = route === routes.submit || route === routes.tokens ? "POST" : "GET";
    assert.notEqual((await at.app.request(path, { method })).status, 404, path);
  }
});
