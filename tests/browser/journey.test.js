// Quarters in a real browser: `baseplan serve --demo` beside a mail server, played by its five people. First the round
// that the demonstration opens with; then a whole quarter, from opening it to a correction and a withdrawal; then another
// one without scripts. Every page met is looked at by axe at 1280 and 360 px.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { open } from "./browser.js";
import { deciding, withdrawing } from "./journey/deciding.js";
import { demonstration } from "./journey/demonstration.js";
import { entering } from "./journey/entering.js";
import { look } from "./journey/look.js";
import { enter } from "./journey/people.js";
import { missing, post, serve } from "./journey/program.js";
import { reading } from "./journey/readers.js";

const world = {};
before(async () => {
  if (missing) return;
  world.browser = await open();
  world.mail = await post();
  world.server = await serve(["--demo", "--settings", world.mail.settings]);
  world.home = world.server.home;
});
after(async () => {
  await world.browser?.close();
  await world.server?.stop();
  await world.mail?.stop();
});

// One quarter from its opening to its correction.
function quarter(play) {
  it("a performance officer opens the round", async () => {
    await world.mail.forget();
    const { page, leave } = await enter(world, "officer", play.scripts);
    await page.goto(`${world.home}/desk/rounds/new`);
    await page.selectOption("#period", play.period);
    await page.click("form.filter button");
    if (play.scripts) await look(page);
    await page.click("main form[method=post] button");
    await page.waitForURL(`${world.home}/desk/rounds/${play.period}`);
    assert.match(await page.locator(".said").innerText(), /^Opened:/);
    if (play.scripts) await look(page);
    await leave();
  });

  it("a performance officer sets a target in the plan, and says why", async () => {
    const { page, leave } = await enter(world, "officer", play.scripts);
    await page.goto(`${world.home}/desk/plan/tables/targets/add`);
    if (play.scripts) await look(page, " to add");
    await page.selectOption("[name=col-measure]", "defects-9-day");
    await page.fill("[name=col-period]", play.period);
    await page.fill("[name=col-target]", "90.0");
    await page.click("main form[method=post] button");
    assert.match(await page.title(), /^Error:/);
    if (play.scripts) await look(page, " to add with an error");
    await page.fill("[name=why]", "Agreed by Cabinet with the budget.");
    await page.click("main form[method=post] button");
    assert.doesNotMatch(await page.title(), /^Error:/);
    await leave();
  });
  entering(world, play);
  deciding(world, play);
  reading(world, play);
}

describe("the round of the demonstration", { skip: missing }, () => demonstration(world, "2025-26-Q3"));

describe("a whole quarter", { skip: missing }, () => {
  const play = { period: "2025-26-Q4", scripts: true };
  quarter(play);
  withdrawing(world, play);
});

describe("a whole quarter without scripts", { skip: missing }, () => quarter({ period: "2026-27-Q1", scripts: false }));
