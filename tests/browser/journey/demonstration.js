// The round that `baseplan serve --demo` opens with, half entered: what each of its people sees of it.

import assert from "node:assert/strict";
import { it } from "node:test";
import { look } from "./look.js";
import { enter, item } from "./people.js";

export function demonstration(world, round) {
  it("an owner enters a figure and sees what it would be rated", async () => {
    const { page, leave } = await enter(world, "owner");
    await look(page);
    const [all, shown] = [page.locator("li.task"), page.locator("nav.narrowing [aria-current]")];
    const whole = await all.count();
    await page.getByRole("link", { name: /^Returned \(/ }).click();
    assert.equal(await shown.innerText(), `Returned (${await all.count()})`);
    await look(page, " narrowed");
    await page.getByRole("link", { name: "Show all" }).click();
    assert.equal(await all.count(), whole);
    await item(page, "owed").click();
    await look(page);
    const title = await page.locator("h1").innerText();
    await page.fill("#value", "no number");
    await page.click("button[value=save]");
    assert.match(await page.title(), /^Error:/);
    await look(page, " with an error");
    await page.fill("#value", "");
    await page.selectOption("#reason", "awaited");
    await page.click("button[value=submit]");
    await page.waitForURL(`${world.home}/desk`);
    assert.ok((await page.locator(".said").innerText()).includes(title));

    await page.goto(`${world.home}/desk/rounds/${round}/items/figure/defects-9-day/${round}`);
    await page.locator("#value").pressSequentially("91.5");
    await page.locator("#look .look").waitFor();
    assert.match(await page.locator("#look").innerText(), /91\.5%/);
    await look(page, " with a rating");
    await page.fill("#value", "0.9");
    await page.click("button[value=submit]");
    await look(page, " with a question");
    await leave();
  });

  it("what came back is mended, once it says what it misses", async () => {
    const { page, leave } = await enter(world, "owner");
    await item(page, "returned").click();
    assert.ok(await page.locator(".warning").first().isVisible());
    await look(page, " returned");
    if (!(await page.locator("#note").isVisible())) await page.locator("details.more summary").first().click();
    await page.fill("#note", "Counted again in January.");
    await page.click("button[value=submit]");
    await page.waitForURL(`${world.home}/desk`);
    await leave();
  });

  it("a performance officer's pages are looked at, and the round is published", async () => {
    const { page, leave } = await enter(world, "officer");
    await page.goto(`${world.home}/desk`);
    await look(page, " of an officer");
    for (const path of ["", "/new", `/${round}`, `/${round}/dates`]) {
      await page.goto(`${world.home}/desk/rounds${path}`);
      await look(page);
    }
    for (const path of ["/desk/history", "/desk/history/check", "/desk/plan", "/desk/plan/owners", "/desk/plan/tables/measures", "/desk/plan/texts"]) {
      await page.goto(world.home + path);
      await look(page);
    }
    await page.goto(`${world.home}/desk/plan/tables/measures/add`);
    await page.getByText("Seldom needed: level in the council").click();
    await look(page, " of a new measure");
    await page.goto(`${world.home}/desk/rounds/${round}/publish`);
    await look(page);
    await page.click("form[action$='/publish'] button");
    await page.waitForURL(`${world.home}/desk/rounds/${round}`, { timeout: 120_000 });
    await leave();
  });

  it("an administrator's pages are looked at too", async () => {
    const { page, leave } = await enter(world, "administrator");
    const ways = await page.locator("header nav a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    for (const path of [...ways, "/desk/people/invite", "/desk/account", "/desk/account/password"]) {
      await page.goto(world.home + path);
      await look(page);
    }
    await page.goto(`${world.home}/desk/people`);
    await page.locator("main table a").first().click();
    await look(page);
    await leave();
  });
}
