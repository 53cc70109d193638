/** The names by which older tests know DNS as plain data. */

export { recorded as answersFrom } from "../../server/src/dns/recorded.ts";
export type { Zonedata as ZoneData } from "../../server/src/dns/zonedata.ts";
