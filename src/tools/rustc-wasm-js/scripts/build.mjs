//! Bundles the package: the module that is imported and the worker, each one file without imports, so that a page can
//! use them with and without a bundler of its own.

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
