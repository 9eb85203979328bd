#!/usr/bin/env python3
"""Which documents a coder was asked to code: said, listed, undone, and what agreement makes of it."""

import json
import unittest

import scho


class Asked(scho.SchoTest):
    def setUp(self):
        super().setUp()
        self.make_project()
        for coder, start in (("asha", "0"), ("bela", "1")):
            self.scho("code", "p.scholia", "a.txt", start, "3", "discourse", "--coder", coder)

    def listed(self, coder):
        return [row["asked"] for row in self.rows("asked", "p.scholia", coder)]

    def values(self, measure):
        tables = json.loads(self.scho("analyse", "p.scholia", "agreement", "--as", "json",
                                      "--set", "draws=0"))
        rows = next(table for table in tables if table["id"] == "values")["rows"]
        return [row[5] for row in rows if row[0] == measure and row[2] == "discourse"]

    def test_said_listed_and_undone(self):
        self.assertEqual(self.listed("asha"), [None])
        self.scho("asked", "p.scholia", "asha", "a.txt")
        self.assertEqual(self.listed("asha"), ["yes"])
        self.scho("asked", "p.scholia", "asha", "--none")
        self.assertEqual(self.listed("asha"), ["no"])
        self.scho("asked", "p.scholia", "asha", "--all")
        self.assertEqual(self.listed("asha"), ["yes"])
        self.assertIn("sound", self.scho("check", "p.scholia"))
        self.scho("undo", "p.scholia")
        self.assertEqual(self.listed("asha"), ["no"])
        self.scho("asked", "p.scholia", "asha", "--unsaid")
        self.assertEqual(self.listed("asha"), [None])
        self.refused("asked", "p.scholia", "Zoe", "--all", says="Zoe")

    def test_the_history_says_who_said_it(self):
        def who():
            return self.rows("list", "p.scholia", "history")[-1]["coder"]
        self.scho("asked", "p.scholia", "asha", "--none", "--coder", "bela")
        self.assertEqual(who(), "bela")
        done = self.run_scho("asked", "p.scholia", "asha", "--all", "--coder", "Bela")
        self.assertIn("bela", done.err)
        self.assertEqual(who(), "Bela")

    def test_who_was_not_asked_is_missing(self):
        self.assertIsNotNone(self.values("percent")[0])
        self.scho("asked", "p.scholia", "bela", "--none")
        self.assertIsNone(self.values("percent")[0])


if __name__ == "__main__":
    unittest.main()
