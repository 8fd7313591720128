// Whose a request is, for the limits (LG9): IPv6 by /64, and a proxy's word only when it is trusted.
import assert from "node:assert/strict";
import { request } from "node:http";
import { test } from "node:test";
import { Hono } from "hono";
import { addressGroup, callerOf } from "./caller.ts";
import { listen } from "./listen.ts";

test("[LG9] an IPv6 address counts by its /64, in any spelling, and one that carries IPv4 as that", () => {
  for (const [address, group] of [
    ["192.0.2.7", "192.0.2.7"],
    ["::ffff:192.0.2.7", "192.0.2.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:DB8:0001:2::9", "2001:db8:1:2::/64"],
    ["2001:db8:1:2:ffff:ffff:ffff:ffff", "2001:db8:1:2::/64"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["", "unknown"],
    ["host.example", "unknown"],
  ] as const)
    assert.equal(addressGroup(address), group, address);
});

test("[LG9] a trusted proxy names the client, last in its header; anybody else's header is not read", async (t) => {
  for (const [trusted, header, group] of [
    [["127.0.0.1"], "192.0.2.7", "192.0.2.7"],
    [["127.0.0.1"], "198.51.100.1, 192.0.2.7", "192.0.2.7"],
    [["127.0.0.1"], "2001:db8::1", "2001:db8:0:0::/64"],
    [["127.0.0.1"], "nonsense", "127.0.0.1"],
    [["127.0.0.1"], undefined, "127.0.0.1"],
    [["192.0.2.1"], "192.0.2.7", "127.0.0.1"],
    [[], "192.0.2.7", "127.0.0.1"],
  ] as const) {
    const app = new Hono();
    app.get("/", (context) => context.text(callerOf(context, trusted)));
    const listener = await listen(app, 0);
    t.after(() => listener.close());
    assert.equal(await ask(listener.port, header), group, `${trusted} ${header}`);
  }
});

function ask(port: number, named: string | undefined): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = named === undefined ? {} : { "x-forwarded-for": named };
    const sent = request({ host: "127.0.0.1", port, headers, agent: false }, (response) => {
      let text = "";
      response.on("data", (chunk) => {
        text += chunk;
      });
      response.on("end", () => resolve(text));
    });
    sent.on("error", reject).end();
  });
}
