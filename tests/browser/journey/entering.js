// How figures and words come in during a quarter: by form, by spreadsheet, by the link of a reminder.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { it } from "node:test";
import { python, script } from "../../services/start.js";
import { look } from "./look.js";
import { arrive, enter, item, people } from "./people.js";

// A workbook with values filled in under the keys of their rows.
async function filled(workbook, values) {
  const words = Object.entries(values).map(([key, value]) => `${key}=${value}`);
  const child = spawn(python, [script("workbook.py"), ...words], { stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.end(workbook);
  const bytes = [];
  for await (const part of child.stdout) bytes.push(part);
  assert.ok(bytes.length > 0, "the workbook was not filled in");
  return Buffer.concat(bytes);
}

// What an owner, a lead and whoever has the link of a reminder enter in a quarter.
export function entering(world, { period, scripts }) {
  const round = () => `${world.home}/desk/rounds/${period}`;
  const figure = (key) => `${round()}/items/figure/${key}/${period}`;
  const seen = async (page, state) => scripts && (await look(page, state));

  it("an owner enters a figure by form, and is asked about one that is unlike all before", async () => {
    const { page, leave } = await enter(world, "owner", scripts);
    await page.goto(figure("defects-9-day"));
    await page.fill("#value", "0.9");
    await page.click("button[value=submit]");
    assert.match(await page.title(), /^Error:/);
    assert.ok(await page.locator("#why").isVisible(), "the page asks what happened");
    assert.equal(await page.inputValue("#value"), "0.9", "what was typed stays");
    await page.fill("#value", "91.5");
    await page.fill("#why", "");
    await page.click("button[value=look]");
    assert.match(await page.locator("#look").innerText(), /91\.5%/);
    await page.click("button[value=submit]");
    await page.waitForURL(`${world.home}/desk`);
    await leave();
  });

  it("an owner fills in their own workbook; one cell is wrong, and the sound rows are accepted without it", async () => {
    const { page, leave } = await enter(world, "owner", scripts);
    await page.goto(`${round()}/upload`);
    await seen(page);
    const own = await page.request.get(new URL(await page.locator("a[download]").getAttribute("href"), world.home).href);
    const key = (measure) => `figure/${measure}/${period}`;
    const workbook = await filled(await own.body(), {
      [key("foster-carers")]: "361",
      [key("returning-home")]: "18.1",
      [key("fostered-council")]: "more than last time",
    });
    const file = { name: `${period}.xlsx`, mimeType: own.headers()["content-type"], buffer: workbook };
    await page.setInputFiles("input[type=file]", file);
    await page.click("form[enctype] button");
    const problem = page.locator("table", { hasText: "more than last time" });
    assert.match(await problem.innerText(), /Figures, I\d+/, "the problem names its cell");
    assert.equal(await page.locator("input[name=take]").count(), 2);
    await seen(page, " with a problem");
    await page.click("button[value=submit]");
    await page.waitForURL(`${world.home}/desk`);
    await page.goto(figure("foster-carers"));
    assert.equal(await page.inputValue("#value"), "361");
    await page.goto(figure("fostered-council"));
    assert.equal(await page.inputValue("#value"), "", "the wrong row changed nothing");
    await leave();
  });

  it("everybody who owes something is reminded; the link in the mail leads once to what is owed, and no further", async () => {
    const officer = await enter(world, "officer", scripts);
    await officer.page.goto(round());
    await officer.page.click("form[action$='/remind'] button");
    assert.match(await officer.page.locator(".said").innerText(), /on their way: 3/);
    await officer.page.click("form[action$='/remind'] button");
    assert.doesNotMatch(await officer.page.locator(".said").innerText(), /on their way/, "once a day");
    await officer.leave();

    const mail = await world.mail.to(people.owner, "to do by");
    const link = mail.links.find((address) => address.includes("/link/"));
    const { page, leave } = await arrive(world, scripts);
    await page.goto(link);
    await seen(page);
    await page.click("main form button");
    assert.ok(page.url().startsWith(`${world.home}/desk`), page.url());
    await seen(page, " by link");
    await item(page, "owed").click();
    assert.ok(page.url().startsWith(round()), page.url());
    await page.goto(figure("residential-council"));
    await page.fill("#value", "4.4");
    await page.click("button[value=submit]");
    await page.waitForURL(`${world.home}/desk`);
    const closed = await page.goto(`${world.home}/desk/account`);
    assert.equal(closed.status(), 403);
    await seen(page, " by link");
    const spent = await page.goto(link);
    assert.equal(spent.status(), 410);
    await seen(page, " spent");
    await leave();
  });

  it("a lead writes about an objective, with a figure that stays right", async () => {
    const { page, leave } = await enter(world, "lead", scripts);
    await page.goto(`${round()}/items/progress/SO-10`);
    await seen(page);
    await page.locator("input[name=grade]").first().check();
    await page.fill("#text", "Panels are on two more roofs; {{foster-carers}} is the figure.");
    await page.click("button[value=look]");
    assert.ok((await page.locator("blockquote.words").last().innerText()).includes("361"));
    await seen(page, " with a preview");
    await page.fill("#text", "Panels are on two more roofs.");
    await page.click("button[value=submit]");
    if (!page.url().endsWith("/desk")) {
      await page.fill("#why", "The date was agreed with the contractor.");
      await page.click("button[value=submit]");
    }
    await page.waitForURL(`${world.home}/desk`);
    await leave();
  });
}
