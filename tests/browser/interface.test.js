// The interface of the running program, asked everything that its own description allows and forbids, with schemathesis:
// no answer is a server's error or one that the description does not tell of.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { check } from "../services/api.js";
import { open } from "./browser.js";
import { look } from "./journey/look.js";
import { enter } from "./journey/people.js";
import { folder, missing, serve } from "./journey/program.js";

const world = {};
before(async () => {
  if (missing) return;
  world.browser = await open();
  const place = folder();
  const settings = join(place, "settings.toml");
  writeFileSync(settings, "[watch]\napi_a_minute = 1000000\n");
  world.server = await serve(["--demo", "--settings", settings], place);
  world.home = world.server.home;
  world.token = await made();
});
after(async () => {
  await world.browser?.close();
  await world.server?.stop();
});

// A token with every scope, as the page shows it once.
async function made() {
  const { page, leave } = await enter(world, "officer");
  await page.goto(`${world.home}/desk/tokens`);
  await page.fill("[name=name]", "Case management");
  for (const scope of await page.locator("[name=scopes]").all()) await scope.check();
  await page.click("form[action$='/tokens'] button");
  const token = await page.inputValue("#secret");
  await look(page, " with a new one");
  await leave();
  return token;
}

describe("the interface for programs", { skip: missing }, () => {
  const description = () => `${world.home}/api/v1/openapi.json`;

  it("answers everything as its description says, whatever it is asked", async () => {
    const { passed, said } = await check(description(), world.token, { examples: 20 });
    assert.ok(passed, said);
  });

  it("answers as its description says where what it is asked for exists", async () => {
    const known = { round: "2025-26-Q3", edition: "2025-26-Q2", measure: "foster-carers" };
    const { passed, said } = await check(description(), world.token, { examples: 20, known });
    assert.ok(passed, said);
  });
});
