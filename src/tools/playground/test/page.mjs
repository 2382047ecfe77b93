//! The page in a headless browser, from the files that `./x.py web` lays out: buttons, examples, links, and no network.

import { createReadStream } from "node:fs";
import { mkdtemp, readFile, readdir, rm, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { launch, missing } from "../../rustc-wasm-js/test/browsers.mjs";

const WEB = process.env.PLAYGROUND_FILES ?? fileURLToPath(new URL("../../../../dist/web", import.meta.url));
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm" };
/** For a machine that does other things beside. */
const TIMEOUT = 60_000;

const EXAMPLES = {
  "Derive macro": { output: "Point has the fields x, y\n1 2" },
  "Attribute macro": { output: '-> answer\n42' },
  "Function-like macro": { output: "10" },
  "A macro that panics": { problem: "proc macro panicked" },
  "A macro that loops": { problem: "fuel" },
  Hello: { output: "Hello from a compiler in your browser!" },
  "serde and serde_json": {
    output:
      'Book { title: "Rust", pages: None, tags: ["macros", "wasm"] }\n' +
      '{"title":"Rust","pages":300,"tags":["macros","wasm"]}',
  },
  "Derive macro with syn": { output: "Red\nGreen\nBlue" },
  "Many published crates": {
    output:
      "Friday, 01 March 2024\none 2, two 1, and 1\n15511210043330985984000000 is DNSgYZ+wkHvAAAA= in base64\n" +
      "100 of 100 random numbers are what they should be\na UUID of version 4\nas expected: `today` is not a date",
  },
  "Tasks of tokio": { output: "1\n2\n3" },
};

const CALLS = `use macros::Describe;

#[derive(Clone, Copy, Describe)]
struct Point { x: i32 }

macro_rules! twice { ($number:expr) => { $number + $number } }

fn main() {
    println!("{}", twice!(2));
    let _ = Point::describe();
}
`;
const EXPANSIONS = {
  "main.rs:3 derive(Copy)": "#[automatically_derived] impl ::core::marker::Copy for Point { }",
  "main.rs:3 derive(Describe)": 'impl Point { fn describe() -> &\'static str { "Point has the fields x" } }',
  "main.rs:9 println!": '{ ::std::io::_print(format_args!("{0}\\n", 2 + 2)); };',
  "main.rs:9 twice!": "2 + 2",
};

async function answer(request, response) {
  const path = normalize(new URL(request.url, "http://localhost").pathname);
  const file = join(WEB, path.endsWith("/") ? `${path}index.html` : path);
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) return response.writeHead(404).end();
  const headers = { "Content-Type": TYPES[extname(file)] ?? "application/octet-stream", "Content-Length": found.size };
  createReadStream(file).pipe(response.writeHead(200, headers));
}

export function testIn(name) {
  const skip = missing(name);
  const complaints = [];
  let server, browser, context, page, origin, downloads;

  before(async () => {
    if (skip) return process.stdout.write(`NOT RUN: the playground in ${name}: ${skip}\n`);
    server = createServer(answer);
    await new Promise((resolve) => server.listen(0, "localhost", resolve));
    origin = `http://localhost:${server.address().port}/`;
    downloads = await mkdtemp(join(tmpdir(), "playground-"));
    browser = await launch(name, downloads);
    context = await browser.newContext();
    context.setDefaultTimeout(TIMEOUT);
    page = await context.newPage();
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    await page.goto(origin);
    await ready();
  });

  after(async () => {
    await browser?.close();
    if (downloads) await rm(downloads, { recursive: true });
    server?.closeAllConnections();
    server?.close();
  });

  const it = (title, action) => test(`${name}: ${title}`, { skip }, action);

  /** Waits until what was begun has ended. */
  const ready = (it = page) => it.waitForFunction(() => !document.getElementById("run").disabled);
  /** What was printed is shown with the next frame. */
  const frame = () =>
    page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  const text = (selector) => page.locator(selector).innerText();

  async function press(button) {
    await page.click(`#${button}`);
    await ready();
    await frame();
  }

  /** Types it over what is there, if it is one line: Firefox by WebDriver BiDi doubles some line breaks. */
  async function write(source) {
    await page.click(".cm-content");
    await page.keyboard.press("Control+a");
    if (!source.includes("\n")) return page.keyboard.insertText(source);
    await page.locator(".cm-content").evaluate((content, insert) => {
      // As `EditorView.findFromDOM` finds it.
      const { view } = content.cmTile.root;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert } });
    }, source);
  }

  /** The first file in the directory of downloads, once it does not grow any more. */
  async function downloaded() {
    for (let size = 0; ; ) {
      const [file] = (await readdir(downloads)).filter((name) => !/\.(part|crdownload)$/.test(name));
      const bytes = file ? await readFile(join(downloads, file)) : Buffer.of();
      if (size > 0 && bytes.length === size) return bytes;
      size = bytes.length;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }

  for (const [title, { output, problem }] of Object.entries(EXAMPLES)) {
    it(`the example "${title}"`, async (t) => {
      if ((await page.locator("#example option", { hasText: title }).count()) === 0) {
        const reason = "its crates are not in the pack for tests; `./x.py web` builds the whole one";
        console.log(`NOT RUN: the example "${title}" in ${name}: ${reason}`);
        return t.skip(reason);
      }
      await page.selectOption("#example", title);
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

  it("input, and text that is no HTML", async () => {
    await page.selectOption("#example", "Input");
    await page.click("summary:text('Input')");
    await page.fill("#stdin", "<b>one</b>\ntwo");
    await press("run");
    assert.equal((await text("#output")).trim(), '2 lines: ["<b>one</b>", "two"]');
  });

  it("check, a fix with one click, and the keyboard", async () => {
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

  it("a place in another file is shown", async () => {
    await page.selectOption("#example", "Derive macro");
    await page.click("#tabs button:text('macros.rs')");
    await write("fn wrong() -> u8 { 300 }");
    await page.click("#tabs button:text('main.rs')");
    await press("check");
    await page.click("#problems .place >> nth=0");
    assert.equal(await page.locator("#tabs [aria-selected=true]").innerText(), "macros.rs");
  });

  it("expand and wasm", async () => {
    await page.selectOption("#example", "Derive macro");
    await press("expand");
    assert.match(await text("#output"), /impl Point \{/);
    await press("wasm");
    assert.match(await text("#output"), /bytes\n\d+ imports:\n  wasi_snapshot_preview1\./);
    await page.click("#output a");
    // Firefox does not tell Playwright of downloads from the page itself, and Chromium gives the file another name.
    assert.equal(await page.getAttribute("#output a", "download"), "main.wasm");
    const program = await downloaded();
    assert.deepEqual(program.subarray(0, 8), Buffer.from("\0asm\x01\0\0\0"));
    assert.match(await text("#output"), new RegExp(`^${program.length.toLocaleString("en")} bytes`));
  });

  it("what one macro call expands to, at the cursor and from the list", async () => {
    await page.selectOption("#example", "Derive macro");
    await write(CALLS);
    await press("expand");
    assert.match(await text("#output"), /struct Point \{.*fn main\(\)/s);
    const shown = async () => (await text("#output")).replace(/\s+/g, " ");
    for (const [call, expected] of Object.entries(EXPANSIONS)) {
      await page.selectOption("#call", { label: call });
      await ready();
      await frame();
      assert.equal(await shown(), expected);
      assert.match(await text("#status"), /^What .* in line \d+ expands to$/);
    }
    await page.click(".cm-content");
    await page.keyboard.press("Control+Home");
    const [down, left] = ["ArrowDown", "ArrowLeft"];
    for (const key of [down, down, "End", left, left, left]) await page.keyboard.press(key);
    await press("expand");
    assert.equal(await shown(), EXPANSIONS["main.rs:3 derive(Describe)"]);
    await press("check");
    assert.ok(await page.isHidden("#call"));
  });

  it("a loop and a flood of output are stopped, and the page answers meanwhile", async () => {
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

  it("a program that wants 4 GB gets what is allowed, and ends", async () => {
    const grow = 'all.push(vec![1u8; 1 << 26]); println!("{} MiB", all.len() * 64);';
    await write(`fn main() { let mut all = Vec::new(); loop { ${grow} } }`);
    await press("run");
    assert.match(await text("#output"), /64 MiB.*memory allocation of 67108864 bytes failed/s);
    assert.doesNotMatch(await text("#output"), /^1088 MiB/m);
    assert.match(await text("#status"), /^Finished, it aborted, as a panic does/);
    await write('fn main() { println!("{}", vec![0u8; usize::MAX / 2].len()); }');
    await press("run");
    assert.match(await text("#output"), /memory allocation of 2147483647 bytes failed/);
  });

  it("options: edition, optimization, backtrace", async () => {
    const source = (body) => `fn main() { let async = 1; println!("{async} {}", cfg!(debug_assertions)); ${body} }`;
    await write(source(""));
    await page.selectOption("#edition", "2015");
    await press("run");
    assert.equal((await text("#output")).trim(), "1 true");
    await page.selectOption("#opt", "2");
    await press("run");
    assert.equal((await text("#output")).trim(), "1 false");
    await page.selectOption("#opt", "0");
    await write('fn main() { println!("{:?}", std::env::var("RUST_BACKTRACE")); }');
    await page.check("#backtrace");
    await press("run");
    assert.equal((await text("#output")).trim(), 'Ok("1")');
    await page.uncheck("#backtrace");
    await press("run");
    assert.equal((await text("#output")).trim(), "Err(NotPresent)");
    await page.selectOption("#edition", "2024");
  });

  it("files are added and removed", async () => {
    await page.selectOption("#example", "Hello");
    const names = () => page.locator("#tabs button").allInnerTexts();
    assert.deepEqual(await names(), ["main.rs", "+"]);
    const answers = ["other.rs", "wrong name", "macros.rs"];
    page.on("dialog", (dialog) => (dialog.type() === "prompt" ? dialog.accept(answers.shift()) : dialog.accept()));
    await page.click("#tabs button:text('+')");
    assert.deepEqual(await names(), ["main.rs", "other.rs", "+", "×"]);
    await write("pub fn seven() -> u32 { 7 }");
    await page.click("#tabs button:text('+')");
    await page.click("#tabs button:text('+')");
    assert.deepEqual(await names(), ["main.rs", "other.rs", "macros.rs", "+", "×"]);
    await page.click("#tabs button:text('×')");
    assert.deepEqual(await names(), ["main.rs", "other.rs", "+"]);
    await write('mod other;\nfn main() { println!("{}", other::seven()); }');
    await press("run");
    assert.equal((await text("#output")).trim(), "7");
    page.removeAllListeners("dialog");
  });

  it("a program is in a link", async () => {
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

  it("it works without a network after the first visit", async () => {
    const visitor = await browser.newContext();
    visitor.setDefaultTimeout(TIMEOUT);
    const visit = async () => {
      const visited = await visitor.newPage();
      await visited.goto(origin);
      await visited.waitForFunction(() => document.getElementById("status").textContent.includes("without a network"));
      return visited;
    };
    await visit().then((first) => first.close());
    // Service workers of Firefox do not notice that the browser is told to be offline.
    const { port } = server.address();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    const second = await visit();
    await second.click("#run");
    await ready(second);
    assert.match(await second.locator("#status").innerText(), /^Finished, exit code 0/);
    await visitor.close();
    await new Promise((resolve) => server.listen(port, "localhost", resolve));
  });

  it("it can be used on a phone, light and dark", async () => {
    // Firefox cannot be told by WebDriver BiDi which of them to be.
    for (const colorScheme of name === "Firefox" ? ["light"] : ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      for (const [size, width, height] of [["wide", 1200, 760], ["phone", 390, 800]]) {
        await page.setViewportSize({ width, height });
        const { inner, scroll } = await page.evaluate(() => ({ inner: innerWidth, scroll: document.body.scrollWidth }));
        assert.ok(scroll <= inner, `${size}: the page is ${scroll} wide`);
        const path = process.env.SCREENSHOTS && join(process.env.SCREENSHOTS, `${name}-${size}-${colorScheme}.png`);
        if (path) await page.screenshot({ path });
      }
    }
  });

  it("nothing was refused by the page's policy, and no error was logged", () => {
    assert.deepEqual(complaints, []);
  });
}
