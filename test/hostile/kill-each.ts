// The tests that kill a device, before each of its effects and not before every second one only.
//   npm run test:kills
process.env["PANOH_KILLS"] = "each";
process.argv.push("test/hostile/kill-*.test.ts");
await import("../run.ts");
