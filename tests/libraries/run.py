"""Run old libraries from PyPI, in the words of their own READMEs, and compare with what real Keras 2 computed.

    python run.py [--record] [NAME ...]

Under Keras 3 the packages are named to ``compat.install(packages=...)`` and every number is compared with ``recorded/``;
``--record`` writes that folder, under the Keras 2 of the environment. The libraries themselves are installed, not copied.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "legacy"))

import recording  # noqa: E402
from harness import Harness  # noqa: E402

#: program -> the packages that must be named.
PACKAGES = {
    "keras_spp": ("spp",),
    "keras_swa": ("swa",),
    "keras_rl": ("rl",),
    "keras_multi_head": ("keras_multi_head", "keras_self_attention"),
    "keras_transformer": (
        "keras_transformer",
        "keras_multi_head",
        "keras_self_attention",
        "keras_pos_embd",
        "keras_embed_sim",
        "keras_layer_normalization",
        "keras_position_wise_feed_forward",
    ),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--record", action="store_true", help="write recorded/, under real Keras 2")
    parser.add_argument("names", nargs="*", metavar="NAME")
    options = parser.parse_args()
    programs = {path.stem: path for path in sorted((HERE / "programs").glob("*.py"))}
    names = options.names or list(programs)
    if not options.record:
        import compat

        packages = {package for name in names for package in PACKAGES.get(name, (name,))}
        compat.install(packages=sorted(packages), dialect="2.2")
    harness = Harness()
    # A program has its library's name, and must not be found in its place.
    sys.path[:] = [path for path in sys.path if os.path.abspath(path) != str(HERE / "programs")]
    failed = 0
    for name in names:
        got = harness.run(str(programs[name]), beside=False)
        file = HERE / "recorded" / f"{name}.npz"
        if options.record:
            parting = got.error.strip()
            if not parting:
                file.parent.mkdir(exist_ok=True)
                got.save(file)
        else:
            parting = recording.difference(recording.Recording.load(file), got).strip()
        failed += bool(parting)
        print(f"{name}: {parting.splitlines()[-1] if parting else 'the same numbers'}", flush=True)
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
