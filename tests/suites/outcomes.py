"""A pytest plugin that writes what became of each test: ``test id, outcome, the last line of the error``.

``COMPAT_SUITE_OUT`` names the file; ``COMPAT_SUITE_DIALECT`` lets the process speak Keras 2 before tests are collected. It runs
under Python 3.7 too, where the suites' real outcomes are recorded.
"""

import os

if os.environ.get("COMPAT_SUITE_DIALECT"):
    import compat

    compat.install(dialect=os.environ["COMPAT_SUITE_DIALECT"])


def _last_line(report):
    crash = getattr(report.longrepr, "reprcrash", None)
    text = crash.message if crash is not None else str(report.longrepr)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if crash is None:
        lines = [line for line in lines if line.startswith("E ")] or lines[-1:]
    return lines[0].replace("\t", " ")[:300] if lines else ""


class Outcomes:
    """One line a test, written at once: what a crash or a timeout leaves is what ran."""

    def __init__(self, path):
        self.path = path

    def write(self, name, outcome, error):
        with open(self.path, "a") as file:
            file.write(f"{name}\t{outcome}\t{error}\n")

    def pytest_runtest_logreport(self, report):
        if report.when == "call" or report.outcome != "passed":
            error = _last_line(report) if report.outcome == "failed" else ""
            self.write(report.nodeid, report.outcome, error)

    def pytest_collectreport(self, report):
        if report.outcome == "failed":
            self.write(report.nodeid, "uncollected", _last_line(report))


def pytest_configure(config):
    """Attach the writer."""
    config.pluginmanager.register(Outcomes(os.environ["COMPAT_SUITE_OUT"]))
