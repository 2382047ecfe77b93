#!/usr/bin/env python3
"""Entry point of the overlay: puts `src` on the module path and hands over to `overlay.cli`.

It deliberately knows no verb and no setting; `./x.py --help` lists both.
"""

import sys
from pathlib import Path

if __name__ == "__main__":
    if sys.version_info < (3, 11):
        sys.exit("error: `x.py` needs Python 3.11 or newer; run it with a newer `python3`")
    # The clone stays free of `__pycache__` directories: they would sit between the files of the overlay.
    sys.dont_write_bytecode = True
    sys.path.insert(0, str(Path(__file__).resolve().parent / "src"))

    from overlay import cli

    sys.exit(cli.main(sys.argv[1:]))
