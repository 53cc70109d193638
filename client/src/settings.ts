/** Tells the server what somebody set, and not what VS Code would show where nobody did: the config file comes between. */

import * as vscode from "vscode";
import type { ConfigurationMiddleware } from "vscode-languageclient";

const SECTION = "spf";

/** Answers for our section with the settings that are given in some scope; the defaults are the server's to know. */
export function givenSettings(
  context: vscode.ExtensionContext,
): NonNullable<ConfigurationMiddleware["configuration"]> {
  const { contributes } = context.extension.packageJSON as {
    contributes: { configuration: { properties: Readonly<Record<string, unknown>> } };
  };
  const keys = Object.keys(contributes.configuration.properties)
    .filter((key) => key.startsWith(`${SECTION}.`))
    .map((key) => key.slice(SECTION.length + 1));
  return async (params, token, next) => {
    const answers = await next(params, token);
    if (!Array.isArray(answers)) return answers;
    return answers.map((answer: unknown, index) => {
      const item = params.items[index];
      if (item?.section !== SECTION) return answer;
      return givenFor(item.scopeUri ? vscode.Uri.parse(item.scopeUri) : undefined, keys);
    });
  };
}

function givenFor(scope: vscode.Uri | undefined, keys: readonly string[]): Record<string, unknown> {
  const configuration = vscode.workspace.getConfiguration(SECTION, scope);
  const given: Record<string, unknown> = {};
  for (const key of keys) {
    const found = configuration.inspect(key);
    const isGiven = [
      found?.globalValue,
      found?.workspaceValue,
      found?.workspaceFolderValue,
      found?.globalLanguageValue,
      found?.workspaceLanguageValue,
      found?.workspaceFolderLanguageValue,
    ].some((value) => value !== undefined);
    // Objects of several scopes are merged by VS Code. What it gives are proxies, which no message to a worker takes.
    if (isGiven) put(given, key.split("."), JSON.parse(JSON.stringify(configuration.get(key))));
  }
  return given;
}

function put(into: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [first, ...rest] = path as [string, ...string[]];
  if (rest.length === 0) into[first] = value;
  else put((into[first] ??= {}) as Record<string, unknown>, rest, value);
}
