//! The cases in a page of headless Firefox.

import { testIn } from "./in-page.mjs";

testIn("Firefox");
