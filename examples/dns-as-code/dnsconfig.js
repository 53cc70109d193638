// DNSControl joins the parts of SPF_BUILDER with blanks; each is linted where it stands.
var REG_NONE = NewRegistrar("none");
var DSP_BIND = NewDnsProvider("bind");

D("control.example.org", REG_NONE, DnsProvider(DSP_BIND),
  A("@", "203.0.113.80"),
  MX("@", 10, "mail"),
  A("mail", "203.0.113.25"),
  SPF_BUILDER({
    label: "@",
    parts: [
      "v=spf1",
      "ip4:203.0.113.25", // the relay
      "ipv4:203.0.113.26", // ip4 was meant
      "~all",
    ],
  }),
);
