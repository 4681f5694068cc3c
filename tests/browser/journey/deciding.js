// What becomes of entries in a quarter: approved, returned and mended, overridden; then published and corrected.

import assert from "node:assert/strict";
import { it } from "node:test";
import { look } from "./look.js";
import { arrive, enter, people } from "./people.js";

// How long making a whole site may take.
const pressing = { timeout: 120_000 };

// What a director, an owner and a performance officer decide in a quarter.
export function deciding(world, { period, scripts }) {
  const round = () => `${world.home}/desk/rounds/${period}`;
  const seen = async (page, state) => scripts && (await look(page, state));

  it("a director returns an item with a reason, and its owner gets a mail, comes by its link and mends it", async () => {
    const director = await enter(world, "director", scripts);
    await director.page.goto(`${round()}/approve/figure/returning-home/${period}`);
    await director.page.click("button[value=return]");
    assert.match(await director.page.title(), /^Error:/);
    await seen(director.page, " with an error");
    await director.page.fill("#why", "Which month is this?");
    await director.page.click("button[value=return]");
    await director.page.waitForURL(`${round()}/approve`);
    await director.leave();

    const mail = await world.mail.to(people.owner, "Returned to you:");
    assert.match(mail.text.replace(/\s+/g, " "), /Which month is this\?/);
    const { page, leave } = await arrive(world, scripts);
    await page.goto(mail.links.find((address) => address.includes("/link/")));
    await page.click("main form button");
    assert.equal(page.url(), `${round()}/items/figure/returning-home/${period}`);
    assert.match(await page.locator(".warning").first().innerText(), /Which month is this\?/);
    await seen(page, " returned");
    if (!(await page.locator("#note").isVisible())) await page.locator("details.more summary").first().click();
    await page.fill("#note", "As at the last day of the quarter.");
    await page.click("button[value=submit]");
    await page.waitForURL(`${world.home}/desk`);
    await leave();
  });

  it("a director approves what waits, side by side with last time", async () => {
    const { page, leave } = await enter(world, "director", scripts);
    await page.goto(`${round()}/approve`);
    await seen(page);
    const waiting = await page.locator("tbody tr").count();
    assert.ok(waiting >= 5, `${waiting} items wait`);
    for (let left = waiting; left > 0; left -= 1) {
      await page.locator("tbody a").first().click();
      await seen(page);
      await page.click("button[value=approve]");
      await page.waitForURL(`${round()}/approve`);
    }
    assert.equal(await page.locator("tbody tr").count(), 0);
    await seen(page, " with nothing left");
    await leave();
  });

  it("a performance officer overrides a rating with a reason, and not without", async () => {
    const { page, leave } = await enter(world, "officer", scripts);
    await page.goto(`${round()}/items/rating/defects-9-day/${period}`);
    await seen(page);
    await page.getByLabel("Review", { exact: true }).check();
    await page.click("button[value=submit]");
    assert.match(await page.title(), /^Error:/);
    await seen(page, " of a rating with an error");
    await page.fill("#why", "Storm damage is counted twice in this figure.");
    await page.click("button[value=submit]");
    await page.goto(round());
    assert.match(await page.locator("#ratings + table").innerText(), /Storm damage is counted twice/);
    await leave();
  });

  it("the check says what will be printed, one act publishes it, and a correction stands beside the first edition", async () => {
    const { page, leave } = await enter(world, "officer", scripts);
    const draft = await page.request.get(`${round()}/preview/html`);
    assert.ok((await draft.text()).includes("91.5%"));
    assert.equal((await page.request.get(`${world.home}/editions/${period}/`)).status(), 404, "readers see no draft");
    await page.goto(`${round()}/publish`);
    await seen(page);
    assert.match(await page.locator("main").innerText(), /Storm damage is counted twice/);
    await page.click("form[action$='/publish'] button");
    await page.waitForURL(round(), pressing);
    await seen(page, " published");

    await page.goto(`${round()}/correct`);
    await seen(page);
    await page.click("form[action$='/correct'] button");
    assert.match(await page.title(), /^Error:/);
    await page.fill("#why", "A figure was entered twice.");
    await page.click("form[action$='/correct'] button");
    assert.equal(page.url(), `${round()}.2`);
    await seen(page, " of a correction");
    await page.goto(`${round()}.2/items/figure/foster-carers/${period}`);
    assert.equal(await page.locator("#value-beside").innerText(), "Published in edition 1: 361");
    await seen(page, " of a correction");
    await page.fill("#value", "359");
    await page.click("button[value=submit]");
    await page.locator(".said").waitFor();
    await leave();

    const director = await enter(world, "director", scripts);
    await director.page.goto(`${round()}.2/approve/figure/foster-carers/${period}`);
    assert.match(await director.page.locator("section[aria-labelledby=published]").innerText(), /edition 1[\s\S]*361/);
    await seen(director.page, " of a correction");
    await director.page.click("button[value=approve]");
    await director.page.waitForURL(`${round()}.2/approve`);
    await director.leave();

    const again = await enter(world, "officer", scripts);
    await again.page.goto(`${round()}.2/publish`);
    await again.page.click("form[action$='/publish'] button");
    await again.page.waitForURL(`${round()}.2`, pressing);
    await again.leave();
  });
}

// An edition is taken back: a notice with the reason stands where it stood.
export function withdrawing(world, { period, scripts }) {
  it("an edition that is taken back leaves a notice with the reason", async () => {
    const { page, leave } = await enter(world, "officer", scripts);
    await page.goto(`${world.home}/desk/rounds/${period}.2/withdraw`);
    if (scripts) await look(page);
    await page.fill("#why", "The figures of two districts were exchanged.");
    await page.click("form[action$='/withdraw'] button");
    await page.waitForURL(`${world.home}/desk/rounds/${period}.2`, pressing);
    if (scripts) await look(page, " withdrawn");
    const notice = await page.goto(`${world.home}/editions/${period}/`);
    assert.ok([200, 410].includes(notice.status()), String(notice.status()));
    const text = await page.locator("main").innerText();
    assert.match(text, /The figures of two districts were exchanged\./);
    assert.doesNotMatch(text, /359/);
    if (scripts) await look(page, " withdrawn");
    await leave();
  });
}
