#!/usr/bin/env python3
"""Programs in other languages as analyses, as a user of scho meets them: the examples for real."""

import os
import shutil
import unittest

import scho

EXAMPLES = os.path.join(os.environ["SCHOLIAST_SOURCE"], "plugins", "examples")


class Programs(scho.SchoTest):
    def setUp(self):
        super().setUp()
        self.make_project()
        self.programs = os.path.join(self.folder, "programs")
        shutil.copytree(EXAMPLES, self.programs)

    def environment(self, **more):
        path = os.environ["SCHOLIAST_PLUGIN_PATH"]
        return super().environment(SCHOLIAST_PLUGIN_PATH=f"{self.folder}/programs:{path}", **more)

    def plugin(self, name):
        row, = (row for row in self.rows("plugins") if row["id"] == name)
        return row

    def table(self, name, *words):
        found, = (t for t in self.tables("analyse", "p.scholia", *words) if t["id"] == name)
        return found

    def test_off_until_it_is_switched_on_and_again_when_it_changes(self):
        row = self.plugin("dictionary")
        self.assertFalse(row["loaded"])
        self.assertEqual(row["command"], "python3 ./dictionary.py")
        self.assertIn("switched off", row["reason"])
        self.refused("analyse", "p.scholia", "dictionary",
                     says="switched off; nothing of it is run before you switch it on: "
                     "scho plugins --switch-on dictionary")
        self.refused("plugins", "--switch-on", "tei", says="no program “tei”")
        done = self.run_scho("plugins", "--switch-on", "dictionary")
        self.assertIn("runs: python3 ./dictionary.py", done.err)
        self.assertTrue(self.plugin("dictionary")["loaded"])
        with open(os.path.join(self.programs, "dictionary.py"), "a", encoding="utf-8") as file:
            file.write("# changed\n")
        self.assertIn("has changed", self.plugin("dictionary")["reason"])
        self.refused("analyse", "p.scholia", "dictionary", says="has changed since")
        self.scho("plugins", "--switch-on", self.plugin("dictionary")["file"])
        self.scho("analyse", "p.scholia", "dictionary")
        self.scho("plugins", "--switch-off", "dictionary")
        self.refused("analyse", "p.scholia", "dictionary", says="is switched off")

    def test_python_suggests_codes(self):
        self.scho("plugins", "--switch-on", "dictionary")
        words = ("dictionary", "--set", "words=victim-blaming: wait, should*; "
                 "bystander-support: believe")
        before = self.state_of()
        self.assertEqual(self.table("dictionary", *words)["rows"],
                         [["bystander-support", 1], ["victim-blaming", 2]])
        done = self.run_scho("analyse", "p.scholia", *words)
        self.assertIn("3 annotations are proposed; --apply adds them", done.err)
        self.assertEqual(self.state_of(), before)

        done = self.run_scho("analyse", "p.scholia", *words, "--apply")
        self.assertIn("3 annotations added", done.err)
        self.scho("undo", "p.scholia")
        rows = self.table("annotations", *words, "--apply")["rows"]
        self.assertIn(["a.txt", 58, 81, "victim-blaming", "should"], rows)
        added = [row for row in self.rows("list", "p.scholia", "annotations")
                 if row["coder"] == "Dictionary"]
        self.assertEqual(len(added), 3)
        self.assertIn("3 were proposed already",
                      " ".join(self.table("annotations", *words, "--apply")["notes"]))
        self.scho("undo", "p.scholia")
        self.assertEqual(self.state_of()[:4], before[:4])
        self.assertEqual(len(self.table("annotations", *words, "--apply", "--where",
                                        "title = a.txt")["rows"]), 3)
        # What is there already is not seen by the program, and yet not added twice.
        for query in ("coder:asha", "coder:Dictionary", "*"):
            notes = self.table("annotations", *words, "--apply", "--query", query)["notes"]
            self.assertIn("3 were proposed already", " ".join(notes))
        self.scho("undo", "p.scholia")
        self.assertEqual(len(self.table("annotations", *words, "--apply", "--query",
                                        "coder:asha")["rows"]), 3)
        self.assertEqual(len([row for row in self.rows("list", "p.scholia", "annotations")
                              if row["coder"] == "Dictionary"]), 3)
        self.scho("undo", "p.scholia")
        self.refused("analyse", "p.scholia", "dictionary", "--set", "words=nonsense",
                     says="“Suggestions from a dictionary”: “nonsense” is no")

    @unittest.skipUnless(shutil.which("Rscript"), "R is not installed: in Debian r-base-core")
    def test_r_counts(self):
        self.scho("plugins", "--switch-on", "passages-by-coder")
        rows = self.table("passages", "passages-by-coder", "--set", "minimum=2")["rows"]
        self.assertEqual([row[:4] for row in rows],
                         [["asha", 2, 17.5, 17.5], ["bela", 1, 23, 23]])
        self.assertAlmostEqual(rows[0][4], 4.949747, 5)
        self.assertIsNone(rows[1][4])


if __name__ == "__main__":
    unittest.main()
