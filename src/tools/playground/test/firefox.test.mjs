//! The page in headless Firefox.

import { testIn } from "./page.mjs";

testIn("Firefox");
