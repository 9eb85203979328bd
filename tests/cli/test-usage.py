#!/usr/bin/env python3
"""Wrong usage is exit 2, one line, and nothing done; help is exit 0."""

import subprocess
import unittest

import scho

COMMANDS = ("new", "import", "code", "memo", "attribute", "list", "find", "analyse", "export", "undo", "redo",
            "check", "plugins")

# Words, and what the line must say.
WRONG = [
    ([], "command is missing"),
    (["frobnicate"], "frobnicate"),
    (["--frobnicate"], "--frobnicate"),
    (["new"], "PROJECT"),
    (["new", "x.scholia", "y"], "“y”"),
    (["new", "x.scholia", "--title"], "--title"),
    (["new", "x.scholia", "--title", "a", "--title", "b"], "twice"),
    (["new", "x.scholia", "-t", "a"], "“-t”"),
    (["new", "x.scholia", "--tit", "a"], "--tit"),
    (["import", "p.scholia"], "FILE"),
    (["import", "p.scholia", "a.txt", "--bs", "x"], "--bs"),
    (["code", "p.scholia", "a.txt", "1", "2"], "CODE"),
    (["code", "p.scholia", "a.txt", "x", "2", "discourse"], "“x”"),
    (["code", "p.scholia", "a.txt", "1.5", "2", "discourse"], "“1.5”"),
    (["code", "p.scholia", "a.txt", "1", "2 ", "discourse"], "“2 ”"),
    (["code", "p.scholia", "a.txt", "1", "0x2", "discourse"], "“0x2”"),
    (["code", "p.scholia", "a.txt", "+1", "2", "discourse"], "“+1”"),
    (["memo", "p.scholia"], "document|code"),
    (["memo", "p.scholia", "frog", "x"], "“frog”"),
    (["memo", "p.scholia", "code"], "name"),
    (["memo", "p.scholia", "project", "x"], "“x”"),
    (["memo", "p.scholia", "project", "--text", ""], "--clear"),
    (["memo", "p.scholia", "project", "--text", "x", "--clear"], "--clear"),
    (["attribute", "p.scholia"], "DOCUMENT"),
    (["attribute", "p.scholia", "a.txt", "--clear"], "name"),
    (["attribute", "p.scholia", "a.txt", "age", ""], "--clear"),
    (["attribute", "p.scholia", "a.txt", "age", "3", "--clear"], "--clear"),
    (["attribute", "p.scholia", "a.txt", "age", "--type", "number"], "--type"),
    (["attribute", "p.scholia", "a.txt", "age", "3", "--type", "colour"], "colour"),
    (["list", "p.scholia"], "documents"),
    (["list", "p.scholia", "frogs"], "frogs"),
    (["list", "p.scholia", "codes", "--as", "xml"], "xml"),
    (["find", "p.scholia"], "TEXT | PROJECT --query QUERY"),
    (["find", "p.scholia", "x", "--query", "y"], "not both"),
    (["find", "p.scholia", "--query", "y", "--case"], "--case"),
    (["find", "p.scholia", "--where", "y"], "--where"),
    (["list", "p.scholia", "history", "--query", "y"], "--query"),
    (["find", "p.scholia", "x", "--regex=1"], "--regex"),
    (["find", "p.scholia", "x", "-y"], "“-y”"),
    (["find", "p.scholia", b"\xff"], "UTF-8"),
    (["analyse", "p.scholia"], "ANALYSIS"),
    (["export", "p.scholia"], "--as"),
    (["export", "p.scholia", "--output", "x.frog"], "--as"),
    (["export", "p.scholia", "--output", "folder.csv/"], "--as"),
    (["undo", "p.scholia", "0"], "“0”"),
    (["undo", "p.scholia", "-1"], "“-1”"),
    (["undo", "p.scholia", "two"], "“two”"),
    (["redo", "p.scholia", "1", "1"], "too many"),
    (["check"], "PROJECT"),
    (["plugins", "x"], "“x”"),
]


class Usage(scho.SchoTest):
    def test_wrong_usage(self):
        self.make_project()
        before = self.read("p.scholia")
        for words, says in WRONG:
            with self.subTest(words=words):
                result = self.refused(*words, code=2, says=says)
                self.assertIn("--help", result.err)
                self.assertEqual(result.out, "")
        self.assertEqual(self.read("p.scholia"), before)

    def test_help(self):
        whole = self.scho("--help")
        for command in COMMANDS:
            self.assertIn(f"\n  {command} ", whole)
            page = self.scho(command, "--help")
            self.assertTrue(page.startswith(f"Usage: scho {command}"))
            self.assertEqual(page, self.scho(command, "x", "--nosuch", "-h"))
            self.assertLess(max(map(len, page.splitlines())), 100)

    def test_version(self):
        self.assertRegex(self.scho("--version"), r"\Ascho \d+\.\d+\.\d+\n\Z")

    def test_options_stand_anywhere(self):
        self.make_project()
        self.assertEqual(self.scho("list", "--as", "csv", "p.scholia", "codes"),
                         self.scho("list", "p.scholia", "--as=csv", "codes"))
        self.assertEqual(self.scho("list", "--as", "csv", "--", "p.scholia", "codes"),
                         self.scho("list", "p.scholia", "codes", "--as", "csv"))

    def test_plain_locale(self):
        """Words are UTF-8 whatever the locale says."""
        env = self.environment(LC_ALL="C")
        self.make_project()
        self.scho("code", "p.scholia", "a.txt", "0", "1", "discourse", "--coder", "Zoë", env=env)
        self.assertIn("Zoë", self.scho("list", "p.scholia", "coders", env=env))
        self.refused("code", "p.scholia", "ä.txt", "0", "1", "discourse", says="“ä.txt”", env=env)

    def test_full_standard_output(self):
        self.make_project()
        for words in (["--help"], ["list", "p.scholia", "codes"], ["plugins"],
                      ["check", "p.scholia"], ["export", "p.scholia", "--as", "csv", "--report", "r"],
                      ["analyse", "p.scholia", "frequency", "--as", "json"]):
            with self.subTest(words=words), open("/dev/full", "w") as full:
                self.refused(*words, stdout=full, says="space")

    def test_closed_standard_output(self):
        self.make_project()
        command = '"$SCHO" list p.scholia codes >&-'
        done = subprocess.run(["sh", "-c", command], cwd=self.folder, env=self.environment(),
                              stderr=subprocess.PIPE, check=False)
        self.assertEqual(done.returncode, 1, done)
        self.assertIn(b"standard output", done.stderr)
        self.assertIn("sound", self.scho("check", "p.scholia"))

    def test_a_reader_that_goes_is_no_news(self):
        self.make_project()
        command = '"$SCHO" list p.scholia annotations --as json | :'
        done = subprocess.run(["bash", "-c", command + '; echo "${PIPESTATUS[0]}"'],
                              cwd=self.folder, env=self.environment(), capture_output=True,
                              check=False)
        self.assertEqual(done.stderr, b"")
        self.assertIn(done.stdout, (b"0\n", b"141\n"))


class Style(scho.SchoTest):
    """What is said on standard error reads alike, wherever it comes from."""

    def test_each_line_is_a_sentence_after_the_name(self):
        self.make_project()
        self.write("bad.csv", "document,start,end,code,coder\n"
                   "a.txt,0,1,new,asha\nno.txt,0,1,new,asha\n")
        self.write("more.csv", "document,start,end,code,coder\na.txt,0,1,new,ASHA\n")
        calls = ([], ["no"], ["undo", "p.scholia", "--no"], ["list", "p.scholia", "no"],
                 ["undo", "p.scholia", "x"], ["find", "p.scholia", "xyz"],
                 ["memo", "p.scholia", "project"], ["check", "a.txt"],
                 ["import", "p.scholia", "a.txt"], ["import", "p.scholia", "bad.csv"],
                 ["import", "p.scholia", "annotations.csv"], ["new", "q"],
                 ["import", "p.scholia", "more.csv", "--set", "create-codes=true"],
                 ["code", "p.scholia", "a.txt", "0", "1", "discourse", "--coder", "zoe"],
                 ["code", "p.scholia", "a.txt", "0", "1", "discourse", "--coder", "zoe"],
                 ["code", "p.scholia", "a.txt", "0", "1000", "discourse"],
                 ["export", "p.scholia"], ["export", "p.scholia", "--as", "no"],
                 ["analyse", "p.scholia", "no"], ["redo", "p.scholia"])
        for call in calls:
            for line in self.run_scho(*call).err.splitlines():
                with self.subTest(call=call, line=line):
                    # A capital, or what the user wrote or has: “…”, a file, an option.
                    self.assertRegex(
                        line, r"\Ascho: ([A-Z“…0-9]|--|[\w.]+\.(txt|csv|scholia)|(%s) needs)"
                        % "|".join(COMMANDS))
                    self.assertNotRegex(line, r"[.]\Z")


if __name__ == "__main__":
    unittest.main()
