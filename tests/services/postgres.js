// A PostgreSQL server that a test may stop and start again: made anew in a temporary folder, never run as root, reached
// through a socket in that folder alone.

import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const home = "/usr/lib/postgresql";
const versions = existsSync(home) ? readdirSync(home).map(Number).filter((version) => version >= 15) : [];
const programs = join(home, String(Math.max(...versions)), "bin");
export const missing = versions.length === 0 && "PostgreSQL 15 or later is not there";

// The user that Debian's package makes runs it where we are root; it ends when we do.
const id = (kind) => Number(spawnSync("id", [kind, "postgres"], { encoding: "utf8" }).stdout);
const dropped = process.getuid() === 0 ? ["--reuid", "postgres", "--regid", "postgres", "--init-groups"] : [];
const words = (program, more) => ["--pdeathsig", "QUIT", ...dropped, "--", join(programs, program), ...more];

function ran(program, more) {
  const { status, stderr } = spawnSync("setpriv", words(program, more), { cwd: "/", encoding: "utf8" });
  if (status !== 0) throw new Error(`${program}: ${stderr}`);
}

// Its address; `stop` ends it as a power cut would, `start` begins it again, `end` removes it.
export async function make() {
  const folder = mkdtempSync(join(tmpdir(), "baseplan-postgres-js-"));
  if (dropped.length > 0) chownSync(folder, id("-u"), id("-g"));
  const data = join(folder, "data");
  ran("initdb", ["--pgdata", data, "--auth", "trust", "--username", "postgres", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"]);
  let child;
  const answers = () => spawnSync(join(programs, "pg_isready"), ["--quiet", "--host", folder, "--username", "postgres"]).status === 0;
  const start = async () => {
    const settings = ["listen_addresses=", "full_page_writes=off", "log_min_messages=fatal"].flatMap((setting) => ["-c", setting]);
    child = spawn("setpriv", words("postgres", ["-D", data, "-k", folder, ...settings]), { cwd: "/", stdio: "ignore" });
    for (const began = Date.now(); !answers(); await pause(50)) {
      if (Date.now() - began > 30_000) throw new Error("PostgreSQL did not answer");
    }
  };
  const stop = async () => {
    const ended = once(child, "exit");
    child.kill("SIGQUIT");
    await ended;
  };
  await start();
  return {
    url: `postgres://postgres@localhost/postgres?host=${folder}`,
    start,
    stop,
    end: async () => {
      if (child.exitCode === null && child.signalCode === null) await stop();
      rmSync(folder, { recursive: true });
    },
  };
}
