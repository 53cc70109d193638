/** Runs simulations over small zones, for the tests of what they give. */

import type { Answer, Answerer, Query } from "../../../server/src/dns/answers.ts";
import { driveSync } from "../../../server/src/dns/drive.ts";
import { answererOf } from "../../../server/src/dns/overlay.ts";
import { type MailToSimulate, type Simulated, simulation } from "../../../server/src/ide/simulate.ts";
import { type Message, sayIn } from "../../../server/src/text/message.ts";
import { type Analysed, analysed, type Options, uri } from "./analysed.ts";

export const nobody: Answerer = () => ({ kind: "unknown", source: "nobody" });

/** DNS with TXT records by name; every other name does not exist. */
export const dnsOf =
  (texts: Readonly<Record<string, string>>, asked: Query[] = []): Answerer =>
  (query) => {
    asked.push(query);
    const text = texts[query.name];
    if (text === undefined || query.type !== "TXT") return { kind: "nxdomain", source: "192.0.2.53" };
    return {
      kind: "ok",
      type: "TXT",
      records: [{ strings: [text], holes: [] }],
      ttl: 60,
      source: "192.0.2.53",
    } as Answer;
  };

interface Setting extends Options {
  readonly dns?: Answerer;
}

/** Places are the characters that they mark. */
export function prepared(
  { workspace, text, cursor }: Analysed,
  mail: Partial<MailToSimulate>,
  dns = nobody,
): Simulated<string> | Message {
  const made = simulation(
    workspace,
    { uri, offset: cursor, ip: "192.0.2.1", ...mail },
    {
      now: 0,
      place: (place) =>
        place.uri === uri
          ? text.slice(place.span.start, place.span.end)
          : `${place.uri} ${workspace.document(place.uri)?.slice(place.span)}`,
    },
  );
  if (!("run" in made)) return made;
  const here = answererOf(made.places);
  return driveSync(made.run(), (query) => {
    const answer = here(query);
    return answer.kind === "unknown" ? dns({ ...query, name: answer.alias ?? query.name }) : answer;
  });
}

/** The simulation of the record at `|`. */
export function simulated(
  zone: string,
  mail: Partial<MailToSimulate> = {},
  { dns, ...options }: Setting = {},
): Simulated<string> {
  const made = prepared(analysed(zone, options), mail, dns);
  if (!("outcome" in made)) throw new Error(sayIn(made));
  return made;
}

export const result = (...given: Parameters<typeof simulated>) => simulated(...given).report.result;
export const said = (messages: readonly Message[]) => messages.map((message) => sayIn(message));
