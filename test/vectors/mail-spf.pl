# Mail::SPF as a second opinion: reads requests with zonedata as JSON, one a line, and prints an outcome a line.
use strict;
use warnings;

use JSON::PP;
use Mail::SPF;
use Net::DNS;

# Answers from the zonedata of a request, as Net::DNS::Resolver would.
package Recorded;

sub new { my ($class, $zones) = @_; return bless { zones => $zones, error => '' }, $class }

sub errorstring { return $_[0]->{error} }

sub send {
    my ($self, $name, $type) = @_;
    my $packet  = Net::DNS::Packet->new($name, $type);
    my $entries = $self->{zones}->{ lc $name };
    $self->{error} = '';
    $packet->header->qr(1);
    $packet->header->rcode($entries ? 'NOERROR' : 'NXDOMAIN');
    foreach my $entry (@{ $entries || [] }) {
        if ($entry eq 'TIMEOUT')  { $self->{error} = 'query timed out'; return undef }
        if ($entry eq 'SERVFAIL') { $packet->header->rcode('SERVFAIL'); return $packet }
        next unless exists $entry->{$type};
        my $value = $entry->{$type};
        my %data =
              $type eq 'TXT' ? (txtdata => [$value])
            : $type eq 'MX'  ? (preference => $value->[0], exchange => $value->[1])
            : $type eq 'PTR' ? (ptrdname => $value)
            :                  (address => $value);
        $packet->push(answer => Net::DNS::RR->new(owner => $name, type => $type, %data));
    }
    return $packet;
}

package main;

$| = 1;
my $json = JSON::PP->new->utf8->canonical;
while (my $line = <STDIN>) {
    my $given  = $json->decode($line);
    my $server = Mail::SPF::Server->new(
        dns_resolver                  => Recorded->new($given->{zonedata}),
        query_rr_types                => Mail::SPF::Server->query_rr_type_txt,
        hostname                      => 'receiver.example',
        default_authority_explanation => 'DEFAULT',
    );
    my $request = Mail::SPF::Request->new(
        scope         => $given->{scope},
        identity      => $given->{sender},
        ip_address    => $given->{ip},
        helo_identity => $given->{helo},
    );
    my $result  = eval { $server->process($request) };
    my %outcome = $result ? (result => $result->code) : (result => "died: $@");
    $outcome{explanation} = $result->authority_explanation . '' if $result && $result->code eq 'fail';
    print $json->encode(\%outcome), "\n";
}
