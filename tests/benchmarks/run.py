"""Ratios measured side by side in one run: ``python tests/benchmarks/run.py [--rounds N] [--backends jax,torch,...]``.

Each number is a process of its own; the Kerases take turns in every round, so a busy machine touches all of them. Printed is
the median of the ratios of the rounds, with their range. Nothing here asserts a time.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).parent
LOOPS = ("epoch", "short_fits", "one_step_predicts", "train_on_batches")


def seconds(mode: str, workload: str, backend: str) -> float:
    """Run one workload in a process of its own."""
    done = subprocess.run(
        [sys.executable, str(HERE / "work.py"), mode, workload],
        env=_environment(backend),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{mode} {workload} on {backend} failed:\n{done.stderr[-2000:]}")
    return float(done.stdout.split()[-1])


def start(code: str, backend: str) -> float:
    """Seconds of a Python process that runs ``code``."""
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], env=_environment(backend), check=True, capture_output=True)
    return time.perf_counter() - begin


def after_keras(code: str, backend: str) -> float:
    """Seconds of ``code`` in a process that has imported Keras."""
    timed = f"import keras, time; begin = time.perf_counter(); {code}; print(time.perf_counter() - begin)"
    done = subprocess.run(
        [sys.executable, "-c", timed], env=_environment(backend), check=True, capture_output=True, text=True
    )
    return float(done.stdout.split()[-1])


def _environment(backend: str) -> dict[str, str]:
    """Compiled files may be written: an installed package has them."""
    environment = {**os.environ, "KERAS_BACKEND": backend, "TF_CPP_MIN_LOG_LEVEL": "3"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment


def report(title: str, ratios: list[float], unit: str = "") -> None:
    """Print a row: median and range."""
    low, middle, high = min(ratios), statistics.median(ratios), max(ratios)
    print(f"| {title} | {middle:.3g}{unit} | {low:.3g} to {high:.3g} |", flush=True)


def paired(rounds: int, first: Callable[[], float], second: Callable[[], float]) -> list[tuple[float, float]]:
    """Both, in turn, in every round."""
    return [(first(), second()) for _ in range(rounds)]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--backends", default="tensorflow,jax,torch")
    parser.add_argument("--quick", action="store_true", help="starts and layers only")
    options = parser.parse_args()
    rounds, backends = options.rounds, options.backends.split(",")
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {rounds} rounds\n")
    print("| measured | median | range |\n|---|---|---|", flush=True)
    pairs = paired(5 * rounds, lambda: start("import compat", "jax"), lambda: start("pass", "jax"))
    report("`import compat`, more than Python's start", [(a - b) * 1000 for a, b in pairs], " ms")
    for backend in backends:
        for code, title in (
            ("from compat import keras", "`from compat import keras` after `import keras`"),
            ("from compat import keras; keras.layers", "the same, and the first name asked for"),
            ("import compat; compat.install()", "`compat.install()` after `import keras`"),
        ):
            times = [after_keras(code, backend) for _ in range(rounds + 1)][1:]
            report(f"{backend}: {title}", [each * 1000 for each in times], " ms")
        pairs = paired(
            rounds,
            lambda b=backend: seconds("compat", "hundred_layers", b),
            lambda b=backend: seconds("native", "hundred_layers", b),
        )
        report(f"{backend}: a layer built, more than native", [(a - b) * 1e4 for a, b in pairs], " us")
    if options.quick:
        return
    for workload in LOOPS:
        for backend in backends:
            rows = [
                tuple(seconds(mode, workload, backend) for mode in ("compat", "native", "keras2"))
                for _ in range(rounds)
            ]
            by_hand = "hand-written Keras 3" + (", stateless" if backend == "torch" else "")
            report(f"{backend}: {workload}, time against {by_hand}", [a / b for a, b, _ in rows])
            report(f"{backend}: {workload}, speed against Keras 2", [c / a for a, _, c in rows], " x")


if __name__ == "__main__":
    main()
