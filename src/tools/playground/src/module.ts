//! What the page shows of a program's module.

export async function describe(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  // In its thread a page may compile small modules only.
  const module = await WebAssembly.compile(bytes);
  const list = (entries: { name: string; kind: string; module?: string }[]) =>
    entries.map((entry) => `  ${entry.module ? `${entry.module}.` : ""}${entry.name} (${entry.kind})\n`).join("");
  const imports = WebAssembly.Module.imports(module);
  const exports = WebAssembly.Module.exports(module);
  const size = `${bytes.length.toLocaleString("en")} bytes\n`;
  return `${size}${imports.length} imports:\n${list(imports)}${exports.length} exports:\n${list(exports)}`;
}
