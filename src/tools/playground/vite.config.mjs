//! The page as static files with relative addresses. The package is copied and not bundled, as it finds its worker beside
//! itself.

import { cpSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const PACKAGE = fileURLToPath(new URL("../rustc-wasm-js/dist/", import.meta.url));

export default defineConfig({
  base: "./",
  build: {
    outDir: "dist",
    // Of the browsers that run rustc.wasm, all know it.
    modulePreload: { polyfill: false },
    // CodeMirror is half a megabyte, and nothing beside the compiler.
    chunkSizeWarningLimit: 1000,
  },
  plugins: [
    {
      name: "copy-package",
      closeBundle: () => {
        for (const file of ["index.js", "worker.js"]) cpSync(PACKAGE + file, new URL(`dist/package/${file}`, import.meta.url));
      },
    },
  ],
});
