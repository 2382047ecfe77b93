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
    launch: (options) => chromium.launch({ ...options, args: CHROMIUM_FLAGS }),
  },
  Firefox: {
    path: process.env.FIREFOX ?? "/usr/bin/firefox-esr",
    // By WebDriver BiDi. Without the channel, Playwright wants a Firefox that it has patched.
    launch: (options) =>
      firefox.launch({ ...options, channel: "moz-firefox", firefoxUserPrefs: FIREFOX_PREFERENCES }),
  },
};

/** Why there are no tests in a browser, or `false`. */
export function missing(name) {
  const { path } = BROWSERS[name];
  return existsSync(path) ? false : `there is no ${path}`;
}

/** Starts it; downloads go to the directory, if one is named. */
export async function launch(name, downloadsPath) {
  const { path, launch } = BROWSERS[name];
  return launch({ executablePath: path, downloadsPath });
}
