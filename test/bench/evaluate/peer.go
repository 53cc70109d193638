// The Go engine (blitiri.com.ar/go/spf) as a peer of the bench: see peers.ts for what it reads and prints.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net"
	"os"
	"strings"
	"syscall"

	"blitiri.com.ar/go/spf"
)

type exchange struct {
	Preference uint16
	Host       string
}

type node struct {
	A, AAAA, TXT, PTR []string
	MX                []exchange
	CNAME, Failure    string
}

type input struct {
	Zones []map[string]node
	Cases []struct {
		IP, Helo, Sender string
		Zone             int
	}
}

// resolver answers from maps that are made beforehand, as quickly as a resolver can.
type resolver struct {
	txt, ptr map[string][]string
	mx       map[string][]*net.MX
	ip       map[string][]net.IPAddr
	cname    map[string]string
	failed   map[string]error
}

var notFound = &net.DNSError{Err: "not found", IsNotFound: true}

func normal(name string) string {
	return strings.TrimRight(strings.ToLower(name), ".")
}

func (r *resolver) follow(name string) string {
	name = normal(name)
	for i := 0; i < 8; i++ {
		alias, ok := r.cname[name]
		if !ok {
			break
		}
		name = alias
	}
	return name
}

func (r *resolver) missing(name string) error {
	if err := r.failed[name]; err != nil {
		return err
	}
	return notFound
}

func (r *resolver) LookupTXT(_ context.Context, name string) ([]string, error) {
	name = r.follow(name)
	if found, ok := r.txt[name]; ok {
		return found, nil
	}
	return nil, r.missing(name)
}

func (r *resolver) LookupMX(_ context.Context, name string) ([]*net.MX, error) {
	name = r.follow(name)
	if found, ok := r.mx[name]; ok {
		return found, nil
	}
	return nil, r.missing(name)
}

func (r *resolver) LookupIPAddr(_ context.Context, name string) ([]net.IPAddr, error) {
	name = r.follow(name)
	if found, ok := r.ip[name]; ok {
		return found, nil
	}
	return nil, r.missing(name)
}

func (r *resolver) LookupAddr(_ context.Context, address string) ([]string, error) {
	if found, ok := r.ptr[address]; ok {
		return found, nil
	}
	return nil, notFound
}

func newResolver(zone map[string]node) *resolver {
	r := &resolver{map[string][]string{}, map[string][]string{}, map[string][]*net.MX{},
		map[string][]net.IPAddr{}, map[string]string{}, map[string]error{}}
	for name, node := range zone {
		name = normal(name)
		if len(node.TXT) > 0 {
			r.txt[name] = node.TXT
		}
		for _, mx := range node.MX {
			r.mx[name] = append(r.mx[name], &net.MX{Host: mx.Host, Pref: mx.Preference})
		}
		for _, address := range append(node.A, node.AAAA...) {
			r.ip[name] = append(r.ip[name], net.IPAddr{IP: net.ParseIP(address)})
		}
		if len(node.PTR) > 0 {
			r.ptr[addressOf(name)] = node.PTR
		}
		if node.CNAME != "" {
			r.cname[name] = normal(node.CNAME)
		}
		if node.Failure != "" {
			r.failed[name] = &net.DNSError{Err: node.Failure, IsTimeout: node.Failure == "TIMEOUT"}
		}
	}
	return r
}

// addressOf gives the address that a reverse name stands for.
func addressOf(name string) string {
	labels := strings.Split(name, ".")
	for i, j := 0, len(labels)-3; i < j; i, j = i+1, j-1 {
		labels[i], labels[j] = labels[j], labels[i]
	}
	labels = labels[:len(labels)-2]
	if strings.HasSuffix(name, ".in-addr.arpa") {
		return net.ParseIP(strings.Join(labels, ".")).String()
	}
	text := ""
	for i, digit := range labels {
		if i > 0 && i%4 == 0 {
			text += ":"
		}
		text += digit
	}
	return net.ParseIP(text).String()
}

func processorSeconds() float64 {
	var used syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &used)
	return float64(used.Utime.Sec+used.Stime.Sec) + float64(used.Utime.Usec+used.Stime.Usec)/1e6
}

type evaluation struct {
	ip           net.IP
	helo, sender string
	resolver     spf.Option
}

func (e *evaluation) run() spf.Result {
	result, _ := spf.CheckHostWithSender(e.ip, e.helo, e.sender, e.resolver)
	return result
}

func main() {
	file, err := os.Open(os.Args[1])
	if err != nil {
		panic(err)
	}
	var in input
	if err := json.NewDecoder(file).Decode(&in); err != nil {
		panic(err)
	}
	resolvers := []*resolver{}
	for _, zone := range in.Zones {
		resolvers = append(resolvers, newResolver(zone))
	}
	cases := []*evaluation{}
	results := []string{}
	for _, c := range in.Cases {
		e := &evaluation{net.ParseIP(c.IP), c.Helo, c.Sender, spf.WithResolver(resolvers[c.Zone])}
		cases = append(cases, e)
		results = append(results, string(e.run()))
	}
	line, _ := json.Marshal(results)
	fmt.Println(string(line))
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var asked struct {
			Seconds float64
			Use     []int
		}
		if err := json.Unmarshal(lines.Bytes(), &asked); err != nil {
			panic(err)
		}
		count := 0
		started := processorSeconds()
		used := 0.0
		for used < asked.Seconds {
			for i := 0; i < 20; i++ {
				for _, index := range asked.Use {
					cases[index].run()
				}
			}
			count += 20 * len(asked.Use)
			used = processorSeconds() - started
		}
		fmt.Println(float64(count) / used)
	}
}
