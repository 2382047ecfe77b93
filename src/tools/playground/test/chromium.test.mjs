//! The page in headless Chromium.

import { testIn } from "./page.mjs";

testIn("Chromium");
