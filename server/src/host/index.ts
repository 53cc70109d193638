/** The hosts there are, in the order in which they are asked. */

import { ansible } from "./ansible.ts";
import { arm } from "./arm.ts";
import { bicep } from "./bicep.ts";
import { cdk } from "./cdk.ts";
import { cloudformation } from "./cloudformation.ts";
import { csvExports } from "./csv.ts";
import { dnscontrol } from "./dnscontrol.ts";
import { dnsmasq } from "./dnsmasq.ts";
import { exchangedJson, exchangedYaml } from "./exchanged.ts";
import { fileKinds } from "./file-kinds.ts";
import type { Host } from "./host.ts";
import { kubernetes } from "./kubernetes.ts";
import { markdown } from "./markdown.ts";
import { nix } from "./nix.ts";
import { octodns } from "./octodns.ts";
import { pulumi } from "./pulumi.ts";
import { pulumiYaml } from "./pulumi-yaml.ts";
import { record } from "./record.ts";
import { registry } from "./registry.ts";
import { roadworker } from "./roadworker.ts";
import { sectionedHost } from "./sections.ts";
import { sqlInserts } from "./sql.ts";
import { templateOf } from "./template.ts";
import { terraform } from "./terraform.ts";
import { tinydns } from "./tinydns.ts";
import { unbound } from "./unbound.ts";
import { zone } from "./zone.ts";
import { zoneTemplate } from "./zone-template.ts";

const hash = (text: string) => `# ${text}`;
const slashes = (text: string) => `// ${text}`;

const yaml = sectionedHost(
  "yaml",
  fileKinds.yaml.languages,
  [octodns, cloudformation("yaml"), ansible, pulumiYaml, kubernetes, exchangedYaml],
  hash,
);
const json = sectionedHost(
  "json",
  fileKinds.json.languages,
  [registry, cloudformation("json"), arm, exchangedJson, terraform("json")],
  () => null,
);
const modules = terraform("hcl");
const sql = sectionedHost("sql", fileKinds.sql.languages, [sqlInserts], (text) => `-- ${text}`);
const csv = sectionedHost("csv", fileKinds.csv.languages, [csvExports], () => null);

export const hosts: readonly Host[] = [
  record,
  zoneTemplate,
  ...[yaml, json, sql, csv, unbound, dnsmasq, tinydns].map(templateOf),
  zone,
  yaml,
  json,
  sectionedHost("hcl", fileKinds.hcl.languages, [modules], hash),
  sectionedHost(
    "javascript",
    fileKinds.javascript.languages,
    [dnscontrol, cdk("javascript"), pulumi("javascript")],
    slashes,
  ),
  sectionedHost("bicep", fileKinds.bicep.languages, [bicep], slashes),
  sectionedHost("nix", fileKinds.nix.languages, [nix], hash),
  sectionedHost("ruby", fileKinds.ruby.languages, [roadworker], hash),
  sectionedHost("go", fileKinds.go.languages, [cdk("go"), pulumi("go")], slashes),
  sectionedHost("python", fileKinds.python.languages, [cdk("python"), pulumi("python")], hash),
  sql,
  csv,
  markdown((file) => hostFor(file)),
  unbound,
  dnsmasq,
  tinydns,
];

/** Whether a file is named as one that is read together with others of its folder. */
export function isOfModule(uri: string): boolean {
  return modules.beside?.({ uri, languageId: "" }) !== null;
}

/** The names of all formats. */
export const formatNames: readonly string[] = [
  ...new Set(hosts.flatMap(({ format, formats }) => formats ?? [format])),
];

/** The hosts that read a format, whatever a file is called: several where it is written in several syntaxes. */
export function hostsOf(format: string): Host[] {
  return hosts.flatMap((host) => {
    if (!host.formats) return host.format === format ? [host] : [];
    return host.formats.includes(format) ? (host.as?.(format) ?? []) : [];
  });
}

/** The first host that takes a file for its format. `head` is the file's first 8,192 characters or more. */
export function hostFor(file: {
  readonly uri: string;
  readonly languageId: string;
  readonly head: string;
}): Host | undefined {
  return hosts.find((host) => host.accepts(file));
}
