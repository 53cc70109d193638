; A zone as it should be: nothing to report here.
; Put the cursor on a term to see what it does and what it costs.

$ORIGIN example.com.
$TTL 1h
@         IN  SOA   ns1 hostmaster (
                    2026110301  ; serial: an offer to raise it follows each fix
                    4h          ; refresh
                    15m         ; retry
                    4w          ; expire
                    5m )        ; negative answers
          IN  NS    ns1
          IN  NS    ns2
          IN  MX    10 mx1
          IN  MX    20 mx2
          IN  A     203.0.113.10

; Who may send as us: the relays and offices below, and the mailing service that our settings trust.
          IN  TXT   "v=spf1 include:_spf.example.com include:_spf.mailings.example -all"

; More than 255 octets would not fit into one string. The blank at the end of the first string matters:
; nothing is put between two strings.
_spf      IN  TXT   ( "v=spf1 ip4:203.0.113.16/28 ip4:198.51.100.64/26 ip6:2001:db8:25::/64 "
                      "a:relay.example.com -all" )

; A sub-domain has no record of its own unless it gets one.
news      IN  TXT   "v=spf1 redirect=_spf.example.com"
www       IN  TXT   "v=spf1 -all"

; An old relay, kept for a while and with a reason.
; spf-ignore ptr until 2030-12-31: the appliance can't be listed by address before it is replaced
legacy    IN  TXT   "v=spf1 ip4:203.0.113.77 ptr:legacy.example.com -all"

ns1       IN  A     203.0.113.1
ns2       IN  A     198.51.100.1
mx1       IN  A     203.0.113.17
mx2       IN  A     203.0.113.18
relay     IN  A     203.0.113.45
relay     IN  AAAA  2001:db8:25::25
