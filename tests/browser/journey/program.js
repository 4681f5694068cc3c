// The program as a test runs it: beside a mail server of the tests' own, over a database in a folder that goes with it.
//
// The program is target/release/baseplan, or what BASEPLAN names.

import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { start as service } from "../../services/start.js";

const program = process.env.BASEPLAN ?? join(import.meta.dirname, "../../../target/release/baseplan");
export const missing = !existsSync(program) && `there is no ${program}`;

// Asks again and again until there is an answer that counts, for so many seconds.
export async function waited(what, ask, seconds = 30) {
  for (const began = Date.now(); Date.now() - began < seconds * 1000; await pause(200)) {
    const answer = await ask();
    if (answer) return answer;
  }
  throw new Error(`waited ${seconds} s in vain for ${what}`);
}

// A folder that goes away with what runs in it.
export const folder = () => mkdtempSync(join(tmpdir(), "baseplan-browser-"));

// Runs another command of the program to its end; what it said.
export const run = (...words) => execFileSync(program, words, { encoding: "utf8" });

// The address that the program says it serves at.
async function serving(child) {
  for await (const line of createInterface({ input: child.stdout })) {
    const [, address] = line.match(/Serving on (http:\/\/[^/]+)\//) ?? [];
    if (address) return address;
  }
  throw new Error("the server ended before it served");
}

// Starts `baseplan serve` with these words. What it keeps in passing, the demonstration's database too, is under `place`.
export async function serve(words, place = folder()) {
  const all = ["serve", ...words, "--listen", "127.0.0.1:0"];
  const child = spawn(program, all, { stdio: ["ignore", "pipe", "ignore"], env: { ...process.env, TMPDIR: place } });
  const home = await serving(child);
  child.stdout.resume();
  return {
    home,
    place,
    // The file of the demonstration's database.
    database: () => join(place, readdirSync(place).find((name) => name.startsWith("baseplan-demo")), "demonstration.db"),
    // As the system does where it must: nothing is said, nothing is put away.
    async kill() {
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    },
    async stop() {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
      rmSync(place, { recursive: true });
    },
  };
}

// A mail server, reached through a door that can be shut; and the settings that lead the program to it.
export async function post() {
  const mail = await service("mail");
  const place = folder();
  const { hostname, port, username, password } = new URL(mail.said.BASEPLAN_TEST_SMTP);
  const open = new Set();
  const door = createServer((from) => {
    const to = connect(Number(port), hostname);
    for (const [one, other] of [[from, to], [to, from]]) {
      open.add(one);
      one.on("error", () => other.destroy()).on("close", () => open.delete(one)).pipe(other);
    }
  });
  const listen = (at) => new Promise((listening) => door.listen(at, "127.0.0.1", listening));
  await listen(0);
  const own = door.address().port;
  const secret = join(place, "mail.secret");
  writeFileSync(secret, `smtps://${username}:${password}@127.0.0.1:${own}`);
  const settings = join(place, "settings.toml");
  const authority = mail.said.BASEPLAN_TEST_SMTP_AUTHORITY;
  const lines = { url_file: secret, from: "performance@demonstration.example", name: "Performance team", authority };
  writeFileSync(settings, ["[mail]", ...Object.entries(lines).map(([key, value]) => `${key} = "${value}"`)].join("\n"));
  const shut = () => {
    const closed = new Promise((closing) => door.close(closing));
    open.forEach((socket) => socket.destroy());
    return closed;
  };
  return {
    settings,
    shut,
    open: () => listen(own),
    // The latest mail to somebody whose subject holds these words, waited for.
    to: (address, words, seconds) =>
      waited(`a mail to ${address} with “${words}” in its subject`, async () => {
        const mails = await (await fetch(`${mail.said.BASEPLAN_TEST_MAILS}?to=${address}`)).json();
        return mails.findLast(({ subject }) => subject.includes(words));
      }, seconds),
    // Mails that came so far count no more.
    forget: () => fetch(mail.said.BASEPLAN_TEST_MAILS, { method: "DELETE" }),
    async stop() {
      if (door.listening) await shut();
      await mail.stop();
      rmSync(place, { recursive: true });
    },
  };
}
