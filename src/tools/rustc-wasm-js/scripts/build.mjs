//! Bundles the package: the module that is imported and the worker, each one file without imports, so that a page can
//! use them with and without a bundler of its own.

import { cp } from "node:fs/promises";
import { build } from "esbuild";

await build({
  entryPoints: ["src/index.ts", "src/worker.ts"],
  outdir: "dist",
  bundle: true,
  format: "esm",
  target: ["es2022"],
  legalComments: "none",
  logLevel: "warning",
});
// The worker has the code of this package.
await cp("node_modules/@bjorn3/browser_wasi_shim/LICENSE-MIT", "dist/LICENSE-browser_wasi_shim");
