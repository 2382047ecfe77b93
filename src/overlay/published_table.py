"""The table of published macro crates that were tried, which `docs/published-macros.md` has: written, and read."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """A line of the table."""

    crate: str
    version: str
    compiles: str
    identical: str
    grant: str = ""
    note: str = ""

    def line(self) -> str:
        cells = (self.crate, self.version, self.compiles, self.identical, self.grant, self.note)
        return "|" + "|".join(f" {cell} " if cell else " " for cell in cells) + "|"


REAL_CRATES = "These have their programs in `tests/real-crates`, where `./x.py test` requires that they are identical:"
HEADER = Row("macro crate", "version", "compiles", "identical", "grant", "what differs")


def parse_rows(table: str) -> list[Row]:
    lines = [line for line in table.splitlines() if line.startswith("| ") and line.endswith("|")]
    rows = [Row(*(cell.strip() for cell in line[1:-1].split("|"))) for line in lines if line.count("|") == 7]
    return [row for row in rows if row.crate != HEADER.crate]


def totals(rows: list[Row], others: list[tuple[str, str, str]]) -> str:
    """The figures, for each table and for both; a crate that is in both counts once there."""
    done = [row for row in rows if row.compiles in ("yes", "no")]
    compiles = {row.crate for row in done if row.compiles == "yes"}
    same = {row.crate for row in done if row.identical == "yes"}
    elsewhere = {crate for crate, _, _ in others}
    bad = {row.crate for row in done} - same
    grants = sum(bool(row.grant) for row in done)
    missing = len(rows) - len(done)
    rest = f" {_count(missing, 'was not run', 'were not run')}." if missing else ""
    everything = {row.crate for row in done} | elsewhere
    return (
        f"Of {len(done)} macro crates, {_count(len(compiles), 'compiles', 'compile')} and "
        f"{_count(len(same), 'is identical', 'are identical')}; "
        f"{_count(grants, 'needs a grant', 'need a grant')}.{rest}\n"
        f"With those of `tests/real-crates`, {len(everything - bad)} of {len(everything)} are identical.\n"
    )


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def render(rows: list[Row], others: list[tuple[str, str, str]]) -> str:
    ordered = sorted(rows, key=lambda row: row.crate)
    lines = [HEADER.line(), "|---|---|---|---|---|---|", *(row.line() for row in ordered)]
    lines += ["", REAL_CRATES, "", "| macro crate | version | directory |", "|---|---|---|"]
    lines += [f"| {crate} | {version} | `{directory}` |" for crate, version, directory in others]
    return totals(rows, others) + "\n" + "\n".join(lines) + "\n"
