// Packs the extension under test as it would be published, so that what people install is what the walk walks through.
import { join } from "node:path";
import { projectRoot, readJson, run } from "./cache.mjs";
import { extensionFolder } from "./editor.mjs";

/**
 * Packs the built extension into a folder.
 * @param {string} folder
 * @returns {Promise<string>} the path of the VSIX
 */
export async function packExtension(folder) {
  const { name, version } = await readJson(join(extensionFolder, "package.json"));
  const vsix = join(folder, `${name}-${version}.vsix`);
  // The bundles hold all that they need. What only a publication needs, a repository for the links, is not asked for.
  const lenient = ["--no-rewrite-relative-links", "--allow-missing-repository", "--skip-license"];
  const options = ["--no-dependencies", ...lenient, "--out", vsix];
  const vsce = join(projectRoot, "node_modules/@vscode/vsce/vsce");
  await run(process.execPath, [vsce, "package", ...options], { cwd: extensionFolder });
  return vsix;
}
