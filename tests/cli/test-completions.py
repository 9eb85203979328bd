#!/usr/bin/env python3
"""What the shells offer behind a line: bash always, zsh and fish where they are."""

import os
import shutil
import subprocess
import unittest

import scho

SOURCE = os.environ["SCHOLIAST_SOURCE"]
COMPLETIONS = os.path.join(SOURCE, "data", "completions")

# The words before the cursor (the last is begun, perhaps empty); what must be offered, and
# nothing else of what the tests know.
CASES = [
    (["p"], ["plugins"]),
    (["memo", "p.scholia", ""], ["annotation", "code", "document", "project"]),
    (["memo", "p.scholia", "document", ""], ["a.txt"]),
    (["memo", "p.scholia", "code", "disc"],
     ["discourse", "discourse/bystander-support", "discourse/victim-blaming"]),
    (["memo", "p.scholia", "project", "--"], ["--clear", "--coder", "--help", "--text"]),
    (["attribute", "p.scholia", ""], ["a.txt"]),
    (["attribute", "p.scholia", "a.txt", "age", "3", "--type", ""],
     ["date", "number", "text", "yes-no"]),
    (["list", "p.scholia", ""],
     ["annotations", "coders", "codes", "documents", "history"]),
    (["list", "p.scholia", "codes", "--as", ""], ["csv", "json"]),
    (["analyse", "p.scholia", "freq"], ["frequency"]),
    (["analyse", "p.scholia", "--where", "title:a", "freq"], ["frequency"]),
    (["find", "p.scholia", "--q"], ["--query"]),
    (["import", "p.scholia", "x.csv", "--coder", ""], ["asha", "bela"]),
    (["code", "p.scholia", ""], ["a.txt"]),
    (["code", "p.scholia", "a.txt", "0", "1", "discourse/v"], ["discourse/victim-blaming"]),
]

BASH = """source "$COMPLETIONS/scho"
COMP_WORDS=(scho "$@")
COMP_CWORD=$#
_scho
printf '%s\\n' "${COMPREPLY[@]}"
"""


class Completions(scho.SchoTest):
    def setUp(self):
        super().setUp()
        self.make_project()
        self.env = self.environment(
            COMPLETIONS=COMPLETIONS, HOME=self.state, TERM="dumb",
            PATH=os.path.dirname(os.environ["SCHO"]) + os.pathsep + os.environ["PATH"])

    def offers(self, *words):
        done = subprocess.run(words, cwd=self.folder, env=self.env, capture_output=True,
                              stdin=subprocess.DEVNULL, timeout=60, check=False)
        self.assertEqual(done.returncode, 0, done)
        return sorted(set(line for line in done.stdout.decode().splitlines() if line))

    def bash(self, words):
        return self.offers("bash", "-c", BASH, "bash", *words)

    def zsh(self, words):
        driver = os.path.join(SOURCE, "tests", "cli", "complete.zsh")
        return self.offers("zsh", "-f", driver, " ".join(["scho", *words]))

    def fish(self, words):
        lines = self.offers("fish", "--no-config", "-c",
                            "source $COMPLETIONS/scho.fish; complete -C (string join -- ' ' $argv)",
                            "scho", *words)
        return sorted(line.split("\t")[0] for line in lines)

    def commands(self):
        return sorted(line.split()[0] for line in self.scho("--help").splitlines()
                      if line.startswith("  ") and not line.startswith("  -"))

    def check(self, complete):
        self.assertEqual([word for word in complete([""]) if not word.startswith("-")],
                         self.commands())
        for words, wanted in CASES:
            with self.subTest(words=words):
                self.assertEqual(complete(words), wanted)

    def test_bash(self):
        self.check(self.bash)

    @unittest.skipUnless(shutil.which("zsh"), "no zsh here")
    def test_zsh(self):
        for end in self.open_terminal():
            os.close(end)
        self.check(self.zsh)

    @unittest.skipUnless(shutil.which("fish"), "no fish here")
    def test_fish(self):
        """Fish offers files beside, and finds what has the letters anywhere."""
        offered = self.fish([""])
        self.assertEqual([word for word in self.commands() if word not in offered], [])
        for words, wanted in CASES:
            if words[0] in ("code", "import") or words[:3] == ["memo", "p.scholia", "document"] \
                    or words[:3] == ["memo", "p.scholia", "code"]:
                continue
            with self.subTest(words=words):
                offered = self.fish(words)
                self.assertEqual([word for word in wanted if word not in offered], [], offered)


if __name__ == "__main__":
    unittest.main()
