"""Record the programs under the real Keras 2 of this environment.

    python record.py keras-2.2.4 [PROGRAM ...]

Every program runs twice, in a process of its own each time, and both runs must agree to 1e-6; the first is written to
``recorded/keras-2.2.4/``. Only programs whose entry in ``catalogue.py`` names this Keras are run.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import recording
from catalogue import DIALECTS, HERE, PROGRAMS, Program

REPEATS = 1e-6


def run(program: Program, keras: str, out: Path) -> recording.Recording:
    """Run one program in a new process.

    Raises:
        RuntimeError: It failed; the message is its traceback.
    """
    environment = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3"}
    command = [sys.executable, str(HERE / "harness.py"), str(program.path), str(out)]
    if keras == "tf_keras":
        environment["TF_USE_LEGACY_KERAS"] = "1"
        command[2:2] = ["--keras", "tf_keras"]
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr.decode("utf-8", "replace"))
    return recording.Recording.load(out)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("keras", choices=sorted(DIALECTS), help="the Keras of this environment")
    parser.add_argument("programs", nargs="*", metavar="PROGRAM", help="only these")
    options = parser.parse_args()
    recording.TOLERANCE = REPEATS
    package, _, version = options.keras.partition("-")
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for program in PROGRAMS:
            if options.keras not in program.recorded or program.name not in (options.programs or [program.name]):
                continue
            first, second = (run(program, package, Path(folder) / f"{index}.npz") for index in range(2))
            if first.about[package] != version:
                parser.error(f"this is {package} {first.about[package]}")
            parting = recording.difference(first, second)
            if parting:
                failed = 1
                print(f"{program.name}: does not repeat: {parting}")
                continue
            out = program.recording(options.keras)
            out.parent.mkdir(parents=True, exist_ok=True)
            first.save(out)
            print(f"{program.name}: {len(first.calls)} results, {out.stat().st_size} bytes")
    return failed


if __name__ == "__main__":
    sys.exit(main())
