//! The cases in a page of headless Chromium.

import { testIn } from "./in-page.mjs";

testIn("Chromium");
