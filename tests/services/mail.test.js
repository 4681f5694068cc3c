// The mail server does what the tests of the program rely on.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { after, before, beforeEach, describe, it } from "node:test";
import nodemailer from "nodemailer";
import { start } from "./start.js";

let mail;
before(async () => {
  mail = await start("mail");
});
after(() => mail?.stop());

const kept = async (to) => (await fetch(mail.said.BASEPLAN_TEST_MAILS + (to ? `?to=${to}` : ""))).json();
const trusted = () => ({ ca: readFileSync(mail.said.BASEPLAN_TEST_SMTP_AUTHORITY, "utf8") });
const letter = { from: "plan@council.example", to: "owner@council.example", subject: "Two figures are due – now", text: "Enter them at https://council.example/link/abc today." };

// The addresses are URLs of the kind that mail programs read: scheme, login, host, port.
const sender = (name, changes = {}) => {
  const url = new URL(mail.said[name]);
  const auth = { user: url.username, pass: url.password };
  const secure = url.protocol === "smtps:";
  return nodemailer.createTransport({ host: url.hostname, port: Number(url.port), secure, auth, tls: trusted(), ...changes });
};

describe("mail server", () => {
  beforeEach(() => fetch(mail.said.BASEPLAN_TEST_MAILS, { method: "DELETE" }));

  for (const name of ["BASEPLAN_TEST_SMTP", "BASEPLAN_TEST_SMTP_STARTTLS"]) {
    it(`keeps a mail sent with login to ${name}`, async () => {
      const attachments = [{ filename: "figures.csv", content: "a,1\n" }];
      await sender(name).sendMail({ ...letter, html: "<p>Enter them</p>", attachments });
      const [{ from, to, subject, text, html, links, attachments: files }, ...more] = await kept();
      assert.deepEqual(more, []);
      assert.deepEqual({ from, to, subject }, { from: letter.from, to: [letter.to], subject: letter.subject });
      assert.equal(text.trim(), letter.text);
      assert.equal(html.trim(), "<p>Enter them</p>");
      assert.deepEqual(links, ["https://council.example/link/abc"]);
      assert.deepEqual(files.map(({ name, base64 }) => [name, atob(base64)]), [["figures.csv", "a,1\n"]]);
    });

    it(`refuses a wrong password, and nobody's, at ${name}`, async () => {
      await assert.rejects(sender(name, { auth: { user: "clerk", pass: "wrong" } }).sendMail(letter), { responseCode: 535 });
      await assert.rejects(sender(name, { auth: undefined }).sendMail(letter), { responseCode: 530 });
      assert.deepEqual(await kept(), []);
    });

    it(`has a certificate at ${name} that only its own authority vouches for`, async () => {
      await assert.rejects(sender(name, { tls: {} }).sendMail(letter), /self-signed certificate|unable to verify/);
    });
  }

  it("takes no mail without TLS", async () => {
    const plain = sender("BASEPLAN_TEST_SMTP_STARTTLS", { ignoreTLS: true });
    await assert.rejects(plain.sendMail(letter), /STARTTLS|Authentication|530|538/);
    assert.deepEqual(await kept(), []);
  });

  it("refuses one mailbox for good and another only once", async () => {
    const to = (address) => sender("BASEPLAN_TEST_SMTP").sendMail({ ...letter, to: address });
    await assert.rejects(to("refused@council.example"), { responseCode: 550 });
    await assert.rejects(to("later@council.example"), { responseCode: 451 });
    await to("later@council.example");
    assert.equal((await kept("later@council.example")).length, 1);
    assert.equal((await kept("refused@council.example")).length, 0);
  });

  it("stops, takes its files with it, and starts again on the ports it had", async () => {
    const [tls, starttls] = ["BASEPLAN_TEST_SMTP", "BASEPLAN_TEST_SMTP_STARTTLS"].map((name) => new URL(mail.said[name]).port);
    const authority = mail.said.BASEPLAN_TEST_SMTP_AUTHORITY;
    assert.equal(await mail.stop(), 0);
    assert.equal(existsSync(authority), false);
    await assert.rejects(fetch(mail.said.BASEPLAN_TEST_MAILS));
    mail = await start("mail", "--tls", tls, "--starttls", starttls);
    assert.equal(new URL(mail.said.BASEPLAN_TEST_SMTP).port, tls);
    await sender("BASEPLAN_TEST_SMTP").sendMail(letter);
    assert.equal((await kept()).length, 1);
  });
});
