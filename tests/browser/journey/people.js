// The five people of the demonstration, each in a browser of their own.

import { look } from "./look.js";

const password = "only a demonstration";

// Who they are, by what they do.
export const people = {
  owner: "priya.shah@demonstration.example",
  lead: "tom.bradwell@demonstration.example",
  director: "margaret.oldfield@demonstration.example",
  officer: "daniel.whitworth@demonstration.example",
  administrator: "ruth.castleton@demonstration.example",
};

// A window of somebody who is not signed in. `scripts`: whether its pages may run any.
export async function arrive(world, scripts = true) {
  const context = await world.browser.newContext({ viewport: { width: 1280, height: 900 }, javaScriptEnabled: scripts });
  return { page: await context.newPage(), leave: () => context.close() };
}

// Somebody signs in and stands before My quarter.
export async function enter(world, who, scripts = true) {
  const { page, leave } = await arrive(world, scripts);
  await page.goto(`${world.home}/sign-in`);
  if (scripts) await look(page);
  await page.fill("#email", people[who]);
  await page.fill("#password", password);
  await page.click("main form:has(#password) button");
  await page.waitForURL(`${world.home}/desk`);
  return { page, leave };
}

// The first item of a list that stands so.
export const item = (page, standing) =>
  page.locator(".items li", { has: page.locator(`.standing.${standing}`) }).first().locator("a").first();
