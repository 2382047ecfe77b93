"""How the compiler's crates are compiled: flags for all of them, and for single ones.

It deliberately does not know how the compiler is built.
"""

import json

# As upstream builds what it publishes: the library of the compiler exports tens of thousands of symbols, and the
# dynamic linker need not look up those that it uses itself. What single crates are given comes before this, and is
# overridden.
RUSTFLAGS = "-Zdefault-visibility=protected"

# The parts of the engine. Their functions are small and call each other, but without link-time optimisation rustc puts
# only the smallest of one crate into another: so it takes a tenth fewer instructions to translate and run a macro.
ENGINE = ("wasmi_collections", "wasmi_core", "wasmi_ir", "wasmparser")
ENGINE_FLAGS = ("-Zcross-crate-inline-threshold=always",)

# Crates that have to be compiled as one unit. The engine's handlers call each other as tail calls, which LLVM makes of
# plain calls only once everything in a handler is inlined, and across units nothing is: with several of them, running a
# module of any size overflows the compiler's stack. In `rustc_expand`, what is inlined into the server of native macros
# would depend on what else there is.
UNDIVIDED = ("rustc_expand", "wasmi")


def cargo_config() -> str:
    """What Cargo reads from a directory above the tree, besides the tree's own `Cargo.toml`."""
    parts = [
        "# Written by the overlay's `./x.py`; what you change here is lost.\n",
        "[unstable]\nprofile-rustflags = true\n",
    ]
    for crate in ENGINE:
        parts.append(f"[profile.release.package.{crate}]\nrustflags = {json.dumps(ENGINE_FLAGS)}\n")
    for crate in UNDIVIDED:
        parts.append(f"[profile.release.package.{crate}]\ncodegen-units = 1\nopt-level = 3\n")
    return "\n".join(parts)
