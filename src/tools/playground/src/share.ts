//! A program as a part of the page's address, compressed. It is after the `#`, which browsers send nowhere.

export interface Shared {
  files: Record<string, string>;
  edition: string;
  opt: string;
}

export async function encode(shared: Shared): Promise<string> {
  const bytes = await through(new TextEncoder().encode(JSON.stringify(shared)), new CompressionStream("deflate-raw"));
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Nothing if it is not what `encode` made. */
export async function decode(fragment: string): Promise<Shared | undefined> {
  try {
    const text = atob(fragment.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(text, (char) => char.charCodeAt(0));
    const json = await through(bytes, new DecompressionStream("deflate-raw"));
    const { files, edition, opt } = JSON.parse(new TextDecoder().decode(json));
    const isText = Object.values(files).every((file) => typeof file === "string");
    const isValid = isText && "main.rs" in files;
    return isValid ? { files, edition: String(edition), opt: String(opt) } : undefined;
  } catch {
    return undefined;
  }
}

async function through(bytes: Uint8Array<ArrayBuffer>, stream: CompressionStream | DecompressionStream) {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
}
