// The tests that kill a device or refuse it a write, at each of its effects and not at every fifth one only.
//   npm run test:kills
process.env["PANOH_KILLS"] = "each";
process.argv.push("test/hostile/kill-*.test.ts");
await import("../run.ts");
