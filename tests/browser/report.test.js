// What every example report must hold in a browser.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, it } from "node:test";
import { HtmlValidate } from "html-validate";
import { open, visit } from "./browser.js";
import { councils, reports } from "./reports.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const wide = 1280;
const narrow = 320;

let browser;
before(async () => {
  browser = await open();
});
after(() => browser?.close());

it("every example council has a report under out/", () => {
  assert.ok(councils.length > 0);
  assert.deepEqual([...new Set(reports.map((report) => report.council))], councils);
});

const violations = (page) =>
  page.evaluate(async (tags) => {
    const { violations } = await window.axe.run(document, { runOnly: tags });
    return violations.map((rule) => `${rule.id}: ${rule.help}: ${rule.nodes.slice(0, 3).map((node) => node.html.slice(0, 200)).join(" | ")}`);
  }, standards);

for (const report of reports) {
  describe(report.name, () => {
    for (const width of [wide, narrow]) {
      it(`has no accessibility violation that axe finds at ${width} px`, async () => {
        const { page, close } = await visit(browser, report.url, width);
        await page.evaluate(axe);
        assert.deepEqual(await violations(page), []);
        await close();
      });
    }

    it(`does not scroll sideways at ${narrow} px, and nothing in it is cut off`, async () => {
      const { page, close } = await visit(browser, report.url, narrow);
      const [content, view] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
      assert.ok(content <= view, `${content} px of content in ${view} px`);
      const scrolled = await page.evaluate(() =>
        [...document.querySelectorAll("body *")]
          .filter((part) => !part.closest("svg") && part.scrollWidth > part.clientWidth + 1 && getComputedStyle(part).overflowX !== "visible")
          .filter((part) => getComputedStyle(part).clipPath === "none" && part.clientWidth > 1)
          .map((part) => `${part.tagName}.${part.className}#${part.id}`),
      );
      assert.deepEqual(scrolled, []);
      await close();
    });

    it("asks the network for nothing and complains of nothing", async () => {
      const { asked, complaints, close } = await visit(browser, report.url, wide);
      assert.deepEqual({ asked, complaints }, { asked: [], complaints: [] });
      await close();
    });

    it("reads without script: everything is in the page as it is written", () => {
      assert.doesNotMatch(readFileSync(report.path, "utf8"), /<script|\son[a-z]+=/i);
    });

    it("has a skip link that the first Tab reaches and Enter follows to the main part", async () => {
      const { page, close } = await visit(browser, report.url, wide);
      await page.keyboard.press("Tab");
      const target = await page.evaluate(() => document.activeElement.getAttribute("href"));
      assert.match(target ?? "", /^#./);
      const shown = await page.evaluate(() => {
        const box = document.activeElement.getBoundingClientRect();
        return box.width > 1 && box.height > 1 && box.top >= 0 && box.left >= 0;
      });
      assert.ok(shown, "the skip link is seen when it has the focus");
      await page.keyboard.press("Enter");
      assert.equal(await page.evaluate(() => location.hash), target);
      const main = await page.evaluate((id) => document.querySelector(id)?.closest("main") !== null, target);
      assert.ok(main, "it leads to the main part");
      await close();
    });

    it("has links that all lead somewhere within it, and ids that stand once", async () => {
      const { page, close } = await visit(browser, report.url, wide);
      const [dead, twice] = await page.evaluate(() => {
        const hrefs = [...document.querySelectorAll("a")].map((a) => a.getAttribute("href") ?? "");
        const ids = [...document.querySelectorAll("[id]")].map((part) => part.id);
        const inner = hrefs.filter((href) => href.startsWith("#"));
        return [inner.filter((href) => !document.getElementById(href.slice(1))), ids.filter((id, at) => ids.indexOf(id) !== at)];
      });
      assert.deepEqual({ dead, twice }, { dead: [], twice: [] });
      await close();
    });

    it("is valid HTML", async () => {
      const validator = new HtmlValidate({
        root: true,
        extends: ["html-validate:standard", "html-validate:a11y", "html-validate:document"],
      });
      const { results } = await validator.validateFile(report.path);
      const messages = results.flatMap((result) => result.messages.map((m) => `${m.line}:${m.column} ${m.ruleId}: ${m.message}`));
      assert.deepEqual(messages.slice(0, 20), []);
    });
  });
}
