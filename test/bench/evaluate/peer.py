# pyspf as a peer of the bench: see peers.ts for what it reads and prints.
import json
import socket
import sys
import time

import spf

given = json.load(open(sys.argv[1]))


def prepared(zone):
    """Answers as pydns gives them, made beforehand, by name and type."""
    names = {}
    for name, node in zone.items():
        types = {"A": node["A"], "PTR": node["PTR"]}
        types["AAAA"] = [socket.inet_pton(socket.AF_INET6, each) for each in node["AAAA"]]
        types["MX"] = [(each["Preference"], each["Host"]) for each in node["MX"]]
        types["TXT"] = [(each.encode("utf-8", "surrogateescape"),) for each in node["TXT"]]
        if node["CNAME"]:
            types["CNAME"] = [node["CNAME"]]
        answers = {kind: [((name, kind), value) for value in values] for kind, values in types.items()}
        names[name.lower().rstrip(".")] = (answers, node["Failure"])
    return names


zones = [prepared(zone) for zone in given["Zones"]]
current = None


def lookup(name, kind, *_, **__):
    name = name.lower().rstrip(".")
    if any(len(label) > 63 for label in name.split(".")):
        raise spf.TempError("DNS label too long")
    answers, failure = current.get(name, ({}, ""))
    if answers.get(kind):
        return answers[kind]
    if "CNAME" in answers:
        return answers["CNAME"]
    if failure:
        raise spf.TempError("DNS " + failure)
    return []


spf.DNSLookup = lookup


def run(case):
    global current
    current = zones[case["Zone"]]
    return spf.check2(i=case["IP"], s=case["Sender"], h=case["Helo"])[0]


print(json.dumps([run(case) for case in given["Cases"]]), flush=True)
for line in sys.stdin:
    asked = json.loads(line)
    use = [given["Cases"][index] for index in asked["Use"]]
    count = 0
    started = time.process_time()
    used = 0
    while used < asked["Seconds"]:
        for case in use:
            run(case)
        count += len(use)
        used = time.process_time() - started
    print(count / used, flush=True)
