#!/usr/bin/env python3
"""Memos on everything that has one: read, written, taken away, and undone."""

import unittest

import scho


class Memo(scho.SchoTest):
    def setUp(self):
        super().setUp()
        self.make_project()

    def memo(self, *words):
        return self.run_scho("memo", "p.scholia", *words)

    def targets(self):
        coding = self.rows("list", "p.scholia", "annotations")[0]
        return [["document", "a.txt"], ["code", "discourse/victim-blaming"],
                ["annotation", coding["uuid"]], ["project"]]

    def steps(self):
        return self.rows("list", "p.scholia", "history")

    def test_everything_has_one(self):
        for target in self.targets():
            with self.subTest(target=target):
                before = self.state_of()[:4]
                result = self.memo(*target)
                self.assertEqual((result.code, result.out, result.err),
                                 (0, "", "scho: No memo\n"))
                self.assertEqual(self.scho("memo", "p.scholia", *target, "--text", "why?\nso"), "")
                self.assertEqual(self.scho("memo", "p.scholia", *target), "why?\nso\n")
                self.scho("memo", "p.scholia", *target, "--text", "other")
                self.assertEqual(self.scho("memo", "p.scholia", *target), "other\n")
                self.scho("memo", "p.scholia", *target, "--clear")
                self.assertEqual(self.memo(*target).out, "")
                self.assertEqual(self.steps()[-1]["state"], "done")
                self.scho("undo", "p.scholia")
                self.assertEqual(self.scho("memo", "p.scholia", *target), "other\n")
                self.scho("undo", "p.scholia", "2")
                self.assertEqual(self.state_of()[:4], before)
        self.assertIn("sound", self.scho("check", "p.scholia"))

    def test_labels(self):
        for words in (["--text", "a"], ["--text", "b"], ["--clear"]):
            self.scho("memo", "p.scholia", "code", "discourse", *words)
        self.assertEqual([step["label"] for step in self.steps()[1:]],
                         ["Memo of code “discourse” added", "Memo of code “discourse” changed",
                          "Memo of code “discourse” removed"])

    def test_nothing_to_do_is_no_step(self):
        self.scho("memo", "p.scholia", "project", "--text", "about")
        for words in (["--text", "about"], ):
            result = self.memo("project", *words)
            self.assertEqual((result.code, result.out), (0, ""))
            self.assertIn("nothing changed", result.err)
        self.assertIn("nothing changed", self.memo("document", "a.txt", "--clear").err)
        self.assertEqual(len(self.steps()), 2)

    def test_who(self):
        result = self.memo("project", "--text", "about", "--coder", "Asha")
        self.assertIn("“Asha” differs only in case from “asha”", result.err)
        self.assertEqual(self.steps()[-1]["coder"], "Asha")
        self.scho("undo", "p.scholia")
        self.assertEqual(len(self.rows("list", "p.scholia", "coders")), 2)

    def test_refused(self):
        before = self.state_of()
        for words, says in ((["document", "b.txt"], "b.txt"),
                            (["code", "nosuch", "--text", "x"], "nosuch"),
                            (["annotation", "x", "--clear"], "“x” is no UUID"),
                            (["annotation", "0190a6f8-3c5e-7b1a-9f00-0123456789ab"],
                             "no coding “0190a6f8")):
            self.refused("memo", "p.scholia", *words, says=says)
        self.assertEqual(self.state_of(), before)


if __name__ == "__main__":
    unittest.main()
