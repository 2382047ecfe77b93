//! The browsers that pages are tested in, headless: Debian's Chromium and Firefox.

import { existsSync } from "node:fs";
import { chromium, firefox } from "playwright-core";

const CHROMIUM_FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
];

// Firefox compiles the compiler a second time, with optimization, for longer than all tests take.
const FIREFOX_PREFERENCES = { "javascript.options.wasm_optimizingjit": false };

const BROWSERS = {
  Chromium: {
    path: process.env.CHROMIUM ?? "/usr/bin/chromium",
    launch: (executablePath) => chromium.launch({ executablePath, args: CHROMIUM_FLAGS }),
  },
  Firefox: {
    path: process.env.FIREFOX ?? "/usr/bin/firefox-esr",
    // By WebDriver BiDi. Without the channel, Playwright wants a Firefox that it has patched.
    launch: (executablePath) =>
      firefox.launch({ channel: "moz-firefox", executablePath, firefoxUserPrefs: FIREFOX_PREFERENCES }),
  },
};

/** Why there are no tests in a browser, or `false`. */
export function missing(name) {
  const { path } = BROWSERS[name];
  return existsSync(path) ? false : `there is no ${path}`;
}

export async function launch(name) {
  const { path, launch } = BROWSERS[name];
  return launch(path);
}
