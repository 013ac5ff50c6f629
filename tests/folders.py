"""Run folders of tests, each in a process of its own: ``python tests/folders.py stateful runtime legacy=40``.

``=N`` runs N tests of a folder, chosen by ``COMPAT_SAMPLE_SEED``. Exits 1 where a folder fails, 2 where one is not there.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main(folders: list[str]) -> int:
    """Returns the exit status."""
    unknown = [each for each in folders if not (HERE / each.partition("=")[0]).is_dir()]
    if unknown:
        print(f"No such folder below tests/: {', '.join(unknown)}", file=sys.stderr)
        return 2
    failed = []
    for each in folders:
        name, _, count = each.partition("=")
        sample = ["--sample", f"{name}={count}"] if count else []
        command = [sys.executable, "-m", "pytest", str((HERE / name).relative_to(HERE.parent)), *sample]
        if subprocess.run(command, cwd=HERE.parent, check=False).returncode:
            failed.append(name)
    if failed:
        print(f"Failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
