"""A stateful Keras 2 program, unchanged, on the installed Keras 3, beside what Keras 2 computed.

    python tests/legacy/demo.py [PROGRAM]

PROGRAM is one of ``tests/legacy/programs``; each has its numbers recorded under a real Keras 2, from the same initial weights.
"""

from __future__ import annotations

import os
import sys
import warnings
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[2]))
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

from recording import TOLERANCE, Recording, difference

HERE = Path(__file__).parent
DEFAULT = "sunspots_walk_forward"
ROWS = 12


def main(name: str = DEFAULT) -> int:
    """Run one program and print the comparison; 0 where every number is Keras 2's."""
    program = HERE / "programs" / f"{name}.py"
    recorded = sorted((HERE / "recorded").glob(f"*/{name}.npz"), reverse=True)
    if not program.is_file() or not recorded:
        known = ", ".join(sorted(each.stem for each in (HERE / "programs").glob("*.py")))
        print(f"no recorded program {name!r}; there are: {known}", file=sys.stderr)
        return 2
    folder = next((each for each in recorded if "2.15" in each.parent.name), recorded[0])
    expected = Recording.load(folder)

    import compat

    warnings.simplefilter("ignore")
    compat.install(dialect="2.2" if "2.2" in folder.parent.name else "2.15")
    which = compat.which_keras()
    here = f"{which.package} {which.version} on {which.backend}"
    print(f"--- {program.relative_to(HERE.parents[1])}, as its author wrote it, on {here} ---")
    from harness import Harness

    got = Harness().run(str(program))
    if got.error:
        print(got.error, file=sys.stderr)
        return 1
    print(f"\n--- its numbers, {folder.parent.name} | {here} ---")
    for (label, want), (_, have) in _spread(list(zip(expected.calls, got.calls))):
        shown = " ".join(f"{a:.6f} | {b:.6f}" for a, b in zip(want.ravel()[:1], have.ravel()[:1]))
        print(f"{label:28s} {shown:28s} largest difference {np.abs(want - have).max():.1e}")
    wrong = difference(expected, got)
    total = sum(value.size for _, value in expected.calls)
    print(wrong or f"All {total} numbers of {len(expected.calls)} results are Keras 2's within {TOLERANCE:g}.")
    return 1 if wrong else 0


def _spread(pairs: list[tuple[tuple[str, np.ndarray], tuple[str, np.ndarray]]]) -> list:
    step = max(1, len(pairs) // ROWS)
    return pairs[::step]


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
