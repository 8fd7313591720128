// The unit tests with all that they can try: every random run, every byte and every size that their names speak of, and not a fifth of them.
//   npm run test:tries
process.env["PANOH_TRIES"] = "all";
process.argv.push("src/**/*.test.ts");
await import("./run.ts");
