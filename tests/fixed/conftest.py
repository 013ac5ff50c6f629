"""The harness and the recordings are those of ``tests/legacy``."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "legacy"))
