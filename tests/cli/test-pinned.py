#!/usr/bin/env python3
"""Results that are kept in the project: pinned, counted again, replaced, undone."""

import json
import unittest

import scho


class Pinned(scho.SchoTest):
    def setUp(self):
        super().setUp()
        self.make_project()
        self.write("codings.csv", "document,start,end,code,coder\n"
                   "a.txt,0,5,discourse,asha\na.txt,2,9,victim-blaming,bela\n")
        self.scho("import", "p.scholia", "codings.csv", "--as", "csv")

    def counted(self, *words):
        table = json.loads(self.scho("analyse", "p.scholia", *words, "--as", "json"))[0]
        return table["rows"], {fact["name"]: fact["value"] for fact in table["facts"]}

    def test_counted_again_as_it_was(self):
        rows, facts = self.counted("frequency", "--set", "by=coder", "--query", "coder:asha",
                                   "--pin", "Who coded")
        again, facts_again = self.counted("--pinned", "Who coded")
        self.assertEqual(rows, again)
        self.assertEqual(facts_again["option-by"], "coder")
        self.assertEqual(facts_again["query"], "coder:asha")
        by_code, facts = self.counted("--pinned", "Who coded", "--set", "by=code")
        self.assertEqual(facts["option-by"], "code")
        self.assertIn("sound", self.scho("check", "p.scholia"))

    def test_replaced_undone_and_refused(self):
        self.refused("analyse", "p.scholia", "--pinned", "x", says="none was pinned")
        self.counted("frequency", "--pin", "x")
        self.counted("frequency", "--set", "by=document", "--pin", "x")
        self.assertEqual(self.counted("--pinned", "x")[1]["option-by"], "document")
        self.scho("undo", "p.scholia")
        self.assertEqual(self.counted("--pinned", "x")[1]["option-by"], "code")
        self.refused("analyse", "p.scholia", "--pinned", "y", says="“x”")
        self.scho("undo", "p.scholia")
        self.refused("analyse", "p.scholia", "--pinned", "x", says="none was pinned")
        self.refused("analyse", "p.scholia", "frequency", "--pin", " ", says="needs a name")
        both = self.run_scho("analyse", "p.scholia", "frequency", "--pinned", "x")
        self.assertEqual(both.code, 2)
        self.assertIn("--pinned NAME, not both", both.err)

    def test_what_is_replaced_is_said(self):
        self.assertEqual(self.run_scho("analyse", "p.scholia", "frequency", "--pin", "x").err, "")
        done = self.run_scho("analyse", "p.scholia", "agreement", "--pin", "x")
        self.assertIn("replaced the pinned result “x”, which was frequency\n", done.err)


if __name__ == "__main__":
    unittest.main()
