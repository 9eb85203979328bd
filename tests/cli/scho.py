"""Runs scho in a folder of its own, for the tests of the command line.

The environment names the program (SCHO) and the plugins (SCHOLIAST_PLUGIN_PATH)."""

import json
import os
import shutil
import subprocess
import tempfile
import unittest

TEXT = "I believe her. But why did she wait?\nThey said 🙂 nothing. She should have spoken.\n"

CODEBOOK = """code,parent,colour,definition
discourse,,#7a7a7a,How it is told
victim-blaming,discourse,#c0392b,"Blame, moved to her"
bystander-support,discourse,#2980b9,Somebody stands by her
"""

# The emoji is one character: positions are code points.
ANNOTATIONS = """document,start,end,code,coder,memo,quote
a.txt,0,14,bystander-support,asha,,I believe her.
a.txt,15,36,victim-blaming,asha,"a question, that is none",But why did she wait?
a.txt,47,48,bystander-support,bela,,🙂
a.txt,58,81,victim-blaming,bela,,She should have spoken.
"""


class Result:
    def __init__(self, done):
        self.code = done.returncode
        self.out = done.stdout
        self.err = done.stderr

    def __repr__(self):
        return f"exit {self.code}\n-- out\n{self.out}\n-- err\n{self.err}"


class SchoTest(unittest.TestCase):
    """self.folder is empty at first and the working folder of every call."""

    maxDiff = None

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="scho-test-")
        self.addCleanup(shutil.rmtree, self.folder, True)
        self.state = tempfile.mkdtemp(prefix="scho-state-")
        self.addCleanup(shutil.rmtree, self.state, True)

    def environment(self, **more):
        return {**os.environ, "LC_ALL": "C.UTF-8", "XDG_STATE_HOME": self.state,
                "XDG_DATA_HOME": self.state, "XDG_CONFIG_HOME": self.state, **more}

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, content):
        if isinstance(content, str):
            content = content.encode()
        with open(self.path(name), "wb") as file:
            file.write(content)

    def read(self, name):
        with open(self.path(name), "rb") as file:
            return file.read()

    def start(self, *words, **more):
        more.setdefault("env", self.environment())
        more.setdefault("stdout", subprocess.PIPE)
        more.setdefault("stderr", subprocess.PIPE)
        return subprocess.Popen([os.environ["SCHO"], *words], cwd=self.folder,
                                stdin=subprocess.DEVNULL, **more)

    def run_scho(self, *words, **more):
        with self.start(*words, **more) as process:
            out, err = process.communicate(timeout=120)
        return Result(subprocess.CompletedProcess(
            words, process.returncode, (out or b"").decode(), (err or b"").decode()))

    def scho(self, *words, **more):
        """Must work; returns standard output."""
        result = self.run_scho(*words, **more)
        self.assertEqual(result.code, 0, f"scho {words}: {result}")
        return result.out

    def refused(self, *words, code=1, says="", lines=1, **more):
        """Must fail, with one line that begins with scho: and has the words in it."""
        result = self.run_scho(*words, **more)
        self.assertEqual(result.code, code, f"scho {words}: {result}")
        self.assertRegex(result.err, r"\A(scho: [^\n]+\n){%d}\Z" % lines)
        self.assertIn(says, result.err)
        return result

    def open_terminal(self):
        """Both ends; skips the test where there is none, as in a bare chroot."""
        try:
            return os.openpty()
        except OSError as error:
            return self.skipTest(f"no terminal can be made here: {error}")

    def tables(self, *words):
        tables = json.loads(self.scho(*words, "--as", "json"))
        for table in tables:
            self.assertEqual(set(table) - {"facts"}, {"id", "title", "columns", "rows", "notes"})
            for column in table["columns"]:
                self.assertEqual(set(column), {"name", "type"})
                self.assertIn(column["type"], ("text", "integer", "number", "boolean"))
            for row in table["rows"]:
                self.assertEqual(len(row), len(table["columns"]))
        return tables

    def rows(self, *words):
        """The rows of the only table, as dictionaries."""
        table, = self.tables(*words)
        names = [column["name"] for column in table["columns"]]
        return [dict(zip(names, row)) for row in table["rows"]]

    def state_of(self, project="p.scholia"):
        return [self.rows("list", project, what)
                for what in ("documents", "codes", "coders", "annotations", "history")]

    def make_project(self, project="p.scholia"):
        """One text, three codes, two coders, four codings; in one step after the first."""
        self.write("a.txt", TEXT)
        self.write("codebook.csv", CODEBOOK)
        self.write("annotations.csv", ANNOTATIONS)
        self.scho("new", project, "--title", "Test")
        self.scho("import", project, "a.txt", "codebook.csv", "annotations.csv")
