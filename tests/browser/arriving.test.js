// How people come into a council that was just imported: the first administrator by the printed link, others by
// invitation, by single sign-on, by links that were used; and what their first pages tell them to do. Every page met is
// looked at by axe at 1280 and 360 px.

import assert from "node:assert/strict";
import { appendFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { start } from "../services/start.js";
import { open } from "./browser.js";
import { look } from "./journey/look.js";
import { arrive } from "./journey/people.js";
import { folder, missing, post, run, serve } from "./journey/program.js";

const council = join(import.meta.dirname, "../../crates/baseplan/tests/councils/marlhaven");
const password = "four quiet words here";
const world = {};

// The settings of the mail server, and of a provider that people may sign in with.
function withProvider(settings, place, said) {
  const secret = join(place, "sign-on.secret");
  writeFileSync(secret, said.BASEPLAN_TEST_OIDC_SECRET);
  const lines = { name: "Council account", issuer: said.BASEPLAN_TEST_OIDC, client: said.BASEPLAN_TEST_OIDC_CLIENT, secret_file: secret };
  appendFileSync(settings, ["\n[sign_on]", ...Object.entries(lines).map(([key, value]) => `${key} = "${value}"`)].join("\n"));
}

before(async () => {
  if (missing) return;
  world.browser = await open();
  world.mail = await post();
  world.provider = await start("oidc");
  world.place = folder();
  withProvider(world.mail.settings, world.place, world.provider.said);
  const database = `sqlite:${join(world.place, "marlhaven.db")}`;
  run("import", council, "--as", "marlhaven", "--database", database);
  const link = run("administrator", "--database", database).match(/http\S+(\/sign-in\/first\/\S+)/)[1];
  world.server = await serve(["--settings", world.mail.settings, "--database", database]);
  world.home = world.server.home;
  world.first = world.home + link;
});
after(async () => {
  await world.browser?.close();
  await world.server?.stop();
  await world.provider?.stop();
  await world.mail?.stop();
  if (world.place) rmSync(world.place, { recursive: true });
});

// Somebody fills in both boxes of a new password and sends them.
async function chooses(page, first, second = first) {
  await page.fill("[name=password]", first);
  await page.fill("[name=password_again]", second);
  await page.click("main form button");
}

// The administrator invites somebody to a role through the whole council; the link of their mail.
async function invites(page, role, email) {
  await page.goto(`${world.home}/desk/people/invite`);
  await page.fill("#name", `Robin ${role}`);
  await page.fill("#email", email);
  await page.getByLabel("Role 1", { exact: true }).selectOption({ label: role });
  await page.getByLabel("How far role 1 reaches", { exact: true }).selectOption({ label: "The whole council" });
  await page.click("main form[method=post] button");
  await page.locator(".said").waitFor();
  const mail = await world.mail.to(email, "Your account");
  return mail.links.find((address) => address.includes("/sign-in/password/"));
}

// Somebody goes to the provider by its button and types an address there, or refuses.
async function throughProvider(page, login) {
  await page.goto(`${world.home}/sign-in`);
  await look(page, " with a provider");
  await page.click("form[action='/sign-in/provider'] button");
  await page.waitForURL(/\/interaction\//);
  if (login) await page.fill("input[name=login]", login);
  await page.click(login ? "button:not([name])" : "button[name=refuse]");
  await page.waitForURL(`${world.home}/**`);
}

const main = (page) => page.locator("main").innerText();

describe("coming into a council that was just imported", { skip: missing }, () => {
  it("the first administrator comes in and is told whom to invite, until they are there", async () => {
    const { page, leave } = await arrive(world);
    await page.goto(world.first);
    await look(page);
    await page.click("main form button");
    assert.match(await page.title(), /^Error:/);
    await look(page, " with errors");
    await page.fill("#name", "Ada Quayle");
    await page.fill("#email", "ada@marlhaven.example");
    await chooses(page, password);
    await page.waitForURL(`${world.home}/desk`);
    assert.match(await main(page), /What to do next[\s\S]*Invite a performance officer[\s\S]*Invite a director/);
    await look(page, " of a first administrator");

    const link = await invites(page, "Performance officer", "officer@marlhaven.example");
    const second = await arrive(world);
    await second.page.goto(link);
    assert.match(await main(second.page), /^Choose a password\s+Welcome, Robin Performance officer/);
    await look(second.page);
    for (const [first, again, says] of [
      ["short", "short", /12 characters or more/],
      ["qwerty123456", "qwerty123456", /guessers try first/],
      [password, "four", /not the same/],
    ]) {
      await chooses(second.page, first, again);
      assert.match(await second.page.locator(".problem").innerText(), says);
      await look(second.page, ` when ${says}`);
    }
    await chooses(second.page, password);
    await second.page.waitForURL(`${world.home}/desk`);
    assert.match(await main(second.page), /Open the next round[\s\S]*See who answers for what/);
    await look(second.page, " of a first performance officer");
    await second.leave();

    const used = await arrive(world);
    const spent = await used.page.goto(link);
    assert.equal(spent.status(), 410);
    assert.match(await main(used.page), /Have a link sent/);
    await look(used.page, " when it was used");
    await used.leave();

    for (const [role, email] of [["Data owner", "owner@marlhaven.example"], ["Director", "director@marlhaven.example"]]) {
      const invitation = await invites(page, role, email);
      const third = await arrive(world);
      await third.page.goto(invitation);
      await chooses(third.page, password);
      await third.page.waitForURL(`${world.home}/desk`);
      assert.match(await main(third.page), /No round is open, so nothing is owed now\./);
      await look(third.page, ` of a first ${role}`);
      await third.leave();
    }
    await page.goto(`${world.home}/desk`);
    assert.doesNotMatch(await main(page), /Invite a performance officer|Invite a director/);
    await leave();
  });

  it("whom the provider refuses, or the council does not know, is told so and how to go on", async () => {
    for (const [login, says] of [
      [undefined, /You did not sign in with Council account/],
      ["stranger@elsewhere.example", /There is no account here for stranger@elsewhere\.example/],
      ["unverified@elsewhere.example", /did not say that your e-mail address is really yours/],
    ]) {
      const { page, leave } = await arrive(world);
      await throughProvider(page, login);
      assert.equal(await page.locator("h1").innerText(), "You are not signed in");
      assert.match(await main(page), says);
      await look(page, ` for ${login}`);
      await page.getByRole("link", { name: "Back to signing in" }).click();
      assert.equal(page.url(), `${world.home}/sign-in`);
      await leave();
    }
    const { page, leave } = await arrive(world);
    await throughProvider(page, "officer@marlhaven.example");
    await page.waitForURL(`${world.home}/desk`);
    await leave();
  });
});
