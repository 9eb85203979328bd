#!/usr/bin/env python3
"""Queries saved with the project: used by name, renamed, removed, undone; none contains itself."""

import unittest

import scho


class SavedQueries(scho.SchoTest):
    def setUp(self):
        super().setUp()
        self.make_project()

    def list(self):
        return [(r["name"], r["query"]) for r in self.rows("query", "p.scholia")]

    def n_found(self, query):
        return len(self.rows("find", "p.scholia", "--query", query))

    def test_saved_used_renamed_removed(self):
        self.assertEqual(self.list(), [])
        self.scho("query", "p.scholia", "Blaming", "victim-blaming", "--coder", "asha")
        self.scho("query", "p.scholia", "by bela", "coder:bela and @blaming")
        self.assertEqual(self.list(), [("Blaming", "victim-blaming"),
                                       ("by bela", "coder:bela and @blaming")])
        self.assertEqual(self.n_found("@Blaming"), self.n_found("victim-blaming"))
        self.assertEqual(self.n_found('@"by bela"'), self.n_found("victim-blaming and coder:bela"))
        self.assertEqual(self.n_found("* and not @Blaming"), self.n_found("* and not victim-blaming"))
        self.scho("query", "p.scholia", "Blaming", "--rename", "the blaming")
        self.assertEqual(self.list()[0], ("by bela", "coder:bela and @\"the blaming\""))
        self.scho("undo", "p.scholia")
        self.assertEqual(self.list()[1], ("by bela", "coder:bela and @blaming"))
        self.scho("query", "p.scholia", "Blaming", "--remove")
        self.refused("find", "p.scholia", "--query", '@"by bela"', lines=3,
                     says="There is no saved query “blaming”")
        self.scho("undo", "p.scholia")
        self.assertEqual(self.n_found('@"by bela"'), 1)

    def test_codes_are_followed(self):
        self.scho("query", "p.scholia", "kept", "not  below discourse or victim-blaming/*")
        self.scho("analyse", "p.scholia", "codebook", "--set", "code=victim-blaming",
                  "--query", "@kept or victim-blaming", "--pin", "counted")
        before = self.tables("analyse", "p.scholia", "--pinned", "counted")
        self.scho("define", "p.scholia", "victim-blaming", "--name", "her fault/theirs")
        self.assertEqual(self.list(), [("kept", 'not  below discourse or "her fault\\\\/theirs"/*')])
        self.scho("query", "p.scholia", "kept", "--rename", "the kept")
        after = self.tables("analyse", "p.scholia", "--pinned", "counted")
        facts = {fact["name"]: fact["value"] for fact in after[0]["facts"]}
        self.assertEqual(facts["option-code"], r"her fault\/theirs")
        self.assertEqual(facts["query"], r'@"the kept" or "her fault\\/theirs"')
        self.assertEqual(len(after[0]["rows"]), len(before[0]["rows"]))
        self.scho("undo", "p.scholia", "2")
        self.assertEqual(self.list(), [("kept", "not  below discourse or victim-blaming/*")])
        self.assertEqual(self.tables("analyse", "p.scholia", "--pinned", "counted")[0]["rows"],
                         before[0]["rows"])
        self.assertIn("sound", self.scho("check", "p.scholia"))

    def test_a_condition_stays_one(self):
        self.scho("query", "p.scholia", "bela", "coder:bela")
        self.scho("query", "p.scholia", "article", "title:a")
        self.assertEqual(self.n_found("victim-blaming and @bela"),
                         self.n_found("victim-blaming and coder:bela"))
        self.assertEqual(len(self.rows("list", "p.scholia", "documents", "--where", "@article")), 1)

    def test_what_is_refused(self):
        self.scho("query", "p.scholia", "a", "victim-blaming")
        self.scho("query", "p.scholia", "b", "@a or discourse")
        result = self.refused("query", "p.scholia", "a", "coder:asha and @b", lines=3,
                              says="The saved query “a” would contain itself")
        self.assertTrue(result.err.endswith("\nscho: coder:asha and @b\nscho:                ^^\n"),
                        result.err)
        self.refused("query", "p.scholia", "c", "@c", lines=3, says="“c”")
        self.refused("query", "p.scholia", "c", "a and", lines=3, says="missing here")
        self.refused("query", "p.scholia", " ", "a", lines=1, says="needs a name")
        self.refused("query", "p.scholia", "a", "--rename", "b", lines=1, says="already")
        self.refused("query", "p.scholia", "z", "--remove", lines=1, says="no saved query “z”")
        self.refused("find", "p.scholia", "--query", "discourse or @", lines=3, says="behind “@”")
        self.assertEqual(self.list(), [("a", "victim-blaming"), ("b", "@a or discourse")])


if __name__ == "__main__":
    unittest.main()
