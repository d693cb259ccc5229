# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs one promise's tests and writes what came of each for the page of results: python3 -m tests.promises.record FILE

Results go to the folder CHATMET_RESULTS as pNN.json, nowhere if it is not set. Status: 0 passed, 1 failed, 77 all
skipped."""

import datetime
import faulthandler
import importlib
import json
import os
import pathlib
import re
import sys
import time
import unittest

ALL_SKIPPED = 77
REASON_LETTERS = 600


class Recorder(unittest.TextTestResult):
    """Keeps one entry a test; a subtest that fails makes its test fail."""

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.entries = {}
        self.began = {}

    def startTest(self, test):
        super().startTest(test)
        self.began[test.id()] = time.monotonic()

    def note(self, test, outcome, reason=""):
        entry = self.entries.setdefault(test.id(), {"test": test.id(), "words": test.shortDescription() or ""})
        if entry.get("outcome") != "failed":
            seconds = round(time.monotonic() - self.began.get(test.id(), time.monotonic()), 1)
            entry.update(outcome=outcome, reason=reason, seconds=seconds)

    def addSuccess(self, test):
        super().addSuccess(test)
        if test.id() not in self.entries:
            self.note(test, "passed")

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.note(getattr(test, "test_case", test), "skipped", reason)

    def fail(self, test, error):
        words = " ".join(str(error[1]).split())
        self.note(test, "failed", words[:REASON_LETTERS] or error[0].__name__)

    def addFailure(self, test, error):
        super().addFailure(test, error)
        self.fail(test, error)

    def addError(self, test, error):
        super().addError(test, error)
        self.fail(test, error)

    def addSubTest(self, test, subtest, error):
        super().addSubTest(test, subtest, error)
        if error is not None:
            self.fail(test, error)

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self.note(test, "failed", "passed although it was expected to fail")


def tests_of(suite):
    for one in suite:
        yield from tests_of(one) if isinstance(one, unittest.TestSuite) else (one,)


def suite_of(module, only):
    """In the order in which they are written, since the page reads in that order."""
    loader = unittest.TestLoader()
    loader.testNamePatterns = [f"*{name}*" for name in only] or None
    classes = [one for one in vars(module).values() if isinstance(one, type)]

    def place(test):
        method = getattr(test, test.id().rsplit(".", 1)[1], None)
        return classes.index(type(test)) if type(test) in classes else 0, method.__code__.co_firstlineno if method else 0
    return unittest.TestSuite(sorted(tests_of(loader.loadTestsFromModule(module)), key=place))


def write(folder, name, module, recorder):
    number = int(re.match(r"p(\d\d)_", name).group(1))
    result = {"promise": number, "finished": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"),
              "not_offered": list(getattr(module, "NOT_OFFERED", [])), "tests": list(recorder.entries.values())}
    os.makedirs(folder, exist_ok=True)
    path = pathlib.Path(folder, f"p{number:02}.json")
    part = path.with_suffix(".part")
    part.write_text(json.dumps(result, indent=1), encoding="utf-8")
    part.replace(path)


def main(file, *only):
    if limit := os.environ.get("CHATMET_SECONDS"):
        # Where it hangs, says where, before ctest ends it without a word.
        faulthandler.dump_traceback_later(int(limit) - 5, exit=True)
    name = pathlib.Path(file).stem
    module = importlib.import_module(f"tests.promises.{name}")
    runner = unittest.TextTestRunner(resultclass=Recorder, verbosity=2)
    recorder = runner.run(suite_of(module, only))
    if folder := os.environ.get("CHATMET_RESULTS"):
        write(folder, name, module, recorder)
    outcomes = {entry["outcome"] for entry in recorder.entries.values()}
    if not recorder.wasSuccessful() or "failed" in outcomes or not outcomes:
        return 1
    return ALL_SKIPPED if outcomes == {"skipped"} else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
