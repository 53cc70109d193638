// mailauth as a peer of the bench, strict as it is at its best: see peers.ts for what it reads and prints. Runs in the
// folder where it is installed.

const { readFileSync } = require("node:fs");
const { createInterface } = require("node:readline");
const { createRequire } = require("node:module");

const { spf } = createRequire(`${process.cwd()}/`)("mailauth/lib/spf");
const given = JSON.parse(readFileSync(process.argv[2], "utf8"));

/** Answers as node:dns gives them, made beforehand, by type and name. */
function resolverOf(zone) {
  const names = new Map();
  for (const [name, node] of Object.entries(zone)) {
    names.set(name.toLowerCase().replace(/\.$/, ""), {
      A: node.A,
      AAAA: node.AAAA,
      PTR: node.PTR,
      MX: node.MX.map(({ Preference, Host }) => ({ priority: Preference, exchange: Host })),
      TXT: node.TXT.map((text) => [text]),
      alias: node.CNAME,
      failure: node.Failure,
    });
  }
  const resolve = async (name, type, aliases = 0) => {
    const node = names.get(name.toLowerCase().replace(/\.$/, ""));
    if (!node) throw failed("ENOTFOUND");
    if (node[type]?.length > 0) return node[type];
    if (node.alias)
      return aliases < 8 ? resolve(node.alias, type, aliases + 1) : Promise.reject(failed("ESERVFAIL"));
    throw failed(node.failure === "TIMEOUT" ? "ETIMEOUT" : node.failure ? "ESERVFAIL" : "ENODATA");
  };
  return (name, type) => resolve(name, type);
}

function failed(code) {
  return Object.assign(new Error(code), { code });
}

const resolvers = given.Zones.map(resolverOf);
const cases = given.Cases.map((each) => ({
  ip: each.IP,
  helo: each.Helo,
  sender: each.Sender,
  mta: "receiver.example",
  strict: true,
  resolver: resolvers[each.Zone],
}));

async function main() {
  const results = [];
  for (const each of cases) results.push((await spf(each)).status.result);
  console.log(JSON.stringify(results));
  for await (const line of createInterface({ input: process.stdin })) {
    const asked = JSON.parse(line);
    let count = 0;
    const started = process.cpuUsage();
    let used = 0;
    while (used < asked.Seconds) {
      for (const index of asked.Use) await spf(cases[index]);
      count += asked.Use.length;
      const { user, system } = process.cpuUsage(started);
      used = (user + system) / 1e6;
    }
    console.log(count / used);
  }
}

main();
