"""`./x.py web`: the playground, a page that compiles Rust in the browser, as static files in `dist/web`.

It deliberately does not know what is in the page; `src/tools/playground` does.
"""

import functools
import json
import shutil
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from overlay import dist, pack, slim, web
from overlay.config import Config
from overlay.system import link_or_copy, run, say, sha256_bytes, write_file

PLAYGROUND = "src/tools/playground"
# Below `dist/`.
DIRECTORY = dist.PAGE
# Of these, below the page.
FILES = "files"
# Below those, the pack of published crates.
PACK = "pack"
# Tells the tests of the page where it is.
PAGE_FILES = "PLAYGROUND_FILES"


def source(config: Config) -> Path:
    return config.clone / PLAYGROUND


def build(config: Config, is_compressed: bool, crates: Path | None = None) -> Path:
    """Builds the page, and lays it out with all that it fetches and the pack, which takes minutes to compress once."""
    web.need_node()
    dist.ensure_wasm(config)
    web.write_index(config.dist)
    web.build_package(config)
    web.install(source(config))
    run(["npm", "run", "--silent", "build", "--", "--logLevel", "warn"], cwd=source(config))
    out = config.dist / DIRECTORY
    lay_out(config.dist, source(config) / "dist", out, crates)
    slim_down(out / FILES, slim.documentation([config.tree / "library"]))
    if crates is not None:
        slim_pack(out / FILES / PACK, slim.documentation(pack.sources(crates)))
    if is_compressed:
        say("compressing; files that have not changed are kept ...")
        kept = config.clone / "target/web"
        run(["node", web.package(config) / "scripts/compress.mjs", out / FILES, kept])
    say(f"{out} has the page")
    return out


def lay_out(compiler: Path, page: Path, out: Path, crates: Path | None = None) -> None:
    """Fills a directory with the page and, in `files/`, what its index names, and the pack if there is one."""
    shutil.rmtree(out, ignore_errors=True)
    shutil.copytree(page, out)
    files = out / FILES
    for name in web.listed(compiler):
        (files / name).parent.mkdir(parents=True, exist_ok=True)
        link_or_copy(compiler / name, files / name)
    if crates is not None:
        (files / PACK).mkdir()
        for name in pack.listed(crates):
            link_or_copy(crates / name, files / PACK / name)
        index = json.loads((files / web.INDEX).read_text(encoding="utf-8")) | {"packs": [f"{PACK}/{pack.INDEX}"]}
        write_file(files / web.INDEX, (json.dumps(index, indent=1) + "\n").encode())


def slim_down(files: Path, documentation: frozenset[bytes]) -> None:
    """Takes out of the page's libraries what a page does not need, and writes down what they are then. The compiler's own
    files, to which they may be links, stay as they are."""

    def content(path: Path) -> bytes:
        if path.suffix == ".rmeta":
            return slim.slim(path.read_bytes(), documentation)
        return slim.stripped(path)

    _slim(files / web.INDEX, lambda index: index["libraries"][web.TARGET], content)


def slim_pack(directory: Path, documentation: frozenset[bytes]) -> None:
    """Does the same with the libraries of a pack, whose metadata is in them, and which have no more than they need in
    their machine code."""

    def content(path: Path) -> bytes:
        is_library = path.suffix == ".rlib"
        return slim.slim(path.read_bytes(), documentation) if is_library else path.read_bytes()

    _slim(directory / pack.INDEX, lambda index: index["crates"], content)


def _slim(index_file: Path, entries_of, content_of) -> None:
    """Writes new contents of the files that an index beside them names, and corrects the index."""
    index = json.loads(index_file.read_text(encoding="utf-8"))
    for entry in entries_of(index):
        path = index_file.parent / entry["path"]
        content = content_of(path)
        write_file(path, content)
        entry |= {"size": len(content), "sha256": sha256_bytes(content)}
    write_file(index_file, (json.dumps(index, indent=1) + "\n").encode())


def serve(directory: Path, port: int) -> None:
    """Serves it on this machine until it is interrupted."""
    handler = functools.partial(_Handler, directory=str(directory))
    with ThreadingHTTPServer(("localhost", port), handler) as server:
        print(f"http://localhost:{server.server_port}/ (Ctrl+C ends it)", flush=True)
        server.serve_forever()


class _Handler(SimpleHTTPRequestHandler):
    """Types as pages need them, whatever the system's table says."""

    extensions_map = {
        "": "application/octet-stream",
        ".css": "text/css",
        ".html": "text/html",
        ".js": "text/javascript",
        ".json": "application/json",
        ".wasm": "application/wasm",
    }

    def end_headers(self) -> None:
        # After a new build the browser asks again.
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, *args) -> None:
        pass
