// What readers find: no sign-in, no cookies, every form of the report, and what it said before it was corrected.

import assert from "node:assert/strict";
import { it } from "node:test";
import { look } from "./look.js";
import { arrive } from "./people.js";

// How each download begins, so that it is what its name says.
const downloads = {
  "report.pdf": /^%PDF-/,
  "report.docx": /^PK/,
  "report.xlsx": /^PK/,
  "report.ods": /^PK/,
  "report.json": /^\{/,
  "measures.csv": /foster-carers/,
};

// What a reader of an edition finds.
export function reading(world, { period, scripts }) {
  it("readers find the edition from the first page, with its correction, its override and every download", async () => {
    const { page, leave } = await arrive(world, scripts);
    const answer = await page.goto(world.home);
    assert.equal(answer.headers()["set-cookie"], undefined);
    assert.match(await page.locator("ul.editions").innerText(), /A figure was entered twice\./, "why it was corrected");
    await page.locator(`a[href*="${period}/"]`).first().click();
    assert.equal(page.url(), `${world.home}/editions/${period}/index.html`);
    const text = await page.locator("main").innerText();
    for (const says of ["359", "91.5%", "18.1%", "4.4%", "Storm damage is counted twice"]) {
      assert.ok(text.includes(says), `the report says ${says}: ${text}`);
    }
    const former = await page.request.get(`${world.home}/editions/${period}.edition-1/`);
    assert.equal(former.status(), 200);
    assert.ok((await former.text()).includes("361"), "what it said first stays readable");
    for (const [file, begins] of Object.entries(downloads)) {
      const address = `${world.home}/editions/${period}/${file}`;
      const got = await page.request.get(address);
      assert.equal(got.status(), 200, file);
      assert.match((await got.body()).toString("latin1"), begins, file);
      const again = await page.request.get(address, { headers: { "if-none-match": got.headers().etag } });
      assert.equal(again.status(), 304, file);
    }
    await leave();
  });

  it("readers find every public page", async () => {
    const { page, leave } = await arrive(world, scripts);
    const pages = ["/", "/editions/", `/editions/${period}/`, "/measures/", "/measures/foster-carers.html", "/plans/2025-29/", "/data/", "/search?q=foster", "/accessibility/", "/api"];
    await page.goto(`${world.home}/editions/`);
    const listed = await page.locator("ul.editions").innerText();
    assert.match(listed, /\(edition 2, corrected\)[\s\S]*\(edition 1, replaced\)/);
    for (const path of pages) {
      const answer = await page.goto(world.home + path);
      assert.equal(answer.status(), 200, path);
      assert.equal(answer.headers()["set-cookie"], undefined, path);
      if (scripts) await look(page);
    }
    const feed = await page.request.get(`${world.home}/feed.atom`);
    assert.match(await feed.text(), /A figure was entered twice\./, "the feed tells of the correction");
    await leave();
  });
}
