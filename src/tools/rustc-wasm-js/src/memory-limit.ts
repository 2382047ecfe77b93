//! Gives the memory of a WebAssembly module a maximum: a module that asks for more gets -1 from `memory.grow`, as if
//! the machine had no more.
//!
//! The memory section is before the code, so that a module can be limited while it is downloaded.

const PAGE = 65536;
const MAX_PAGES = 65536;
const HEADER = 8;
const MEMORY_SECTION = 5;

/** The module with the limit, in bytes, on the memory that it defines. */
export function limitMemory(module: Uint8Array, limit: number): Uint8Array {
  return tryLimit(module, limit) ?? module;
}

/** Limits a module of which pieces come in. */
export function limitingStream(limit: number): TransformStream<Uint8Array, Uint8Array> {
  let head: Uint8Array | undefined = new Uint8Array();
  return new TransformStream({
    transform(chunk, controller) {
      if (head === undefined) return controller.enqueue(chunk);
      head = concat([head, chunk]);
      const limited = tryLimit(head, limit);
      if (limited === undefined) return;
      controller.enqueue(limited);
      head = undefined;
    },
    flush(controller) {
      // What ends before its memory section is not limited, nor is it a compiler.
      if (head !== undefined) controller.enqueue(head);
    },
  });
}

/** Nothing if the memory section has not come yet. */
function tryLimit(bytes: Uint8Array, limit: number): Uint8Array | undefined {
  let at = HEADER;
  while (at < bytes.length) {
    const id = bytes[at]!;
    const size = leb(bytes, at + 1);
    // Sections but custom ones come in the order of their ids.
    if (id > MEMORY_SECTION) return bytes;
    if (size === undefined) return undefined;
    const end = size.end + size.value;
    if (end > bytes.length) return undefined;
    if (id === MEMORY_SECTION) {
      const section = limitSection(bytes.subarray(size.end, end), limit);
      return concat([bytes.subarray(0, at + 1), toLeb(section.length), section, bytes.subarray(end)]);
    }
    at = end;
  }
  return undefined;
}

function limitSection(section: Uint8Array, limit: number): Uint8Array {
  const allowed = Math.min(Math.floor(limit / PAGE), MAX_PAGES);
  const count = leb(section, 0)!;
  const parts = [toLeb(count.value)];
  let at = count.end;
  for (let index = 0; index < count.value; index++) {
    const flags = section[at]!;
    const minimum = leb(section, at + 1)!;
    const maximum = flags & 1 ? leb(section, minimum.end)! : undefined;
    at = maximum?.end ?? minimum.end;
    // Less than the minimum would not be a valid module; the engine then says how much it has.
    const pages = Math.max(minimum.value, Math.min(maximum?.value ?? MAX_PAGES, allowed));
    parts.push(Uint8Array.of(flags | 1), toLeb(minimum.value), toLeb(pages));
  }
  return concat(parts);
}

function leb(bytes: Uint8Array, at: number): { value: number; end: number } | undefined {
  let value = 0;
  for (let shift = 0; shift < 35; shift += 7) {
    const byte = bytes[at++];
    if (byte === undefined) return undefined;
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return { value, end: at };
  }
  return undefined;
}

function toLeb(value: number): Uint8Array {
  const bytes = [];
  for (; value >= 128; value = Math.floor(value / 128)) bytes.push((value % 128) | 128);
  return Uint8Array.from([...bytes, value]);
}

export function concat(parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
