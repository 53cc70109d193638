// The ignored folder where the editors used by the end-to-end tests live, and the way a part of it is put there
// exactly once: built beside its place under a lock, then renamed, so that an interrupted download never looks whole.
import { spawn } from "node:child_process";
import { mkdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's root folder. */
export const projectRoot = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

/** Where downloaded editors are kept; never committed. */
export const cacheFolder = resolve(process.env.SPF_VSCODE_CACHE || join(projectRoot, ".cache/vscode-server"));

/** Where screenshots of the runs are kept; never committed. */
export const screenshotFolder = join(projectRoot, ".cache/screenshots");

const staleAfterMs = 60_000;

/**
 * The folder `name` of the cache, filled by `fill(emptyFolder)` if it isn't there yet. Two processes that ask at the
 * same time fill it once: the second waits.
 * @param {string} name
 * @param {(folder: string) => Promise<void>} fill
 * @returns {Promise<string>} the absolute path of the filled folder
 */
export async function cached(name, fill) {
  const folder = join(cacheFolder, name);
  const lock = `${folder}.lock`;
  await mkdir(cacheFolder, { recursive: true });
  for (;;) {
    if (await exists(join(folder, "ready"))) return folder;
    try {
      await mkdir(lock);
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    // The holder touches its lock every second, so an old one was left by a process that died.
    const age =
      Date.now() -
      (await stat(lock).then(
        (s) => s.mtimeMs,
        () => Date.now(),
      ));
    if (age > staleAfterMs) await rm(lock, { recursive: true, force: true });
    else await new Promise((wake) => setTimeout(wake, 500));
  }
  const heartbeat = setInterval(() => void utimes(lock, new Date(), new Date()).catch(() => {}), 1000);
  const partial = `${folder}.partial`;
  try {
    if (await exists(join(folder, "ready"))) return folder;
    await rm(partial, { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
    await mkdir(partial, { recursive: true });
    await fill(partial);
    await writeFile(join(partial, "ready"), "");
    await rename(partial, folder);
    return folder;
  } finally {
    clearInterval(heartbeat);
    await rm(partial, { recursive: true, force: true });
    await rm(lock, { recursive: true, force: true });
  }
}

/**
 * Runs a command to its end and returns its standard output; throws with the end of what it printed if it fails.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number }} [options]
 * @returns {Promise<string>}
 */
export function run(command, args, { cwd, env, timeoutMs = 180_000 } = {}) {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], timeout: timeoutMs });
    let out = "";
    let all = "";
    child.stdout.on("data", (data) => {
      out += data;
      all += data;
    });
    child.stderr.on("data", (data) => (all += data));
    child.on("error", fail);
    child.on("close", (code, signal) => {
      if (code === 0) return done(out);
      const said = all.split("\n").filter((line) => line.trim());
      fail(
        new Error(
          [
            `${said[0] ?? "nothing was said"} (${command} ended with ${signal ?? code})`,
            ...said.slice(-20),
          ].join("\n"),
        ),
      );
    });
  });
}

/**
 * Runs npm in `cwd`, by the npm that started this process where there is one, and without that process's own settings.
 * @param {readonly string[]} args
 * @param {string} cwd
 * @returns {Promise<string>} what npm printed on its standard output
 */
export function npm(args, cwd) {
  const env = { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: "1" };
  // `npm test` hands its own options down as environment variables; they describe this project, not the cache.
  for (const name of Object.keys(env))
    if (/^npm_(package|lifecycle|command|config_(local_)?prefix)/.test(name)) delete env[name];
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  const script = process.env.npm_execpath;
  if (script?.endsWith("npm-cli.js")) return run(process.execPath, [script, ...args, ...quiet], { cwd, env });
  return run(process.platform === "win32" ? "npm.cmd" : "npm", [...args, ...quiet], { cwd, env });
}

/**
 * The parsed JSON of a file, or undefined where there is none.
 * @param {string} file
 */
export async function readJson(file) {
  return readFile(file, "utf8").then(JSON.parse, () => undefined);
}

/**
 * Whether a file or folder is there.
 * @param {string} path
 */
export function exists(path) {
  return stat(path).then(
    () => true,
    () => false,
  );
}
