// The Node half of the CPython 3.14 oracle: loads Pyodide once, mounts the checkout, and answers
// requests, one JSON object a line: {path, arguments, stdin} -> {stdout, stderr, exit}.
// Usage: node oracle.mjs PYODIDE_FOLDER CHECKOUT

import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const [folder, checkout] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")));
const silent = () => {};
const python = await loadPyodide({ indexURL: folder, stdout: silent, stderr: silent });
python.FS.mkdirTree("/checkout");
python.FS.mount(python.FS.filesystems.NODEFS, { root: checkout }, "/checkout");
python.FS.chdir("/checkout");

const inside = join(dirname(fileURLToPath(import.meta.url)), "oracle_inside.py");
const globals = python.globals.get("dict")();
python.runPython(readFileSync(inside, "utf8"), { globals });
const run = globals.get("run");

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  let answer;
  try {
    const result = run(request.path, python.toPy(request.arguments), request.stdin);
    const [stdout, stderr, exit] = result.toJs();
    result.destroy();
    answer = { stdout, stderr, exit };
  } catch (error) {
    // The oracle itself broke (out of its stack, say): the caller starts another one.
    answer = { broken: String(error) };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
}
