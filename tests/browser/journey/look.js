// Every page met is looked at once in each state: axe finds nothing, and it does not scroll sideways, at 1280 and 360 px.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
// Pages that were looked at already: by address without what stands for one item, and the state it was in.
const met = new Set();

// What axe finds on a page, and whether it scrolls sideways, at both widths.
export async function look(page, state = "") {
  const kind = new URL(page.url()).pathname.replace(/(items|approve|link|tables|texts|people)\/.*/, "$1/…") + state;
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
