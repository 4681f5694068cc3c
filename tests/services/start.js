// Starts a service of this folder and ends it. Every service prints NAME=value lines, then "ready".

import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

// The Python that has what the scripts of this folder need, and the path of one of them.
export const python = join(import.meta.dirname, "../../target/services/bin/python");
export const script = (name) => join(import.meta.dirname, name);
const commands = { mail: [python, "mail.py"], oidc: [process.execPath, "oidc.js"] };

// What it said under its names, and how to stop it. A service also ends with the program that started it.
export async function start(name, ...more) {
  const [program, file] = commands[name];
  const child = spawn(program, [script(file), ...more], { stdio: ["pipe", "pipe", "inherit"] });
  const ended = once(child, "exit");
  const said = {};
  let ready = false;
  for await (const line of createInterface({ input: child.stdout })) {
    ready = line === "ready";
    if (ready) break;
    const [, key, value] = line.match(/^([A-Z_]+)=(.*)$/) ?? [];
    if (key) said[key] = value;
  }
  if (!ready) throw new Error(`${name} ended before it was ready; cargo xtask ready installs what it needs`);
  child.stdout.resume();
  return {
    said,
    stop: async () => {
      child.stdin.end();
      const [code] = await ended;
      return code;
    },
  };
}
