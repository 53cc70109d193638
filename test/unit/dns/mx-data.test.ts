// Checks what is read of the data of MX records, also where it is half typed.

import assert from "node:assert/strict";
import { readMx } from "../../../server/src/dns/mx-data.ts";

describe("the data of an MX record", () => {
  it("is a preference and a host", () => {
    assert.deepEqual(readMx("10 mail.example.com"), { preference: 10, exchange: "mail.example.com" });
    assert.deepEqual(readMx("0\t."), { preference: 0, exchange: "." });
  });

  it("is nothing where one of both is missing, as in files that are half typed", () => {
    for (const data of ["", "10", "10 ", "mail.example.com", "x mail.example.com", "10 a b", "-1 a"])
      assert.equal(readMx(data), null, data);
  });
});
