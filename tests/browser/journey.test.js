// A quarter in a real browser: `baseplan serve --demo` with its five people, from the first figure to a correction, then
// again without scripts, and every page met is looked at by axe at 1280 and 360 px.
//
// The program is target/release/baseplan, or what BASEPLAN names.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, describe, it } from "node:test";
import { open } from "./browser.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const program = process.env.BASEPLAN ?? join(import.meta.dirname, "../../target/release/baseplan");
const missing = !existsSync(program) && `there is no ${program}`;
const password = "only a demonstration";
const people = {
  owner: "priya.shah@demonstration.example",
  lead: "tom.bradwell@demonstration.example",
  director: "margaret.oldfield@demonstration.example",
  officer: "daniel.whitworth@demonstration.example",
  administrator: "ruth.castleton@demonstration.example",
};
const round = "2025-26-Q3";

let browser;
let server;
let home;
// Pages that were looked at already: by address without what stands for one item, and the state it was in.
const met = new Set();

async function serve() {
  server = spawn(program, ["serve", "--demo", "--listen", "127.0.0.1:0"], { stdio: ["ignore", "pipe", "ignore"] });
  for await (const line of createInterface({ input: server.stdout })) {
    const [, address] = line.match(/Serving on (http:\/\/[^/]+)\//) ?? [];
    if (address) return address;
  }
  throw new Error("the server ended before it served");
}

// What axe finds on a page, and whether it scrolls sideways, at both widths.
async function look(page, state = "") {
  const kind = new URL(page.url()).pathname.replace(/(items|approve)\/.*/, "$1") + state;
  if (met.has(kind)) return;
  met.add(kind);
  const found = [];
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 900 });
    // The policy of the pages lets no script in but their own: axe runs in a world of its own.
    const session = await page.context().newCDPSession(page);
    const { frameTree } = await session.send("Page.getFrameTree");
    const { executionContextId } = await session.send("Page.createIsolatedWorld", { frameId: frameTree.frame.id });
    const evaluate = (expression) =>
      session.send("Runtime.evaluate", { expression, contextId: executionContextId, awaitPromise: true, returnByValue: true });
    await evaluate(axe);
    const { result } = await evaluate(
      `axe.run(document, { runOnly: ${JSON.stringify(standards)} }).then(({ violations }) => violations.map((rule) => rule.id + ": " + rule.nodes.slice(0, 2).map((node) => node.html.slice(0, 160)).join(" | ")))`,
    );
    assert.ok(Array.isArray(result.value), `axe did not run on ${kind}`);
    found.push(...result.value.map((violation) => `${kind} at ${width} px: ${violation}`));
    const wide = await evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]");
    const [content, view] = wide.result.value;
    if (content > view) found.push(`${kind} at ${width} px: ${content} px of content`);
    await session.detach();
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  assert.deepEqual(found, []);
}

async function enter(who, scripts = true) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, javaScriptEnabled: scripts });
  const page = await context.newPage();
  await page.goto(`${home}/sign-in`);
  if (scripts) await look(page);
  await page.fill("#email", people[who]);
  await page.fill("#password", password);
  await page.click("main form:has(#password) button");
  await page.waitForURL(`${home}/desk`);
  return { page, leave: () => context.close() };
}

// The first item of a list that stands so.
const item = (page, standing) => page.locator(".items li", { has: page.locator(`.standing.${standing}`) }).first().locator("a").first();

before(async () => {
  if (missing) return;
  browser = await open();
  home = await serve();
});
after(async () => {
  await browser?.close();
  if (server) {
    server.kill("SIGTERM");
    await once(server, "exit");
  }
});

describe("a quarter", { skip: missing }, () => {
  it("an owner enters a figure and sees what it would be rated, and an unusual one is asked about", async () => {
    const { page, leave } = await enter("owner");
    await look(page);
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
    await page.waitForURL(`${home}/desk`);
    assert.ok((await page.locator(".said").innerText()).includes(title));

    await page.goto(`${home}/desk/rounds/${round}/items/figure/defects-9-day/${round}`);
    await page.locator("#value").pressSequentially("91.5");
    await page.locator("#look .look").waitFor();
    assert.match(await page.locator("#look").innerText(), /91\.5%/);
    await look(page, " with a rating");
    await page.fill("#value", "0.9");
    await page.click("button[value=submit]");
    assert.match(await page.title(), /^Error:/);
    assert.ok(await page.locator("#why").isVisible());
    await look(page, " with a question");
    await page.fill("#value", "91.5");
    await page.fill("#why", "");
    await page.click("button[value=submit]");
    await page.waitForURL(`${home}/desk`);
    await leave();
  });

  it("what came back is mended", async () => {
    const { page, leave } = await enter("owner");
    await item(page, "returned").click();
    assert.ok(await page.locator(".warning").first().isVisible());
    if (!(await page.locator("#note").isVisible())) await page.locator("details.more summary").first().click();
    await page.fill("#note", "Counted again in January.");
    await page.click("button[value=submit]");
    await page.waitForURL(`${home}/desk`);
    await leave();
  });

  it("a lead writes about an objective, with a figure that stays right", async () => {
    const { page, leave } = await enter("lead");
    await page.goto(`${home}/desk/rounds/${round}/items/progress/SO-10`);
    await look(page);
    await page.locator("input[name=grade]").first().check();
    await page.fill("#text", "Panels are on two more roofs; {{foster-carers}} is the figure.");
    await page.click("button[value=look]");
    assert.ok((await page.locator("blockquote.words").last().innerText()).includes("354"));
    await look(page, " with a preview");
    await page.fill("#text", "Panels are on two more roofs.");
    await page.click("button[value=submit]");
    if (!page.url().endsWith("/desk")) {
      await page.fill("#why", "The date was agreed with the contractor.");
      await page.click("button[value=submit]");
    }
    await page.waitForURL(`${home}/desk`);
    await leave();
  });

  it("a director approves one item and returns another with a reason", async () => {
    const { page, leave } = await enter("director");
    await page.goto(`${home}/desk/rounds/${round}/approve`);
    await look(page);
    const waiting = () => page.locator("tbody tr").count();
    const before = await waiting();
    await page.locator("tbody a").first().click();
    await look(page);
    await page.click("button[value=approve]");
    assert.equal(await waiting(), before - 1);
    await page.locator("tbody a").first().click();
    await page.click("button[value=return]");
    assert.match(await page.title(), /^Error:/);
    await page.fill("#why", "Which month is this?");
    await page.click("button[value=return]");
    assert.equal(await waiting(), before - 2);
    await leave();
  });

  it("a performance officer reminds, previews, publishes, corrects and withdraws", async () => {
    const { page, leave } = await enter("officer");
    for (const path of ["/desk/rounds", "/desk/rounds/new", `/desk/rounds/${round}`, `/desk/rounds/${round}/dates`, "/desk/history"]) {
      await page.goto(home + path);
      await look(page);
    }
    await page.goto(`${home}/desk/rounds/${round}`);
    await page.click("form[action$='/remind'] button");
    assert.match(await page.locator(".said").innerText(), /on their way: [1-9]/);
    const draft = await page.request.get(`${home}/desk/rounds/${round}/preview/html`);
    assert.equal(draft.status(), 200);
    assert.ok((await draft.text()).includes("354"));

    await page.goto(`${home}/desk/rounds/${round}/publish`);
    await look(page);
    await page.click("form[action$='/publish'] button");
    await page.waitForURL(`${home}/desk/rounds/${round}`, { timeout: 120_000 });
    await look(page, " published");

    const published = await page.request.get(`${home}/editions/${round}/`);
    assert.equal(published.status(), 200);
    for (const file of ["report.pdf", "report.docx", "report.xlsx", "report.json", "measures.csv"]) {
      const answer = await page.request.get(`${home}/editions/${round}/${file}`);
      assert.equal(answer.status(), 200, file);
      const again = await page.request.get(`${home}/editions/${round}/${file}`, { headers: { "if-none-match": answer.headers().etag } });
      assert.equal(again.status(), 304, file);
    }

    await page.goto(`${home}/desk/rounds/${round}/correct`);
    await look(page);
    await page.fill("#why", "A figure was entered twice.");
    await page.click("form[action$='/correct'] button");
    assert.ok(page.url().includes(`${round}.2`), page.url());
    await page.goto(`${home}/desk/rounds/${round}.2/publish`);
    await page.click("form[action$='/publish'] button");
    await page.waitForURL(`${home}/desk/rounds/${round}.2`, { timeout: 120_000 });
    const former = await page.request.get(`${home}/editions/${round}.edition-1/`);
    assert.equal(former.status(), 200);
    await leave();
  });

  it("readers find the edition, from the first page to a measure", async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    for (const path of ["/", `/editions/${round}/`, "/editions/", "/measures/", "/data/", "/accessibility/", "/search?q=children", "/api"]) {
      const answer = await page.goto(home + path);
      assert.equal(answer.status(), 200, path);
      assert.equal(answer.headers()["set-cookie"], undefined, path);
      await look(page);
    }
    await context.close();
  });

  it("an administrator's pages are looked at too", async () => {
    const { page, leave } = await enter("administrator");
    const ways = await page.locator("header nav a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    for (const path of [...ways, "/desk/account"]) {
      await page.goto(home + path);
      await look(page);
    }
    await leave();
  });
});

describe("without scripts", { skip: missing }, () => {
  it("a figure is entered, looked at, submitted and approved", async () => {
    const officer = await enter("officer", false);
    await officer.page.goto(`${home}/desk/rounds/${round}.2/correct`);
    await officer.page.fill("#why", "Another figure came in late.");
    await officer.page.click("form[action$='/correct'] button");
    assert.ok(officer.page.url().includes(`${round}.3`));
    await officer.leave();

    const owner = await enter("owner", false);
    const figure = `${home}/desk/rounds/${round}.3/items/figure/defects-9-day/${round}`;
    await owner.page.goto(figure);
    await owner.page.fill("#value", "91.7");
    await owner.page.click("button[value=look]");
    assert.match(await owner.page.locator("#look").innerText(), /91\.7%/);
    await owner.page.click("button[value=submit]");
    await owner.page.waitForURL(`${home}/desk`);
    await owner.leave();

    const director = await enter("director", false);
    await director.page.goto(`${home}/desk/rounds/${round}.3/approve/figure/defects-9-day/${round}`);
    await director.page.click("button[value=approve]");
    await director.page.waitForURL(`${home}/desk/rounds/${round}.3/approve`);
    await director.leave();
  });
});
