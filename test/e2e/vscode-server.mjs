// A real VS Code without a desktop: the server that the npm package code-server carries, fetched by npm into the cache
// on first use, started on the loopback interface and ended together with everything it started.
import { spawn } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cached, npm, run } from "./cache.mjs";

const codeServer = "4.139.1";
const node = "24.21.0";

/** @typedef {{ extensionsDir: string, userDataDir: string, serverDataDir?: string, testDriver?: boolean, locale?: string, token?: string }} ServerOptions */
/** @typedef {{ port: number, url: string, stop(): Promise<void> }} Server */

/**
 * Fetches the server unless the cache holds it. Throws where npm can't fetch it.
 * @returns {Promise<{ node: string, main: string }>} the Node it needs and its entry
 */
export async function ensureServer() {
  const nodePackage = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  const folder = await cached(`code-server-${codeServer}`, async (fresh) => {
    // Its own scripts build native modules and want another Node; what we use works without them.
    await npm(
      [
        "install",
        "--prefix",
        ".",
        "--ignore-scripts",
        "--no-package-lock",
        `code-server@${codeServer}`,
        `${nodePackage}@${node}`,
      ],
      fresh,
    );
    await npm(
      ["install", "--omit=dev", "--ignore-scripts", "--no-package-lock"],
      join(fresh, "node_modules/code-server/lib/vscode"),
    );
  });
  return {
    node: join(
      folder,
      "node_modules",
      nodePackage,
      "bin",
      process.platform === "win32" ? "node.exe" : "node",
    ),
    main: join(folder, "node_modules/code-server/lib/vscode/out/server-main.js"),
  };
}

/**
 * Starts the server on a free port of 127.0.0.1.
 * @param {ServerOptions} options
 * @returns {Promise<Server>}
 */
export async function startServer({
  extensionsDir,
  userDataDir,
  serverDataDir = join(userDataDir, "server"),
  testDriver = false,
  locale,
  token,
}) {
  const { node, main } = await ensureServer();
  for (const path of [extensionsDir, userDataDir, serverDataDir]) await mkdir(path, { recursive: true });
  const tokenFile = join(userDataDir, "token");
  // In a file, since anyone on this machine can read a command line.
  if (token) await writeFile(tokenFile, token, { mode: 0o600 });
  const args = [
    main,
    ...["--host", "127.0.0.1", "--port", "0", "--accept-server-license-terms"],
    ...(token ? ["--connection-token-file", tokenFile] : ["--without-connection-token"]),
    ...["--disable-workspace-trust", "--disable-telemetry", "--disable-experiments"],
    ...["--extensions-dir", extensionsDir],
    ...["--user-data-dir", userDataDir, "--server-data-dir", serverDataDir],
    // A built VS Code ignores extensionDevelopmentPath and extensionTestsPath without this, silently.
    ...(testDriver ? ["--enable-smoke-test-driver"] : []),
    ...(locale ? ["--locale", locale] : []),
  ];
  // Its own process group, since the extension host and the file watcher would outlive the server otherwise.
  const child = spawn(node, args, {
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: serverEnvironment(),
  });
  const end = (signal) => {
    try {
      process.kill(-child.pid, signal);
    } catch {
      // The group is gone already.
    }
  };
  const atExit = () => end("SIGKILL");
  process.once("exit", atExit);
  const closed = new Promise((done) => child.once("close", done));
  const stop = async () => {
    end("SIGTERM");
    const killer = setTimeout(() => end("SIGKILL"), 3000);
    await closed;
    clearTimeout(killer);
    end("SIGKILL");
    process.off("exit", atExit);
  };
  try {
    const port = await listeningPort(child);
    return { port, url: `http://127.0.0.1:${port}`, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * Installs a VSIX into an extensions folder, as a user's VS Code would.
 * @param {string} vsix
 * @param {ServerOptions} options
 */
export async function installVsix(
  vsix,
  { extensionsDir, userDataDir, serverDataDir = join(userDataDir, "server") },
) {
  const { node, main } = await ensureServer();
  const folders = [
    "--extensions-dir",
    extensionsDir,
    "--user-data-dir",
    userDataDir,
    "--server-data-dir",
    serverDataDir,
  ];
  await run(node, [main, "--install-extension", vsix, "--force", ...folders], { env: serverEnvironment() });
}

/**
 * Ends this process on the usual signals by way of `exit`, so that servers started here are ended too.
 */
export function exitOnSignals() {
  for (const [signal, number] of /** @type {const} */ ([
    ["SIGINT", 2],
    ["SIGTERM", 15],
    ["SIGHUP", 1],
  ])) {
    process.once(signal, () => process.exit(128 + number));
  }
}

function serverEnvironment() {
  // The empty gallery keeps the server off the network; a VS Code that started us must not talk to it.
  const env = { ...process.env, EXTENSIONS_GALLERY: "{}" };
  for (const name of Object.keys(env))
    if (/^(VSCODE_|ELECTRON_|NODE_OPTIONS$|CODE_SERVER_)/.test(name)) delete env[name];
  return env;
}

function listeningPort(child) {
  return new Promise((done, fail) => {
    let printed = "";
    const settle = (end, value) => {
      clearTimeout(timer);
      end(value);
    };
    const failed = (what) => settle(fail, new Error(`the VS Code server ${what}: ${printed.slice(-800)}`));
    const timer = setTimeout(() => failed("did not start in 60 s"), 60_000);
    const read = (data) => {
      printed = (printed + data).slice(-20_000);
      const port = /listening on (\d+)/.exec(printed)?.[1];
      if (port) settle(done, Number(port));
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("error", (error) => failed(`could not be started (${error.message})`));
    child.once("close", (code) => failed(`ended with ${code}`));
  });
}
