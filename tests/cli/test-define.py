#!/usr/bin/env python3
"""Every field of a code: set, listed, taken away; and pseudonyms in what is counted."""

import json
import unittest

import scho

CODE = "discourse/victim-blaming"

# Option, value, column of the list, what stands there.
FIELDS = [
    ("--definition", "Blame, moved", "definition", "Blame, moved"),
    ("--use-when", "it is moved", "use-when", "it is moved"),
    ("--use-not", "it is not", "use-not", "it is not"),
    ("--pseudonym", "Ms A", "pseudonym", "Ms A"),
    ("--colour", "#0a0b0c", "colour", "#0a0b0c"),
    ("--key", "7", "key", 7),
    ("--blur", "yes", "blurred", "yes"),
    ("--name", "blame", "path", "discourse/blame"),
]

EMPTY = {"--definition": "", "--use-when": "", "--use-not": "", "--pseudonym": "",
         "--key": "0", "--blur": "no"}


class Define(scho.SchoTest):
    def setUp(self):
        super().setUp()
        self.make_project()

    def code(self):
        return self.rows("list", "p.scholia", "codes")[1]

    def test_every_field(self):
        for option, value, column, shown in FIELDS:
            with self.subTest(option=option):
                before = self.code()
                self.assertEqual(self.scho("define", "p.scholia", CODE, option, value), "")
                self.assertEqual(self.code(), {**before, **{column: shown},
                                               **({"name": value} if option == "--name" else {})})
                result = self.run_scho("define", "p.scholia", self.code()["uuid"], option, value)
                self.assertIn("nothing changed", result.err)
                self.scho("undo", "p.scholia")
                self.assertEqual(self.code(), before)

    def test_empty_takes_away(self):
        for option, value, _, _ in FIELDS[:-1]:
            self.scho("define", "p.scholia", CODE, option, value)
        words = [word for pair in EMPTY.items() for word in pair]
        self.scho("define", "p.scholia", CODE, *words)
        code = self.code()
        for column in ("definition", "use-when", "use-not", "pseudonym", "key", "blurred"):
            self.assertIsNone(code[column], column)
        self.assertIn("sound", self.scho("check", "p.scholia"))

    def test_a_key_has_one_code(self):
        self.scho("define", "p.scholia", "discourse", "--key", "7")
        self.scho("define", "p.scholia", CODE, "--key", "7")
        self.assertEqual([row["key"] for row in self.rows("list", "p.scholia", "codes")][:2],
                         [None, 7])

    def test_wrong_usage(self):
        for words in ([], ["--key", "10"], ["--key", "x"], ["--key", "/"], ["--colour", "red"],
                      ["--blur", "perhaps"]):
            with self.subTest(words=words):
                self.assertEqual(self.run_scho("define", "p.scholia", CODE, *words).code, 2)
        self.assertEqual(self.run_scho("define", "p.scholia", "none", "--key", "1").code, 1)
        self.assertEqual(self.run_scho("define", "p.scholia", CODE, "--name", "").code, 1)

    def test_people_see_pseudonyms_where_there_are_any(self):
        self.assertNotIn("Pseudonym", self.scho("list", "p.scholia", "codes"))
        self.scho("define", "p.scholia", CODE, "--pseudonym", "Ms A")
        self.assertRegex(self.scho("list", "p.scholia", "codes"), "(?s)Pseudonym.*Ms A")
        listed = json.loads(self.scho("list", "p.scholia", "codes", "--as", "json"))[0]
        column = [c["name"] for c in listed["columns"]].index("pseudonym")
        self.assertEqual(listed["rows"][1][column], "Ms A")

    def test_words_are_counted_with_pseudonyms(self):
        self.write("b.txt", "Annamaria left.\n")
        self.scho("import", "p.scholia", "b.txt")
        self.scho("code", "p.scholia", "b.txt", "0", "9", CODE, "--coder", "asha")
        self.scho("define", "p.scholia", CODE, "--pseudonym", "Beatrix")
        for analysis in (["words"], ["concordance", "--set", "word=left"]):
            with self.subTest(analysis=analysis):
                plain = self.scho("analyse", "p.scholia", *analysis, "--as", "csv").lower()
                self.assertIn("annamaria", plain)
                given = self.scho("analyse", "p.scholia", *analysis, "--as", "csv",
                                  "--pseudonyms").lower()
                self.assertNotIn("annamaria", given)
                self.assertIn("beatrix", given)
        result = self.run_scho("analyse", "p.scholia", "words", "--pseudonyms", "--apply")
        self.assertEqual(result.code, 2)


if __name__ == "__main__":
    unittest.main()
