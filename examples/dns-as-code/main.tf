# Records for Route 53. The linter reads them where they are written, with the zone's name from the resource beside them.

locals {
  relays = ["203.0.113.25", "203.0.113.26"]
  mail   = "v=spf1 ${join(" ", [for address in local.relays : "ip4:${address}"])} -all"
}

resource "aws_route53_zone" "main" {
  name = "example.net"
}

resource "aws_route53_record" "news" {
  zone_id = aws_route53_zone.main.zone_id
  name    = "news.code.example.net"
  type    = "TXT"
  ttl     = 3600
  records = [local.mail]
}

# Pieces of one record in a list are three records, of which none is what was meant.
resource "aws_route53_record" "pieces" {
  zone_id = aws_route53_zone.main.zone_id
  name    = "pieces.code.example.net"
  type    = "TXT"
  ttl     = 3600
  records = ["v=spf1", "ip4:203.0.113.25", "-all"]
}
