// What `npm start` does after the build: lints the examples in the terminal, then opens them in a VS Code that has the
// extension: the desktop's where there is one, else a VS Code server on this machine that any browser can open. Without a
// terminal it only proves that the server answers, and ends.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { exists } from "./cache.mjs";
import { extensionFolder, firstLine, makePlace, removePlace } from "./editor.mjs";
import { ensureServer, installVsix, startServer } from "./vscode-server.mjs";
import { packExtension } from "./vsix.mjs";

const examples = join(extensionFolder, "examples");
const interactive = Boolean(process.stdin.isTTY && process.stdout.isTTY);

process.exitCode = await main();

async function main() {
  if (!(await lintExamples())) return 1;
  const code = interactive ? desktopCode() : undefined;
  if (code) return openDesktop(code);
  console.log("\nGetting VS Code ready (the first time it is downloaded, about a minute) …");
  try {
    await ensureServer();
  } catch (error) {
    console.log(`VS Code could not be downloaded: ${firstLine(error)}`);
    console.log("Install VS Code, so that there is a command `code`, or try again with a network.");
    return interactive ? 1 : 0;
  }
  return serve();
}

/** Prints what the command finds in the examples. They hold faults on purpose, so a finding is no failure here. */
async function lintExamples() {
  const command = join(extensionFolder, "dist/main.js");
  if (!(await exists(command))) {
    console.error("There is no dist/main.js: run `npm run build` first.");
    return false;
  }
  console.log("spf-records lint examples\n");
  const code = await ended(
    spawn(process.execPath, [command, "lint", "examples"], { cwd: extensionFolder, stdio: "inherit" }),
  );
  if (code === 0 || code === 1) return true;
  console.error(`The command ended with ${code}.`);
  return false;
}

/** The command `code` of a desktop VS Code that has a screen to show on. */
function desktopCode() {
  if (process.platform === "linux" && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return undefined;
  const name = process.platform === "win32" ? "code.cmd" : "code";
  return (process.env.PATH ?? "")
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));
}

async function openDesktop(code) {
  console.log("\nOpening the examples in VS Code, with the extension.");
  const args = ["--new-window", `--extensionDevelopmentPath=${extensionFolder}`, examples];
  // Windows starts a .cmd file only by way of its shell, which wants the paths quoted.
  const shell = process.platform === "win32";
  const child = spawn(shell ? `"${code}"` : code, shell ? args.map((arg) => `"${arg}"`) : args, {
    stdio: "inherit",
    shell,
  });
  return (await ended(child)) === 0 ? 0 : 1;
}

/** Serves the examples until Ctrl-C; without a terminal, until the address has answered once. */
async function serve() {
  const stopped = new Promise((done) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, done);
  });
  const place = await makePlace({ "workbench.startupEditor": "readme" });
  let server;
  try {
    await installVsix(await packExtension(place.root), place);
    // The workbench has a terminal, so other people on this machine must not get in.
    const token = randomBytes(16).toString("hex");
    server = await startServer({ ...place, token });
    // Not by --default-folder: the workbench then takes the files of that folder for others than the extension's.
    const address = `${server.url}/?tkn=${token}&folder=${encodeURI(examples.replaceAll("\\", "/"))}`;
    if (interactive) {
      console.log(
        `\nThe examples are open in VS Code, with the extension, at\n\n  ${address}\n\nPress Ctrl-C to end it.`,
      );
      await stopped;
      return 0;
    }
    const { status } = await fetch(address, { redirect: "manual" });
    const answers = status === 200 || status === 302;
    console.log(
      `VS Code with the extension ${answers ? "answers" : `fails with ${status}`} at ${server.url}/`,
    );
    console.log("There is no terminal here, so it is ended again; in a terminal it serves until Ctrl-C.");
    return answers ? 0 : 1;
  } finally {
    await server?.stop();
    await removePlace(place);
  }
}

function ended(child) {
  return new Promise((done) => {
    child.once("error", (error) => done(firstLine(error)));
    child.once("close", (code, signal) => done(code ?? signal));
  });
}
