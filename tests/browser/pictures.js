// Draws the manual's pictures of the working pages, from the demonstration: node pictures.js

import { join } from "node:path";
import { open } from "./browser.js";
import { enter, item } from "./journey/people.js";
import { missing, serve, waited } from "./journey/program.js";

const pictures = join(import.meta.dirname, "../../docs/pictures");
if (missing) throw new Error(missing);
const [browser, server] = await Promise.all([open(), serve(["--demo"])]);
const world = { browser, home: server.home };

// A picture of the top of a page, so high or as far as something in it.
async function draw(page, name, to) {
  await page.setViewportSize({ width: 1000, height: 900 });
  const below = typeof to === "string" ? await page.locator(to).evaluate((last) => last.getBoundingClientRect().bottom + scrollY + 24) : to;
  await page.setViewportSize({ width: 1000, height: Math.ceil(below) });
  await page.evaluate(() => scrollTo(0, 0));
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(pictures, `${name}.png`) });
  console.log(`docs/pictures/${name}.png`);
}

try {
  const owner = await enter(world, "owner");
  await draw(owner.page, "my-quarter", 900);
  await item(owner.page, "owed").click();
  await owner.page.fill("#value", "91.5");
  await owner.page.locator("#look .look").waitFor();
  await draw(owner.page, "figure", "#look");
  await owner.leave();

  const director = await enter(world, "director");
  await director.page.goto(`${world.home}/desk/rounds/2025-26-Q3/approve/progress/SO-02`);
  await draw(director.page, "approve", 860);
  await director.leave();

  const officer = await enter(world, "officer");
  await officer.page.goto(`${world.home}/desk/rounds/2025-26-Q3`);
  await draw(officer.page, "round", 1000);
  await waited("the public site", async () => (await fetch(`${world.home}/measures/`)).ok);
  await officer.page.goto(`${world.home}/`);
  await draw(officer.page, "public", 1000);
  await officer.leave();
} finally {
  await browser.close();
  await server.stop();
}
