// Loaded before each test file. Node's runner asks to be told of every promise that begins and ends, only to say beside an error that nobody caught in
// which test it arose; that costs a tenth of all the processor time. Without it such an error still fails its file.
import asyncHooks from "node:async_hooks";

const { createHook } = asyncHooks;
asyncHooks.createHook = (callbacks) => createHook({ ...callbacks, trackPromises: false });
