/** The entry of the command `spf-records`: hands it the disk, the terminal and the clock of the machine. */

import "./platform/compile-cache.ts";
import { existsSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { WriteStream } from "node:tty";
import type { Machine, Output } from "./cli/ports.ts";
import { run } from "./cli/run.ts";
import { after, today } from "./platform/clock.ts";
import { tuneForOneRun } from "./platform/engine.ts";
import { fromUtf8, inputPieces, nodeDisk, readStandardInput } from "./platform/node-disk.ts";
import { nodeAssets } from "./platform/node-files.ts";
import { nodeResolver } from "./platform/node-resolver.ts";

const root = programFolder();

const machine: Machine = {
  disk: nodeDisk(),
  assets: nodeAssets(root),
  currentFolder: process.cwd(),
  environment: process.env,
  out: outputTo(process.stdout),
  err: outputTo(process.stderr),
  standardInput: readStandardInput,
  inputPieces,
  fromUtf8,
  today,
  now: () => performance.now(),
  time: () => Math.floor(Date.now() / 1000),
  after,
  resolver: nodeResolver,
  worksOnce: tuneForOneRun,
  async serve() {
    // The server is a program of its own, and large: it is read only when it is asked for.
    const load = createRequire(path.join(root, "package.json"));
    load("./dist/server/node.js").serve();
  },
};

run(process.argv.slice(2), machine).then(
  (status) => {
    process.exitCode = status;
  },
  (error) => {
    // Our own fault; the stack is for whoever mends it.
    process.exitCode = 70;
    machine.err.write(`spf-records: ${(error as Error).stack ?? error}\n`);
  },
);

/** The nearest folder above the script that holds the languages, which are part of every installation. */
function programFolder(): string {
  const script = path.dirname(realpathSync(process.argv[1] ?? "."));
  for (let folder = script; ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, "l10n")) && existsSync(path.join(folder, "package.json"))) return folder;
    if (path.dirname(folder) === folder) return script;
  }
}

function outputTo(stream: WriteStream): Output {
  // Whoever reads may have seen enough and gone, as `head` does.
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });
  return {
    write: (text) => void stream.write(text),
    flushed: () =>
      stream.writableNeedDrain ? new Promise((resolve) => stream.once("drain", resolve)) : Promise.resolve(),
    isTerminal: stream.isTTY === true,
    columns: stream.isTTY ? stream.columns : undefined,
  };
}
