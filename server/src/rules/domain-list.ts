/** Lists of domains in the settings, which mean their sub-domains, too. */

/** Whether the name, in lower case and without final dot, is one of the domains or below one. */
export function isWithin(name: string, domains: readonly string[]): boolean {
  return domains.some((each) => {
    const domain = each.toLowerCase().replace(/^(\*\.|\.)|\.$/g, "");
    return domain !== "" && (name === domain || name.endsWith(`.${domain}`));
  });
}
