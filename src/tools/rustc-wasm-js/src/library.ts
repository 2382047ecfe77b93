//! Files that are read where they are: `@bjorn3/browser_wasi_shim` copies a file for each tree that it is in, and what is
//! read of it once more, and the compiler reads tens of megabytes.

import { File, OpenFile } from "@bjorn3/browser_wasi_shim";

export class Library extends File {
  constructor(bytes: Uint8Array) {
    super(new ArrayBuffer(0), { readonly: true });
    this.data = bytes as Uint8Array<ArrayBuffer>;
  }
  override path_open(oflags: number, rights: bigint, flags: number) {
    const opened = super.path_open(oflags, rights, flags);
    return opened.fd_obj === null ? opened : { ...opened, fd_obj: new OpenLibrary(this) };
  }
}

class OpenLibrary extends OpenFile {
  override fd_read(size: number) {
    const data = this.file.data.subarray(Number(this.file_pos), Number(this.file_pos) + size);
    this.file_pos += BigInt(data.length);
    return { ret: 0, data: data as Uint8Array<ArrayBuffer> };
  }
  override fd_pread(size: number, offset: bigint) {
    const data = this.file.data.subarray(Number(offset), Number(offset) + size);
    return { ret: 0, data: data as Uint8Array<ArrayBuffer> };
  }
}
