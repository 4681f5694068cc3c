// A headless Chromium: Debian's, or the one that CHROMIUM names.

import { chromium } from "playwright-core";

export const open = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-sync", "--disable-background-networking"],
  });

// A page of a width, with what it asked the network for and what it complained of.
export async function visit(browser, url, width) {
  const context = await browser.newContext({ viewport: { width, height: 900 } });
  const page = await context.newPage();
  const asked = [];
  const complaints = [];
  page.on("request", (request) => request.url() === url || request.url().startsWith("data:") || asked.push(request.url()));
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(url, { waitUntil: "load" });
  return { page, asked, complaints, close: () => context.close() };
}
