// Single sign-on in a browser, against a real provider: somebody comes in and is recognised afterwards, a successor with
// their address is not let in, and the administrator lets go.

import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { start } from "../services/start.js";
import { open } from "./browser.js";
import { look } from "./journey/look.js";
import { arrive, enter, people } from "./journey/people.js";
import { folder, missing, serve } from "./journey/program.js";

describe("single sign-on", { skip: missing }, () => {
  const place = folder();
  let [browser, provider, server, world] = [];
  before(async () => {
    [browser, provider] = await Promise.all([open(), start("oidc")]);
    const [secret, settings] = [join(place, "secret"), join(place, "settings.toml")];
    writeFileSync(secret, provider.said.BASEPLAN_TEST_OIDC_SECRET, { mode: 0o600 });
    const keys = { name: "the Council's account", issuer: provider.said.BASEPLAN_TEST_OIDC, client: provider.said.BASEPLAN_TEST_OIDC_CLIENT, secret_file: secret };
    const lines = Object.entries(keys).map(([key, value]) => `${key} = ${JSON.stringify(value)}`);
    writeFileSync(settings, ["[sign_on]", ...lines, "longest_hours = 8", ""].join("\n"));
    server = await serve(["--demo", "--settings", settings]);
    world = { browser, home: server.home };
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
    await provider?.stop();
    rmSync(place, { recursive: true });
  });

  // Somebody comes through the provider as whoever they say they are there; the page on which they stand then.
  async function comes(who, scripts = true) {
    const { page, leave } = await arrive(world, scripts);
    await page.goto(`${world.home}/sign-in`);
    await page.click('form[action="/sign-in/provider"] button');
    await page.waitForURL(/\/interaction\//);
    // What is typed there may be more than an address, which its field would refuse.
    await page.locator("form").evaluate((form) => form.setAttribute("novalidate", ""));
    await page.fill("input[name=login]", who);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL((url) => url.href.startsWith(world.home));
    return { page, leave };
  }

  it("knows a person by the provider's own word, not by an address that may pass to another", async () => {
    const first = await comes(people.owner);
    assert.equal(first.page.url(), `${world.home}/desk`);
    await first.leave();
    const moved = await comes(`${people.owner}>priya.rivers@demonstration.example`, false);
    assert.equal(moved.page.url(), `${world.home}/desk`);
    assert.match(await moved.page.locator("header").innerText(), /Priya Shah/);
    await moved.leave();

    const successor = await comes(`successor>${people.owner}`);
    assert.equal(await successor.page.locator("h1").innerText(), "You are not signed in");
    assert.match(await successor.page.locator("main").innerText(), /Somebody else came in with/);
    await look(successor.page, " when single sign-on means somebody else");
    await successor.leave();

    const { page, leave } = await enter(world, "administrator");
    await page.goto(`${world.home}/desk/people`);
    await page.getByRole("link", { name: "Priya Shah" }).click();
    assert.match(await page.locator("main").innerText(), /Known to the Council's account since/);
    await page.locator("summary", { hasText: "Let go of it" }).click();
    await look(page, " whom single sign-on knows");
    await page.getByRole("button", { name: "Let go of the single sign-on" }).click();
    await page.waitForSelector("p.said");
    assert.match(await page.locator("main").innerText(), /Let go of the single sign-on\s+Ruth Castleton/);
    await leave();

    const taken = await comes(`successor>${people.owner}`);
    assert.equal(taken.page.url(), `${world.home}/desk`);
    await taken.leave();
  });
});
