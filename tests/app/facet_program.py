"""Runs the built program for the tests of its command line."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1)) if len(sys.argv) > 1 else "facet"
ERROR_CODES = {"usage": 2}


class ProgramTest(unittest.TestCase):
    """A folder, a small data set and a model that all tests of a class share."""

    with_model = True

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="facet-app-")
        cls.environment = dict(
            os.environ,
            XDG_DATA_HOME=cls.folder + "/share",
            XDG_CACHE_HOME=cls.folder + "/cache",
        )
        cls.environment.pop("DISPLAY", None)
        cls.environment.pop("WAYLAND_DISPLAY", None)
        if cls.with_model:
            test = cls()
            test.facet("data", "draw", "--count", "600", "--seed", "5", "--out", test.at("faces.npy"))
            test.facet("train", "--data", test.at("faces.npy"), "--preset", "fast-vae", "--batch", "16",
                       "--steps", "6", "--out", test.at("model"))

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder, ignore_errors=True)

    def runTest(self):
        """So that setUpClass can make one."""

    def at(self, name):
        return os.path.join(self.folder, name)

    def start(self, *arguments, **options):
        return subprocess.Popen([PROGRAM, *map(str, arguments)], env=self.environment,
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, text=True, **options)

    def answer_of(self, process, code):
        """The one line of JSON that a program started with --json has printed."""
        out, err = process.communicate(timeout=300)
        said = "%s\nstdout: %s\nstderr: %s" % (process.args, out, err)
        self.assertEqual(process.returncode, code, said)
        self.assertEqual(len(out.splitlines()), 1, said)
        answer = json.loads(out)
        self.assertIsInstance(answer, dict, said)
        self.assertEqual("error" in answer, code != 0 and "match" not in answer, said)
        return answer

    def facet(self, *arguments, code=0, **options):
        return self.answer_of(self.start(*arguments, "--json", **options), code)

    def refusal(self, *arguments, says=(), code=None, **options):
        """The error with which these arguments are refused: a whole sentence with these words."""
        process = self.start(*arguments, "--json", **options)
        out, err = process.communicate(timeout=300)
        said = "%s\nstdout: %s\nstderr: %s" % (" ".join(process.args[1:]), out, err)
        self.assertEqual(len(out.splitlines()), 1, said)
        error = json.loads(out).get("error")
        self.assertIsNotNone(error, said)
        self.assertLessEqual({"code", "message", "where"}, set(error), said)
        self.assertEqual(process.returncode, ERROR_CODES.get(error["code"], 1), said)
        if code is not None:
            self.assertEqual(error["code"], code, said)
        self.assertNotEqual(error["code"], "internal", said)
        text = error["where"] + ": " + error["message"]
        for word in says:
            self.assertIn(word, text, said)
        return error


def main():
    unittest.main(verbosity=2)
