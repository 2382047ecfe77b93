"""The macro crates that `./x.py bench expand` measures, built in every form: dylibs, modules, watt's interpreter.

It does not know what is compiled with them. The crates are those of `crates`, and for watt those of `watt`;
each directory has the versions in its `Cargo.lock`.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from overlay.bench.cargo_packages import Artifacts, build, features_of, library_of, metadata_of, source_of
from overlay.bench.programs import MANY, Program
from overlay.config import Config
from overlay.real_macros import Project, cargo_env
from overlay.system import fail, run, say

DIRECTORY = Path(__file__).parent
CRATES, WATT = DIRECTORY / "crates", DIRECTORY / "watt"
IDENTITY = CRATES / "identity"
WRAPPER = DIRECTORY.parent / "wrappers/prebuilt.py"

# Of the macro crates and all they are made of. The first is what Cargo does unless it is told otherwise.
DEV: dict[str, str] = {}
OPTIMISED = {
    "CARGO_PROFILE_DEV_BUILD_OVERRIDE_OPT_LEVEL": "3",
    "CARGO_PROFILE_DEV_BUILD_OVERRIDE_CODEGEN_UNITS": "16",
    "CARGO_PROFILE_DEV_BUILD_OVERRIDE_DEBUG_ASSERTIONS": "false",
    "CARGO_PROFILE_DEV_BUILD_OVERRIDE_OVERFLOW_CHECKS": "false",
}

PROFILES = {"dev": DEV, "opt": OPTIMISED}

NATIVE_DEV, NATIVE = "native, dev profile", "native, opt-level 3"
MODULE, COMPILED = "module, interpreted", "module, compiled"
MODULE_OPTION = "--wasm-proc-macro"
INTERPRETED, WATT_MODULE = "watt's interpreter", "watt's module, here"

# The macros of modules that do not list them: that of `wa-serde-derive`, and `watt/guest.rs`.
WATT_SERDE = (
    "crate:serde_derive:2015;derive:Serialize:derive_serialize:serde;derive:Deserialize:derive_deserialize:serde"
)
WATT_IDENTITY = "bang:rebuilt:rebuilt;bang:same:same"


@dataclass(frozen=True)
class Form:
    """One form of macro crates, with the libraries that were compiled with it."""

    name: str
    macros: dict[str, list[str]]  # the options that name a macro crate
    libraries: dict[str, Path]
    engine: tuple[str, Path] | None = None  # which one runs modules, and where native code of them is

    def has(self, program: Program) -> bool:
        return all(name in self.macros for name in program.macros)

    def module(self, name: str) -> Path:
        """The file that has the macro crate, in a form that names no list of macros."""
        option = self.macros[name].index(MODULE_OPTION)
        return Path(self.macros[name][option + 1].partition("=")[2])

    def options(self, program: Program) -> list[str]:
        """What rustc needs to find all that the program uses."""
        words = [word for name in program.macros for word in self.macros[name]]
        if self.engine is not None:
            name, codes = self.engine
            words += [f"--wasm-proc-macro-engine={name}", f"--wasm-proc-macro-code-dir={codes}"]
        for name in program.libraries:
            words += ["--extern", f"{name}={self.libraries[name]}"]
        directories = sorted({str(path.parent) for path in self.libraries.values()})
        return [*words, *(word for directory in directories for word in ("-L", f"dependency={directory}"))]


def forms(config: Config) -> tuple[list[Form], list[Form]]:
    """Everything, built if it is not: the forms of current crates, and those of what watt has."""
    work = config.clone / "target/bench/expand"
    for name, directory in (("crates", CRATES), ("watt", WATT)):
        Project(config, directory / "Cargo.toml", work / name).forget_other_compilers()
    guest = watt_guest(config, work / "watt")
    env = {"BENCH_WATT_MODULE": str(guest)}
    dev, optimised = (build(config, WATT, work / "watt" / name, env | more) for name, more in PROFILES.items())
    of_watt = {
        INTERPRETED: {"identity": _dylib("identity", optimised.dylibs["watt_identity"])},
        WATT_MODULE: {"identity": module_words("identity", guest, WATT_IDENTITY)},
    }
    return _forms(config, work / "crates", of_watt), _watt_forms(config, dev, optimised)


def _forms(config: Config, work: Path, of_watt: dict[str, dict[str, list[str]]]) -> list[Form]:
    modules = modules_of(config, work, CRATES, (*MANY, "identity"))
    dev, optimised = (build(config, CRATES, work / name, env) for name, env in PROFILES.items())
    env = {"RUSTC_WRAPPER": str(WRAPPER), "BENCH_MODULES": str(modules)}
    libraries = build(config, CRATES, work / "with-modules", env).libraries
    by_module = {name: module_words(name, modules / f"{name}.wasm") for name in (*MANY, "identity")}
    return [
        native_form(NATIVE_DEV, dev),
        native_form(NATIVE, optimised),
        Form(COMPILED, by_module, libraries, ("compiled", code_dir(config))),
        Form(MODULE, by_module, libraries, ("interpreter", code_dir(config))),
        *(Form(name, macros, libraries) for name, macros in of_watt.items()),
    ]


def _watt_forms(config: Config, dev: Artifacts, optimised: Artifacts) -> list[Form]:
    """The module that watt publishes, run by its own interpreter and by ours, beside what it was made of natively."""
    published = source_of(metadata_of(config, WATT), "wa-serde-derive") / "src/serde_derive.wasm"
    interpreter = _dylib("serde_derive", optimised.dylibs["wa_serde_derive"])
    module = module_words("serde_derive", published, WATT_SERDE)
    return [
        native_form(NATIVE_DEV, dev),
        native_form(NATIVE, optimised),
        Form(INTERPRETED, {"serde_derive": interpreter}, optimised.libraries),
        Form(WATT_MODULE, {"serde_derive": module}, optimised.libraries),
    ]


def native_form(name: str, built: Artifacts) -> Form:
    macros = {crate: _dylib(crate, path) for crate, path in built.dylibs.items()}
    return Form(name, macros, built.libraries)


def _dylib(name: str, path: Path) -> list[str]:
    # What it is made of is in it.
    return ["--extern", f"{name}={path}"]


def module_words(name: str, path: Path, macro_list: str = "") -> list[str]:
    return [MODULE_OPTION, f"{name}={path}{';' if macro_list else ''}{macro_list}"]


def modules_of(config: Config, work: Path, project: Path, names: tuple[str, ...]) -> Path:
    """A directory with a module of each macro crate, in the version and with the features that the project has."""
    directory = work / "modules"
    metadata = metadata_of(config, project)
    for name in names:
        # Ours may have changed, and is quickly built.
        if name == "identity" or not (directory / f"{name}.wasm").exists():
            say(f"building the module of {name}")
            tool = [config.dist / "bin/cargo-wasm-macro", "build", "-o", directory, "--target-dir", work / "for-wasm"]
            tool += ["--target", "wasm32-unknown-unknown", "--no-compile"]
            run([*tool, *module_arguments(metadata, name, project)], capture=True, env=cargo_env(config))
    return directory


def code_dir(config: Config) -> Path:
    """Where the native code is that is made of modules."""
    return config.clone / "target/bench/expand/codes"


def compile_modules(config: Config, form: Form) -> dict[str, dict[str, float]]:
    """Makes native code of the modules of a form again: bytes of each module and of its code, and the seconds it took."""
    modules = {form.module(name): name for name in form.macros}
    say(f"compiling {len(modules)} modules")
    tool = [config.dist / "bin/cargo-wasm-macro", "compile", "--force", "--code-dir", code_dir(config)]
    done = run([*tool, "--format", "json", *modules], capture=True)
    return {
        modules[Path(each["file"])]: {
            "module_bytes": Path(each["file"]).stat().st_size,
            "code_bytes": each["size"],
            "seconds": each["seconds"],
        }
        for each in json.loads(done.stdout)
    }


def module_arguments(metadata: dict, name: str, project: Path) -> list[str]:
    """What tells `cargo wasm-macro build` of the macro crate that the project has."""
    package = next((each for each in metadata["packages"] if library_of(each) == name), None)
    if package is None:
        fail(f"`{project.name}` has no dependency with the library `{name}`")
    if package["source"] is None:
        return ["--path", str(Path(package["manifest_path"]).parent)]
    names = features_of(metadata, package)
    features = ["--features", ",".join(names)] if names else []
    lock = ["--lock", str(project / "Cargo.lock")]
    return [f"{package['name']}@{package['version']}", "--no-default-features", *features, *lock]


def watt_guest(config: Config, work: Path) -> Path:
    """The identity macros as a module for watt, whose interpreter knows the first version of WebAssembly only."""
    module, fresh = work / "guest.wasm", work / "guest.new.wasm"
    flags = ["--crate-type", "cdylib", "--target", "wasm32-unknown-unknown", "--edition", "2024"]
    flags += ["-Ctarget-cpu=mvp", "-Copt-level=3", "-Cpanic=abort", "-Cstrip=symbols"]
    run([config.dist / "bin/rustc", *flags, WATT / "guest.rs", "-o", fresh], capture=True)
    # Cargo builds what it is in again if it is a newer file.
    if not module.exists() or module.read_bytes() != fresh.read_bytes():
        fresh.replace(module)
    return module
