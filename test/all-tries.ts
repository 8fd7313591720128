// The unit tests with all that they can try: every random run, every byte and every size that their names speak of, and not a fifth of them. And eleven
// minutes in which nobody touches a window.
//   npm run test:tries
process.env["PANOH_TRIES"] = "all";
process.argv.push("src/**/*.test.ts", "test/journeys/idle.long.ts");
await import("./run.ts");
