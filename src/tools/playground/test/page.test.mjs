//! The page in headless Chromium, from the files that `./x.py web` lays out: buttons, examples, links, and no network.

import { createReadStream, existsSync } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];
const WEB = process.env.PLAYGROUND_FILES ?? fileURLToPath(new URL("../../../../dist/web", import.meta.url));
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm" };
/** For a machine that does other things beside. */
const TIMEOUT = 60_000;

const skip = existsSync(CHROMIUM) ? false : `there is no ${CHROMIUM}`;
const complaints = [];
let server, browser, context, page, origin;

async function answer(request, response) {
  const path = normalize(new URL(request.url, "http://localhost").pathname);
  const file = join(WEB, path.endsWith("/") ? `${path}index.html` : path);
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) return response.writeHead(404).end();
  const headers = { "Content-Type": TYPES[extname(file)] ?? "application/octet-stream", "Content-Length": found.size };
  createReadStream(file).pipe(response.writeHead(200, headers));
}

before(async () => {
  if (skip) return process.stdout.write(`NOT RUN: the playground: ${skip}\n`);
  server = createServer(answer);
  await new Promise((resolve) => server.listen(0, "localhost", resolve));
  origin = `http://localhost:${server.address().port}/`;
  browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  context = await browser.newContext();
  page = await context.newPage();
  page.setDefaultTimeout(TIMEOUT);
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(origin);
  await ready();
});

after(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
});

/** Waits until what was begun has ended. */
const ready = () => page.waitForFunction(() => !document.getElementById("run").disabled);
const text = (selector) => page.locator(selector).innerText();

async function press(button) {
  await page.click(`#${button}`);
  await ready();
  // What was printed is shown with the next frame.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}

async function write(source) {
  await page.click(".cm-content");
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(source);
}

const EXAMPLES = {
  "Derive macro": { output: "Point has the fields x, y\n1 2" },
  "Attribute macro": { output: '-> answer\n42' },
  "Function-like macro": { output: "10" },
  "A macro that panics": { problem: "proc macro panicked" },
  "A macro that loops": { problem: "fuel" },
  Hello: { output: "Hello from a compiler in your browser!" },
};

for (const [name, { output, problem }] of Object.entries(EXAMPLES)) {
  test(`the example "${name}"`, { skip }, async () => {
    await page.selectOption("#example", name);
    await press("run");
    if (output !== undefined) {
      assert.equal((await text("#output")).trim(), output);
      assert.match(await text("#status"), /^Finished, exit code 0/);
    } else {
      assert.match((await text("#problems")) + (await text("#output")), new RegExp(problem));
      assert.match(await text("#status"), /^There are errors/);
      assert.equal(await page.locator(".cm-lintRange-error").count(), 1);
    }
  });
}

test("input, and text that is no HTML", { skip }, async () => {
  await page.selectOption("#example", "Input");
  await page.click("summary");
  await page.fill("#stdin", "<b>one</b>\ntwo");
  await press("run");
  assert.equal((await text("#output")).trim(), '2 lines: ["<b>one</b>", "two"]');
});

test("check, a fix with one click, and the keyboard", { skip }, async () => {
  await write("fn main() {\n    let größe = 1;\n    let mut x = größe;\n    println!(\"{x}\");\n}\n");
  await press("check");
  assert.match(await text("#status"), /^No errors/);
  assert.match(await text("#problems"), /main\.rs:3.*does not need to be mutable/s);
  await page.click("#problems button:text('Fix')");
  assert.match(await text(".cm-content"), /let x = größe;/);
  await page.keyboard.press("Control+Enter");
  await ready();
  assert.match(await text("#status"), /^Finished/);
  assert.equal(await page.locator("#problems li").count(), 0);
});

test("a place in another file is shown", { skip }, async () => {
  await page.selectOption("#example", "Derive macro");
  await page.click("#tabs button:text('macros.rs')");
  await write("fn wrong() -> u8 { 300 }");
  await page.click("#tabs button:text('main.rs')");
  await press("check");
  await page.click("#problems .place >> nth=0");
  assert.equal(await page.locator("#tabs [aria-selected=true]").innerText(), "macros.rs");
});

test("expand and wasm", { skip }, async () => {
  await page.selectOption("#example", "Derive macro");
  await press("expand");
  assert.match(await text("#output"), /impl Point \{/);
  await press("wasm");
  assert.match(await text("#output"), /bytes\n\d+ imports:\n  wasi_snapshot_preview1\./);
  assert.equal(await page.getAttribute("#output a", "download"), "main.wasm");
});

test("a loop and a flood of output are stopped, and the page answers meanwhile", { skip }, async () => {
  await page.selectOption("#example", "Hello");
  await write('fn main() { println!("before"); loop {} }');
  await page.click("#run");
  await page.waitForFunction(() => document.getElementById("output").innerText.includes("before"));
  await page.click("#stop");
  await ready();
  assert.equal(await text("#status"), "Stopped");
  await write('fn main() { loop { println!("again"); } }');
  await press("run");
  assert.match(await text("#status"), /^Stopped: it wrote more than/);
});

test("a program is in a link", { skip }, async () => {
  await write('fn main() { println!("shared ≠ sent"); }');
  await page.selectOption("#edition", "2021");
  await page.click("#share");
  await page.waitForFunction(() => location.hash.length > 1);
  const other = await context.newPage();
  await other.goto(page.url());
  await other.waitForSelector(".cm-content");
  assert.match(await other.locator(".cm-content").innerText(), /shared ≠ sent/);
  assert.equal(await other.inputValue("#edition"), "2021");
  await other.close();
});

test("it works without a network after the first visit", { skip }, async () => {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  // The first visit began before there was a service worker.
  await page.reload();
  await ready();
  await context.setOffline(true);
  await page.goto(origin);
  await ready();
  await press("run");
  assert.match(await text("#status"), /^Finished, exit code 0/);
  await context.setOffline(false);
});

test("it can be used on a phone, light and dark", { skip }, async () => {
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    for (const [name, width, height] of [["wide", 1200, 760], ["phone", 390, 800]]) {
      await page.setViewportSize({ width, height });
      const { inner, scroll } = await page.evaluate(() => ({ inner: innerWidth, scroll: document.body.scrollWidth }));
      assert.ok(scroll <= inner, `${name}: the page is ${scroll} wide`);
      const path = process.env.SCREENSHOTS && join(process.env.SCREENSHOTS, `${name}-${colorScheme}.png`);
      if (path) await page.screenshot({ path });
    }
  }
});

test("nothing was refused by the page's policy, and no error was logged", { skip }, () => {
  // Offline, the browser says itself that it is.
  assert.deepEqual(complaints.filter((text) => !text.includes("ERR_INTERNET_DISCONNECTED")), []);
});
