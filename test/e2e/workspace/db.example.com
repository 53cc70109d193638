; The zone that the editor tests open: a clean record and one of each kind of fault they look for.
$ORIGIN example.com.
$TTL 3600
@	IN	SOA	ns1.example.com. hostmaster.example.com. ( 2026010101 7200 3600 1209600 3600 )
	IN	NS	ns1.example.com.
	IN	MX	10 mail.example.com.
	IN	TXT	"v=spf1 ip4:192.0.2.25 include:_spf.example.com -all"
ns1	IN	A	192.0.2.53
mail	IN	A	192.0.2.25
_spf	IN	TXT	"v=spf1 ip4:192.0.2.64/26 -all"
typo	IN	TXT	"v=spf1 ipv4:192.0.2.1 -all"
gaps	IN	TXT	"v=spf1  ip4:192.0.2.2   -all"
old	IN	A	192.0.2.3
	IN	TXT	"v=spf1 a ptr -all"
