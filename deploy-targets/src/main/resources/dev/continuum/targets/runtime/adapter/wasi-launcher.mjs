// Runs one WASI command on Node.js 18 or newer:
//   node --no-warnings wasi-launcher.mjs [--env NAME=VARIABLE]... [--argv0 NAME] MODULE [-- ARGS...]
// --env hands our own environment variable VARIABLE to the guest as NAME: no value is ever an
// argument. No folder can be granted: Node's WASI follows symbolic links out of it. Ends with the
// guest's status, with 134 when it trapped, with 1 when it never started.
import { readFileSync, writeSync } from "node:fs";
import process from "node:process";

function fail(status, message) {
  writeSync(2, message + "\n");
  process.exit(status);
}

function parse(words) {
  const call = { env: {}, argv0: "app", module: undefined, args: [] };
  while (words.length > 0) {
    const word = words.shift();
    if (word === "--env") {
      const pair = words.shift() ?? "";
      const at = pair.indexOf("=");
      const name = at < 0 ? pair : pair.slice(0, at);
      const value = process.env[at < 0 ? pair : pair.slice(at + 1)];
      if (value === undefined) fail(1, "The variable for “" + name + "” is not set.");
      call.env[name] = value;
    } else if (word === "--argv0") {
      call.argv0 = words.shift() ?? "app";
    } else if (word === "--") {
      call.args = words.splice(0);
    } else if (call.module === undefined && !word.startsWith("--")) {
      call.module = word;
    } else {
      fail(1, "The launcher does not know “" + word + "”.");
    }
  }
  if (call.module === undefined) fail(1, "The launcher was given no module.");
  return call;
}

const call = parse(process.argv.slice(2));

let WASI;
try {
  ({ WASI } = await import("node:wasi"));
} catch (error) {
  fail(1, "This Node.js has no WASI: " + error.message);
}

let module;
try {
  module = await WebAssembly.compile(readFileSync(call.module));
} catch (error) {
  fail(1, "The module cannot be used: " + error.message);
}

const imports = WebAssembly.Module.imports(module);
const exports = WebAssembly.Module.exports(module);
if (!exports.some((e) => e.name === "_start" && e.kind === "function")) {
  fail(1, "The module exports no _start function, so it is not a WASI command.");
}
if (!exports.some((e) => e.name === "memory" && e.kind === "memory")) {
  fail(1, "The module exports no memory, which Node.js needs of a WASI command.");
}

let instance;
let wasi;
try {
  wasi = new WASI({
    version: "preview1",
    args: [call.argv0, ...call.args],
    env: call.env,
    preopens: {},
    returnOnExit: true,
  });
  const provided = { wasi_snapshot_preview1: wasi.wasiImport };
  const missing = imports.filter((i) => provided[i.module]?.[i.name] === undefined);
  if (missing.length > 0) {
    const names = missing.map((i) => i.module + "." + i.name + " (" + i.kind + ")");
    fail(1, "The module imports what Node.js does not provide: " + names.join(", ") + ".");
  }
  instance = await WebAssembly.instantiate(module, provided);
} catch (error) {
  if (error instanceof WebAssembly.RuntimeError) fail(134, "trap: " + error.stack);
  fail(1, "The module cannot be started: " + error.message);
}

try {
  process.exit(wasi.start(instance) & 0xff);
} catch (error) {
  if (error instanceof WebAssembly.RuntimeError) fail(134, "trap: " + error.stack);
  if (error instanceof RangeError) fail(134, "trap: call stack exhausted\n" + error.stack);
  fail(1, "The module cannot be started: " + error.message);
}
