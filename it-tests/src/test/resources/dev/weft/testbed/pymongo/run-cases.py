"""Runs cases of the unified test format with PyMongo's own runner, one at a time, as it is asked to.

PyMongo and its test package are on the path; DB_IP and DB_PORT name the deployment. Each line of standard input asks for
a case: {"file": path, "folder": what PyMongo's tests call the folder of the file, "index": the case's place in it}.
Each line of standard output answers: {"word": "passes" | "fails" | "skips", "why": reason}. The first line says what runs.
"""
import json
import os
import sys
import tempfile
import unittest

answers = os.fdopen(os.dup(1), "w")
# What the tests print is no answer.
os.dup2(2, 1)

from test import client_context, setup, teardown  # noqa: E402
from test.unified_format import generate_test_classes  # noqa: E402

import pymongo  # noqa: E402


class Outcome(unittest.TestResult):
    """Keeps the first thing that went wrong, as an exception and not as text."""

    def __init__(self):
        super().__init__()
        self.wrong = None

    def addError(self, test, err):
        super().addError(test, err)
        self.wrong = self.wrong or err[1]

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.wrong = self.wrong or err[1]

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            self.wrong = self.wrong or err[1]


def answer(**fields):
    answers.write(json.dumps(fields) + "\n")
    answers.flush()


def told(error):
    return f"{type(error).__name__}: {error}"


def classes(asked):
    """The test classes of a file with one case in it, in a folder of the name that PyMongo's lists of skipped cases know."""
    with open(asked["file"], encoding="utf-8") as file:
        content = json.load(file)
    content["tests"] = [content["tests"][asked["index"]]]
    with tempfile.TemporaryDirectory() as place:
        folder = os.path.join(place, asked["folder"])
        os.mkdir(folder)
        with open(os.path.join(folder, os.path.basename(asked["file"])), "w", encoding="utf-8") as file:
            json.dump(content, file)
        return generate_test_classes(folder, module=__name__).values()


def run(asked):
    try:
        suite = unittest.TestSuite(
            unittest.defaultTestLoader.loadTestsFromTestCase(each) for each in classes(asked)
        )
    except Exception as refused:
        return {"word": "fails", "why": "the file is refused: " + told(refused)}
    outcome = Outcome()
    suite.run(outcome)
    if outcome.wrong is not None:
        return {"word": "fails", "why": told(outcome.wrong)}
    if outcome.skipped:
        return {"word": "skips", "why": str(outcome.skipped[0][1])}
    if outcome.testsRun != 1:
        return {"word": "fails", "why": f"{outcome.testsRun} tests instead of one"}
    return {"word": "passes", "why": ""}


setup()
if not client_context.connected:
    sys.exit("no connection to the deployment: " + client_context.connection_attempt_info())
answer(word="ready", why=pymongo.version)
for line in sys.stdin:
    answer(**run(json.loads(line)))
teardown()
