// What every page of a published site must hold in a browser: `baseplan publish COUNCIL --to out/site/COUNCIL` first,
// or name another folder of sites in SITES. Without one there is nothing to check, and the run says so.

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import { after, before, describe, it } from "node:test";
import { pathToFileURL } from "node:url";
import { HtmlValidate } from "html-validate";
import { open, visit } from "./browser.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const root = process.env.SITES ?? join(import.meta.dirname, "../../out/site");
const sites = existsSync(root) ? readdirSync(root).filter((name) => existsSync(join(root, name, "manifest.json"))) : [];

const walk = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? walk(join(folder, entry.name)) : [join(folder, entry.name)],
  );

let browser;
before(async () => {
  browser = await open();
});
after(() => browser?.close());

it("there are sites to check", { skip: sites.length === 0 && `no site under ${root}` }, () => assert.ok(sites.length > 0));

for (const site of sites) {
  const folder = join(root, site);
  const written = walk(folder).filter((path) => path.endsWith(".html") && !path.endsWith("report.html"));
  // Pages of one kind are made alike: every eighth of them is looked at in the browser, all by the validator.
  const many = (path) => /(measures|plans)\//.test(relative(folder, path)) && !path.endsWith("index.html");
  const seen = written.filter((path, at) => !many(path) || at % 8 === 0);

  const assets = pathToFileURL(join(folder, "assets")).href;

  describe(site, () => {
    for (const width of [1280, 320]) {
      it(`has no accessibility violation that axe finds at ${width} px, does not scroll sideways, asks for its own files alone and complains of nothing`, async () => {
        const found = [];
        for (const path of seen) {
          const { page, asked, complaints, close } = await visit(browser, pathToFileURL(path).href, width);
          const foreign = asked.filter((url) => !url.startsWith(assets)).map((url) => `asked for ${url}`);
          await page.evaluate(axe);
          const violations = await page.evaluate(async (tags) => {
            // A stylesheet of a page on a disk cannot be read again by a script.
            const { violations } = await window.axe.run(document, { runOnly: tags, preload: false });
            return violations.map((rule) => `${rule.id}: ${rule.nodes.slice(0, 2).map((node) => node.html.slice(0, 160)).join(" | ")}`);
          }, standards);
          const [content, view] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
          if (content > view) violations.push(`${content} px of content in ${view} px`);
          found.push(...[...violations, ...foreign, ...complaints].map((violation) => `${relative(folder, path)} ${violation}`));
          await close();
        }
        assert.deepEqual(found, []);
      });
    }

    it("finds measures by a word and by a rating, and sorts them", async () => {
      const { page, close } = await visit(browser, pathToFileURL(join(folder, "measures/index.html")).href, 1280);
      const shown = () => page.locator(".filterable tbody tr:visible").count();
      const all = await shown();
      const first = await page.locator(".filterable tbody th").first().innerText();
      await page.getByRole("searchbox").fill(first);
      const found = await shown();
      assert.ok(found >= 1 && found < all, `${found} of ${all} rows with “${first}”`);
      assert.match(await page.getByRole("status").innerText(), new RegExp(`^${found} of ${all} `));
      await page.getByRole("searchbox").fill("");
      const rating = page.getByRole("combobox");
      const word = await rating.locator("option").nth(1).innerText();
      await rating.selectOption(word);
      assert.ok((await shown()) < all);
      await rating.selectOption("");
      await page.getByRole("columnheader").first().getByRole("button").click();
      const names = await page.locator(".filterable tbody th").allInnerTexts();
      assert.deepEqual(names, names.toSorted((one, other) => one.localeCompare(other, "en-GB", { numeric: true })));
      await close();
    });

    it("is valid HTML", async () => {
      const validator = new HtmlValidate({
        root: true,
        extends: ["html-validate:standard", "html-validate:a11y", "html-validate:document"],
        // The stylesheet and the script stand beside the pages, and a digest would keep a browser from reading them on a disk.
        rules: { "require-sri": ["error", { target: "crossorigin" }] },
      });
      const messages = [];
      for (const path of written) {
        const { results } = await validator.validateFile(path);
        messages.push(...results.flatMap((result) => result.messages.map((m) => `${relative(folder, path)} ${m.line}:${m.column} ${m.ruleId}: ${m.message}`)));
      }
      assert.deepEqual(messages.slice(0, 20), []);
    });
  });
}
