/** A zone, DNS with one record that it reaches, and the requests of a client that simulates: for the tests of all that. */

import type { CodeLens, InlayHint } from "vscode-languageserver/node";
import type { Answerer, Query, Resolver } from "../../server/src/dns/answers.ts";
import type { DnsConsent, NotSimulated, SimulateRequest, Simulation } from "../../server/src/lsp/protocol.ts";
import { type ClientSetup, rangeOf, TestClient } from "./client.ts";
import { memoryPlatform } from "./memory-platform.ts";

export const folder = "file:///zones";
export const uri = `${folder}/db.example.com`;
export const zone = [
  "$ORIGIN example.com.",
  "@ IN SOA ns1 hostmaster 1 2h 1h 2w 1h",
  "@ IN MX 10 mail",
  "mail IN A 192.0.2.25",
  "mail IN AAAA 2001:db8::25",
  '@ IN TXT "v=spf1 mx include:_spf.example.net -all"',
  "",
].join("\n");
export const record = rangeOf(zone, "v=spf1 mx include:_spf.example.net -all");
export const at = record.start;
/** An address that only the record in DNS lets send. */
export const stranger = "198.51.100.9";

/** DNS that knows one record. */
export const dnsWith =
  (text = "v=spf1 ip4:198.51.100.0/24 -all"): Answerer =>
  ({ name, type }) => {
    const source = "192.0.2.53";
    if (name !== "_spf.example.net" || type !== "TXT") return { kind: "nxdomain", source };
    return { kind: "ok", type, records: [{ strings: [text], holes: [] }], ttl: 60, source };
  };

/** A way to DNS that notes what it was asked. */
export function noting(answer = dnsWith()): { readonly resolve: Resolver; readonly asked: Query[] } {
  const asked: Query[] = [];
  const resolve: Resolver = async (query) => {
    asked.push(query);
    return answer(query);
  };
  return { asked, resolve };
}

/** The setup of a client that asks its user itself. */
export const consenting = (dnsConsent: unknown, dns: unknown = {}): ClientSetup => ({
  initializationOptions: { commands: true, dnsConsent: dnsConsent as DnsConsent, dns },
});

/** A client with the zone open, of a server in this process whose way to DNS is given. */
export async function simulator(
  resolve: Resolver | null,
  setup: ClientSetup = {},
  files: Readonly<Record<string, string>> = {},
): Promise<Simulator> {
  const platform = memoryPlatform(files, undefined, () => resolve);
  return simulatorOf({ entry: { platform }, folders: [folder], ...setup });
}

/** The same for any setup. */
export async function simulatorOf(setup: ClientSetup): Promise<Simulator> {
  const client = await TestClient.start(setup);
  client.open(uri, zone);
  return new Simulator(client);
}

export class Simulator {
  readonly client: TestClient;

  constructor(client: TestClient) {
    this.client = client;
  }

  command<R>(command: string, ...given: unknown[]): Promise<R> {
    return this.client.connection.sendRequest("workspace/executeCommand", { command, arguments: given });
  }

  ask(request: Partial<SimulateRequest> = {}): Promise<Simulation> {
    return this.command("spf.simulate", { uri, position: at, ip: "192.0.2.25", ...request });
  }

  async wrong(request: unknown): Promise<string> {
    return (await this.command<NotSimulated>("spf.simulate", request)).wrong;
  }

  /** What a mail of the stranger gets, and whether DNS was asked. */
  async result(request: Partial<SimulateRequest> = {}): Promise<[string, string]> {
    const { report, dns } = await this.ask({ ip: stranger, ...request });
    return [report.result, dns];
  }

  lenses(): Promise<CodeLens[]> {
    return this.client.connection.sendRequest("textDocument/codeLens", { textDocument: { uri } });
  }

  async firstLens(): Promise<CodeLens> {
    const [lens] = await this.lenses();
    return await this.client.connection.sendRequest("codeLens/resolve", lens as CodeLens);
  }

  hints(): Promise<InlayHint[]> {
    const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
    return this.client.connection.sendRequest("textDocument/inlayHint", { textDocument: { uri }, range });
  }
}
