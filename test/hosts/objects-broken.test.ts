/** Records that are objects, in files where a sign is lost or doubled. */

import { checkBroken } from "./broken.ts";

describe("objects that are damaged", () => {
  const signs = /[-"'{}[\]:|>&*!#,]/;

  it("in CloudFormation keep the records of other resources", async () => {
    await checkBroken({
      uri: "file:///template.yaml",
      signs,
      text: `Parameters:
  Domain:
    Type: String
    Default: example.com
Resources:
  A:
    Type: AWS::Route53::RecordSet
    Properties:
      Name: a.example.com.
      Type: TXT
      TTL: "300"
      ResourceRecords:
        - '"v=spf1 a -all"'
  B:
    Type: AWS::Route53::RecordSet
    Properties:
      Name: !Sub "\${Domain}."
      Type: TXT
      ResourceRecords: ["\\"v=spf1 b -all\\""]
  C:
    Type: AWS::Route53::RecordSetGroup
    Properties:
      RecordSets:
        - Name: c.example.com.
          Type: TXT
          ResourceRecords:
            - >-
              "v=spf1 c -all"
`,
      kept: [
        { text: "v=spf1 a -all", from: 5, to: 13 },
        { text: "v=spf1 b -all", from: 14, to: 19 },
        { text: "v=spf1 c -all", from: 20, to: 28 },
      ],
    });
  });

  it("in Kubernetes keep the records of other endpoints", async () => {
    await checkBroken({
      uri: "file:///endpoints.yaml",
      signs,
      text: `apiVersion: externaldns.k8s.io/v1alpha1
kind: DNSEndpoint
spec:
  endpoints:
    - dnsName: a.example.com
      recordType: TXT
      targets: ["v=spf1 a -all"]
    - dnsName: b.example.com
      recordType: TXT
      targets:
        - 'v=spf1 b -all'
---
kind: RecordSet
spec:
  name: c.example.com.
  recordType: TXT
  resourceRecords:
    - value: '"v=spf1 c -all"'
`,
      kept: [
        { text: "v=spf1 a -all", from: 3, to: 7 },
        { text: "v=spf1 b -all", from: 3, to: 11 },
        { text: "v=spf1 c -all", from: 12, to: 18 },
      ],
    });
  });

  it("in JSON keep the records of other objects", async () => {
    await checkBroken({
      uri: "file:///batch.json",
      signs,
      text: `{
  "Changes": [
    { "Action": "CREATE",
      "ResourceRecordSet": { "Name": "a.example.com.", "Type": "TXT",
        "ResourceRecords": [{ "Value": "\\"v=spf1 a -all\\"" }] } },
    { "Action": "CREATE", "ResourceRecordSet": {
        "Name": "b.example.com.",
        "Type": "TXT",
        "ResourceRecords": [{ "Value": "\\"v=spf1 b -all\\"" }]
      }
    },
    { "Action": "CREATE",
      "ResourceRecordSet": { "Name": "c.example.com.", "Type": "TXT",
        "ResourceRecords": [{ "Value": "\\"v=spf1 c -all\\"" }] } }
  ]
}
`,
      kept: [
        { text: "v=spf1 a -all", from: 3, to: 5 },
        { text: "v=spf1 b -all", from: 6, to: 11 },
        { text: "v=spf1 c -all", from: 12, to: 14 },
      ],
    });
  });

  it("in a registry keep the texts of other lines", async () => {
    await checkBroken({
      uri: "file:///is-a.dev/domains/someone.json",
      signs,
      text: `{
  "owner": { "username": "someone" },
  "records": {
    "MX": ["mail.example.com"],
    "TXT": [
      "v=spf1 a -all",
      "v=spf1 b -all"
    ]
  }
}
`,
      kept: [
        { text: "v=spf1 a -all", from: 2, to: 6 },
        { text: "v=spf1 b -all", from: 2, to: 7 },
      ],
    });
  });
});

describe("tasks of Ansible that are damaged", () => {
  it("keep the records of other tasks", async () => {
    await checkBroken({
      uri: "file:///tasks/main.yml",
      signs: /[-"'{}[\]:|>&*!#,]/,
      text: `- name: A
  amazon.aws.route53:
    zone: example.com
    record: example.com
    type: TXT
    value: '"v=spf1 a -all"'
- cloudflare_dns: { zone: example.net, record: '@', type: TXT, value: 'v=spf1 b -all' }
- nsupdate:
    zone: example.org
    record: sub
    type: TXT
    value:
      - v=spf1 c -all
`,
      kept: [
        { text: "v=spf1 a -all", from: 1, to: 6 },
        { text: "v=spf1 b -all", from: 7, to: 7 },
        { text: "v=spf1 c -all", from: 8, to: 13 },
      ],
    });
  });
});
