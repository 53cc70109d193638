/**
 * What editors call the languages that records are written in, and how such files are named. Who asks an editor to show
 * documents, to find files or to watch them asks for these.
 */

export interface FileKind {
  /** Editors' names for the language, in lower case. */
  readonly languages: readonly string[];
  /** Globs over the name of a file, without braces in braces. What they fit may hold records, and need not. */
  readonly names: readonly string[];
}

/** Top-level domains that files are named after, and programs are not: no `sh`, `rs`, `py`, `md`. */
export const TOP_LEVELS =
  "com,net,org,edu,gov,int,mil,arpa,info,biz,name,io,dev,app,cloud,me,eu,uk,de,fr,nl,be,ch,at,it,es,pt,se,no,dk,fi,cz,sk,hu,ro,bg,gr,ru,ua,jp,cn,kr,tw,hk,sg,au,nz,ca,us,mx,br,ar,cl,za,il,tr,ie,lu,li,is,lt,lv,ee,hr,si,test,example,invalid,local,localdomain,lan,home,internal,corp,zone";

/** By the host that reads them. */
export const fileKinds = {
  record: { languages: ["spf-record"], names: [] },
  zone: {
    // Our own id, and what other extensions call the language.
    languages: [
      "dns-zone",
      "dns-zone-file",
      "dns-zonefile",
      "dnszone",
      "dnszonefile",
      "zone",
      "zonefile",
      "zone-file",
      "bind",
      "bindzone",
      "bind-zone",
    ],
    names: [
      "*.{zone,zonefile,zf,signed,db,hosts}",
      "{db,named}.*",
      `[!.]*.{${TOP_LEVELS}}`,
      `[!.]*.{${TOP_LEVELS}}.{txt,dns,bind}`,
    ],
  },
  "zone-template": {
    languages: ["jinja", "gotmpl", "erb"],
    names: [
      "*.{j2,jinja,jinja2,tmpl,gotmpl,tpl,tftpl,erb,epp,m4,tt,tt2,mako,hbs,mustache,liquid,twig,njk,sls}",
    ],
  },
  hcl: {
    languages: ["terraform", "terraform-vars", "opentofu", "opentofu-vars", "hcl"],
    names: ["*.{tf,tofu,tfvars,hcl}"],
  },
  javascript: {
    languages: ["javascript", "typescript"],
    names: ["*.{js,djs,mjs,cjs,ts,mts,cts}"],
  },
  python: { languages: ["python"], names: ["*.py"] },
  bicep: { languages: ["bicep"], names: ["*.bicep"] },
  nix: { languages: ["nix"], names: ["*.nix"] },
  ruby: { languages: ["ruby"], names: ["{Routefile,routefile}", "*.route"] },
  go: { languages: ["go"], names: ["*.go"] },
  yaml: { languages: ["yaml"], names: ["*.{yaml,yml}"] },
  json: { languages: ["json", "jsonc"], names: ["*.json"] },
  dnsmasq: { languages: ["dnsmasq"], names: ["dnsmasq*.conf", "*.conf"] },
  unbound: { languages: ["unbound"], names: ["unbound*.conf"] },
  sql: { languages: ["sql", "mysql", "postgres"], names: ["*.{sql,pgsql,mysql}"] },
  csv: { languages: ["csv", "tsv"], names: ["*.{csv,tsv}"] },
  markdown: { languages: ["markdown"], names: ["*.{md,markdown}"] },
  tinydns: { languages: ["tinydns"], names: ["data", "*.{tinydns,data}", "tinydns*"] },
} as const satisfies Readonly<Record<string, FileKind>>;
