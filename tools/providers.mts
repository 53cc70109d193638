// `npm run providers` asks DNS about every include target in provider-data.json, writes down what it costs today and
// prints what a person should look at. `npm run providers -- --stale` only lists old costs, and asks nobody.

import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { systemResolver } from "../server/src/platform/node-dns.ts";
import type { Provider } from "../server/src/spf/providers.ts";
import { refresh, staleCosts } from "./refresh-providers.ts";

const file = path.join(path.dirname(fileURLToPath(import.meta.url)), "../server/src/spf/provider-data.json");
const providers: readonly Provider[] = JSON.parse(readFileSync(file, "utf8"));
const today = new Date().toISOString().slice(0, 10);

if (process.argv.includes("--stale")) {
  for (const line of staleCosts(providers, today)) console.log(line);
} else {
  const { providers: renewed, notes } = await refresh(providers, systemResolver({ timeout: 5000 }), today);
  writeFileSync(file, `${JSON.stringify(renewed, null, 2)}\n`);
  for (const line of [...notes, ...staleCosts(renewed, today)]) console.log(line);
  console.log("Now: npx biome check --write server/src/spf/provider-data.json");
}
