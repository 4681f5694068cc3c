// What people see when the world fails: the mail server is away, the database is gone, its disk is full. The page says so
// plainly, nothing that was acknowledged is lost, what was typed can be sent again, and service returns by itself.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, renameSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import * as postgres from "../services/postgres.js";
import { python } from "../services/start.js";
import { open } from "./browser.js";
import { look } from "./journey/look.js";
import { arrive, enter, people } from "./journey/people.js";
import { folder, missing, post, run, serve, waited } from "./journey/program.js";

const round = "2025-26-Q3";
const form = (measure) => `/desk/rounds/${round}/items/figure/${measure}/${round}`;

let browser;
before(async () => {
  browser = missing ? undefined : await open();
});
after(() => browser?.close());

// An owner saves a value; the page that answers.
async function saves(page, home, measure, value) {
  await page.goto(home + form(measure));
  await page.fill("#value", value);
  await page.click("button[value=save]");
}

// What the server says of itself, with the status of the answer.
async function health(home) {
  const answer = await fetch(`${home}/health`);
  return { code: answer.status, ...(await answer.json()) };
}

// A save meets a world that refuses, the page says so in these words, and after `mend` the same page sends it again.
// `database`: what the server says of it meanwhile.
async function refusedThenSaved(server, { spoil, mend, says, database }) {
  const world = { browser, home: server.home };
  const { page, leave } = await enter(world, "owner");
  await saves(page, world.home, "foster-carers", "355");
  await page.waitForURL(`${world.home}/desk`);

  await page.goto(world.home + form("defects-9-day"));
  await page.fill("#value", "91.5");
  await spoil();
  await page.click("button[value=save]");
  assert.equal(await page.locator("h1").innerText(), says);
  assert.match(await page.locator("main").innerText(), /nothing that was saved before is lost/);
  await look(page, ` when ${says}`);
  const ill = await health(world.home);
  assert.deepEqual([ill.code, ill.status, ill.database], [503, "failing", database]);
  const reader = await fetch(world.home);
  assert.equal(reader.status, 200, "readers notice nothing");

  await mend();
  await waited("a database that is well again", async () => (await health(world.home)).database === "ok");
  await page.getByRole("button", { name: "Try again" }).click();
  await page.waitForURL(`${world.home}/desk`);
  for (const [measure, value] of [["foster-carers", "355"], ["defects-9-day", "91.5"]]) {
    await page.goto(world.home + form(measure));
    assert.equal(await page.inputValue("#value"), value, measure);
  }
  await leave();
}

// A disk of so few megabytes, in memory. `undefined`: this machine lets nobody make one.
function smallDisk(megabytes) {
  const place = folder();
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", place], { stdio: "ignore" });
    return place;
  } catch {
    rmSync(place, { recursive: true });
  }
}

describe("when the world fails", { skip: missing, concurrency: true }, () => {
  it("mail waits while its server is away, pages say so, and it goes out when the server is back", async (context) => {
    const mail = await post();
    context.after(mail.stop);
    const server = await serve(["--demo", "--settings", mail.settings]);
    context.after(server.stop);
    const world = { browser, home: server.home };
    await mail.shut();
    const forgets = async () => {
      const { page, leave } = await arrive(world);
      await page.goto(`${world.home}/sign-in/forgotten`);
      await page.fill("#email", people.lead);
      await page.click("main form button");
      const said = await page.locator("main").innerText();
      await look(page, " when mail is held up");
      await leave();
      return said;
    };
    await forgets();
    const { page, leave } = await enter(world, "officer");
    await waited("the page that says that mail waits", async () => {
      await page.goto(`${world.home}/desk`);
      return (await page.locator("main").innerText()).match(/Mail waits: \d+ since/);
    });
    await look(page, " while mail waits");
    assert.match(await forgets(), /Mail is held up/);
    await mail.open();
    // It is tried again a minute after it failed.
    await mail.to(people.lead, "password", 150);
    await waited("a page that says nothing of mail", async () => {
      await page.goto(`${world.home}/desk`);
      return !(await page.locator("main").innerText()).includes("Mail waits");
    }, 150);
    await leave();
  });

  it("a SQLite file that is moved away is said to be gone, until it is back", async (context) => {
    const server = await serve(["--demo"]);
    context.after(server.stop);
    const [here, elsewhere] = [server.database(), `${server.database()}.away`];
    const [spoil, mend] = [() => renameSync(here, elsewhere), () => renameSync(elsewhere, here)];
    const says = "The database does not answer";
    await refusedThenSaved(server, { spoil, mend, says, database: "does not answer" });
    assert.match(run("verify", "--database", `sqlite:${here}`), /history is whole/);
  });

  it("a full disk is said to be full, until there is room", async (context) => {
    const place = smallDisk(48);
    if (!place) return context.skip("this machine lets nobody make a small disk");
    const inside = join(place, "temporary");
    mkdirSync(inside);
    const server = await serve(["--demo"], inside);
    context.after(async () => {
      await server.stop();
      // A report may still be made on it.
      execFileSync("umount", ["--lazy", place]);
      rmSync(place, { recursive: true });
    });
    const [filler, here] = [join(place, "filler"), server.database()];
    const spoil = () => {
      // What the database has room for in the file beside it is given back first; then whole megabytes are taken, then what
      // is left, so that no write finds room.
      const truncate = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('pragma wal_checkpoint(truncate)')";
      execFileSync(python, ["-c", truncate, here]);
      for (const bytes of [1 << 20, 4096, 512]) {
        try {
          for (;;) writeFileSync(filler, Buffer.alloc(bytes), { flag: "a" });
        } catch (error) {
          assert.equal(error.code, "ENOSPC");
        }
      }
    };
    await refusedThenSaved(server, { spoil, mend: () => rmSync(filler), says: "The disk is full", database: "full" });
    assert.match(run("verify", "--database", `sqlite:${here}`), /history is whole/);
  });

  it("a disk that has no room for more is told before anybody meets it, though a small write would still be taken", async (context) => {
    const place = smallDisk(48);
    if (!place) return context.skip("this machine lets nobody make a small disk");
    const inside = join(place, "temporary");
    mkdirSync(inside);
    const settings = join(inside, "settings.toml");
    writeFileSync(settings, "[watch]\nleast_free_mb = 4\n");
    const server = await serve(["--demo", "--settings", settings], inside);
    context.after(async () => {
      await server.stop();
      execFileSync("umount", ["--lazy", place]);
      rmSync(place, { recursive: true });
    });
    const [filler, free] = [join(place, "filler"), () => statfsSync(place).bavail * statfsSync(place).bsize];
    const leave = (bytes) => {
      rmSync(filler, { force: true });
      for (const piece of [1 << 20, 1 << 12]) {
        while (free() - piece >= bytes) writeFileSync(filler, Buffer.alloc(piece), { flag: "a" });
      }
    };
    // The site that the demonstration publishes at its start is there first.
    await waited("a site", async () => (await fetch(`${server.home}/manifest.json`)).status === 200);
    for (const [bytes, code, database, disk] of [
      [16 << 20, 200, "ok", "ok"],
      [2 << 20, 503, "ok", "nearly full"],
      [512 << 10, 503, "full", "nearly full"],
      [16 << 20, 200, "ok", "ok"],
    ]) {
      leave(bytes);
      const says = await waited(`${database} and ${disk}`, async () => {
        const says = await health(server.home);
        return says.database === database && says.disk === disk && says;
      });
      assert.equal(says.code, code);
    }
  });

  it("what a demonstration that was killed left behind is cleared away at the next start, and what a living one holds is not", async (context) => {
    const place = folder();
    const left = () => readdirSync(place).filter((name) => name.startsWith("baseplan-demo"));
    const killed = await serve(["--demo"], place);
    await killed.kill();
    assert.equal(left().length, 1);
    const living = await serve(["--demo"], place);
    context.after(living.stop);
    const [held] = left();
    assert.deepEqual(left(), [held]);
    const other = await serve(["--demo"], place);
    assert.equal((await fetch(`${living.home}/health`)).status, 200);
    assert.ok(left().includes(held));
    await other.kill();
  });

  it("a council moves from SQLite to PostgreSQL and back unchanged, and PostgreSQL may stop and come back", async (context) => {
    if (postgres.missing) return context.skip(postgres.missing);
    const [database, place] = [await postgres.make(), folder()];
    context.after(async () => {
      await database.end();
      rmSync(place, { recursive: true });
    });
    const demo = await serve(["--demo"]);
    context.after(demo.stop);
    const digest = (said) => said.match(/digest of its tables: (\w+)/)[1];
    const moved = (name, from, to) => {
      const out = digest(run("export", join(place, name), "--database", from));
      run("import", join(place, name), "--as", "demonstration", "--database", to);
      return out;
    };
    const back = `sqlite:${join(place, "back.db")}`;
    const first = moved("first", `sqlite:${demo.database()}`, database.url);
    const second = moved("second", database.url, back);
    assert.equal(second, first, "PostgreSQL holds what SQLite held");
    assert.equal(digest(run("export", join(place, "third"), "--database", back)), first, "and SQLite holds it again");

    const server = await serve(["--database", database.url]);
    context.after(server.stop);
    const [spoil, mend] = [database.stop, database.start];
    const says = "The database does not answer";
    await refusedThenSaved(server, { spoil, mend, says, database: "does not answer" });
    assert.match(run("verify", "--database", database.url), /history is whole/);
  });
});
