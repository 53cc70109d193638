/** What our server and our client say to each other beyond the Language Server Protocol. Types alone. */

/** Requests that the server sends to a client that offers them (`ClientOptions.files`). */
export interface ServerAsks {
  /** The octets of a file in Base64; null where there is none, or where it may not be read. */
  readonly "spf/read": { readonly params: { readonly uri: string }; readonly result: string | null };
  /** What a folder holds. */
  readonly "spf/list": { readonly params: { readonly uri: string }; readonly result: readonly ListedEntry[] };
  /** A text that ships with the extension, by its path there. */
  readonly "spf/asset": { readonly params: { readonly path: string }; readonly result: string | null };
}

export interface ListedEntry {
  readonly name: string;
  readonly kind: "file" | "folder" | "other";
}

/** Sends a request of ours and gives the answer; rejects where the client does not know it. */
export type Ask = <M extends keyof ServerAsks>(
  method: M,
  params: ServerAsks[M]["params"],
) => Promise<ServerAsks[M]["result"]>;

/** `initializationOptions`. Beside these an editor may give settings there, as in `spf-records.json`. */
export interface ClientOptions {
  /** Language of everything we say, where the client can't give `locale`. */
  readonly locale?: string;
  /** The client answers `ServerAsks`, and wants every file to be read through it. */
  readonly files?: boolean;
  /** The client has the commands `spf.openRule` and `spf.afterFix`. */
  readonly commands?: boolean;
  /** Where the source is published, for links to the pages of rules. */
  readonly repository?: string;
}

/** Arguments of the client's command `spf.openRule`. */
export type OpenRuleArguments = readonly [rule: string];

/** Arguments of the client's command `spf.afterFix`, which follows a fix in a zone. */
export type AfterFixArguments = readonly [fixed: { readonly uri: string; readonly ttl: string | null }];

/** Arguments of the server's command `spf.raiseSerial`; it gives the new serial, or null where there is none. */
export type RaiseSerialArguments = readonly [uri: string];
