// Signing out in one tab leaves in the other tabs of the browser; in those of another browser it does not, and without
// scripts nothing is different.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { open } from "./browser.js";
import { enter } from "./journey/people.js";
import { missing, serve } from "./journey/program.js";

describe("tabs", { skip: missing }, () => {
  let browser;
  let server;
  let world;
  before(async () => {
    [browser, server] = await Promise.all([open(), serve(["--demo"])]);
    world = { browser, home: server.home };
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  const signOut = (page) => page.click('form[action="/sign-out"] button');
  const form = () => `${world.home}/desk/rounds/2025-26-Q3/items/figure/foster-carers/2025-26-Q3`;

  it("what a tab shows goes when somebody signs out in another, and whoever comes back is led to where they were", async () => {
    const { page, leave } = await enter(world, "owner");
    const other = await page.context().newPage();
    await other.goto(form());
    const elsewhere = await enter(world, "owner");
    await signOut(page);
    await page.waitForURL(`${world.home}/sign-in`);
    await other.waitForURL(/\/sign-in\?then=/);
    assert.equal(new URL(other.url()).searchParams.get("then"), new URL(form()).pathname);
    assert.doesNotMatch(await other.content(), /foster-carers"/);
    assert.equal(elsewhere.page.url(), `${world.home}/desk`, "another browser is signed in still");
    await elsewhere.leave();

    await other.fill("#email", "priya.shah@demonstration.example");
    await other.fill("#password", "only a demonstration");
    await other.click("main form:has(#password) button");
    await other.waitForURL(form());
    await leave();
  });

  it("without scripts a tab shows what it shows until it is asked for something", async () => {
    const { page, leave } = await enter(world, "owner", false);
    const other = await page.context().newPage();
    await other.goto(form());
    await signOut(page);
    await page.waitForURL(`${world.home}/sign-in`);
    assert.equal(other.url(), form());
    await other.reload();
    assert.match(other.url(), /\/sign-in\?then=/);
    await leave();
  });
});
