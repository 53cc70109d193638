/** The services where anybody has a mailbox. */

/**
 * Domains of mailboxes for everyone, and what the same house has customers with domains of their own include, as its
 * manuals say in 2026; null where it serves none. Those whose manuals name the domain itself (icloud.com) are missing.
 */
export const FREEMAIL: Readonly<Record<string, string | null>> = {
  ...inOrder("_spf.google.com", ["gmail.com", "googlemail.com"]),
  ...inOrder("spf.protection.outlook.com", ["outlook.com", "hotmail.com", "live.com", "msn.com"]),
  ...inOrder("_spf.protonmail.ch", ["proton.me", "protonmail.com", "pm.me"]),
  ...inOrder("_spf.mail.ru", ["mail.ru", "bk.ru", "inbox.ru", "list.ru"]),
  ...inOrder("_spf.yandex.net", ["yandex.ru", "yandex.com", "ya.ru"]),
  ...inOrder("spf.mail.qq.com", ["qq.com", "foxmail.com"]),
  ...inOrder("spf.163.com", ["163.com", "126.com", "yeah.net"]),
  ...inOrder(null, ["yahoo.com", "ymail.com", "rocketmail.com", "aol.com", "gmx.com", "gmx.net", "gmx.de"]),
  ...inOrder(null, ["web.de", "t-online.de", "mail.com", "orange.fr", "libero.it", "wp.pl", "comcast.net"]),
};

function inOrder(instead: string | null, domains: readonly string[]): Record<string, string | null> {
  return Object.fromEntries(domains.map((domain) => [domain, instead]));
}
