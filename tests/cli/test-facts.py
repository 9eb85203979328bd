#!/usr/bin/env python3
"""How a result was counted, beside CSV files that hold nothing but the table."""

import csv
import io
import os
import unittest

import scho


class Facts(scho.SchoTest):
    def setUp(self):
        super().setUp()
        self.make_project()
        self.write("codings.csv", "document,start,end,code,coder\n"
                   "a.txt,0,5,discourse,asha\na.txt,2,9,victim-blaming,bela\n")
        self.scho("import", "p.scholia", "codings.csv", "--as", "csv")

    def facts(self, path):
        rows = list(csv.reader(io.StringIO(self.read(path).decode())))
        self.assertEqual(rows[0], ["name", "title", "value"])
        return {row[0]: row[2] for row in rows[1:]}

    def check_facts(self, path):
        facts = self.facts(path)
        self.assertEqual(facts["analysis"], "agreement")
        self.assertEqual(facts["option-unit"], "characters")
        self.assertIn("fingerprint", facts["state"])
        self.assertRegex(facts["date"], r"^\d{4}-\d\d-\d\d \d\d:\d\d")
        self.assertIn("note", facts)
        return facts

    def test_beside_several_tables(self):
        self.scho("analyse", "p.scholia", "agreement", "--as", "csv", "--output", "out/")
        files = sorted(os.listdir(self.path("out")))
        self.assertGreater(len(files), 2)
        self.assertIn("facts.csv", files)
        self.assertNotIn("query", self.check_facts("out/facts.csv"))

    def test_one_table_in_a_folder(self):
        self.scho("analyse", "p.scholia", "frequency", "--as", "csv", "--output", "one/")
        self.assertEqual(sorted(os.listdir(self.path("one"))), ["facts.csv", "frequency.csv"])
        alone = self.scho("analyse", "p.scholia", "frequency", "--as", "csv")
        self.assertEqual(self.read("one/frequency.csv").decode(), alone)

    def test_one_file_has_them_when_asked(self):
        self.scho("analyse", "p.scholia", "frequency", "--as", "csv", "--output", "t.csv")
        self.assertEqual([name for name in os.listdir(self.path(".")) if "facts" in name], [])
        plain = self.read("t.csv")
        out = self.scho("analyse", "p.scholia", "frequency", "--as", "csv", "--query", "coder:asha",
                        "--facts", "f.csv")
        self.assertEqual(self.facts("f.csv")["query"], "coder:asha")
        self.assertNotEqual(out.encode(), plain)
        self.scho("analyse", "p.scholia", "frequency", "--output", "t.csv", "--facts", "f.csv")
        self.assertEqual(self.read("t.csv"), plain)
        self.assertNotIn("query", self.facts("f.csv"))

    def test_the_state_is_of_the_whole_project(self):
        states = set()
        for words in ((), ("--query", "coder:asha"), ("--where", "title = a.txt"),
                      ("--where", "title = a.txt", "--query", "coder:bela")):
            self.scho("analyse", "p.scholia", "frequency", "--facts", "f.csv", *words)
            states.add(self.facts("f.csv")["state"])
        self.assertEqual(len(states), 1, states)

    def test_a_query_that_leaves_nothing_says_so(self):
        for words, says in ((("--query", "discourse and memo:unheard-of"), "finds no codings"),
                            (("--where", "title = none"), "finds no documents")):
            done = self.run_scho("analyse", "p.scholia", "frequency", "--facts", "f.csv", *words)
            self.assertEqual((done.code, done.err), (0, "scho: The query " + says + "\n"))
            self.assertIn(says, self.facts("f.csv")["note"])
        self.assertEqual(self.run_scho("analyse", "p.scholia", "frequency").err, "")

    def test_words_of_whole_texts_are_noted_under_a_query(self):
        notes = {}
        for words in ((), ("--query", "coder:asha"), ("--where", "title = a.txt"),
                      ("--query", "coder:asha", "--set", "code=discourse")):
            table, = self.tables("analyse", "p.scholia", "words", *words)
            notes[words] = sum("whole texts" in note for note in table["notes"])
        self.assertEqual(list(notes.values()), [0, 1, 0, 0])

    def test_a_document_is_known_by_its_title(self):
        uuid = self.rows("list", "p.scholia", "documents")[0]["uuid"]
        self.scho("analyse", "p.scholia", "frequency", "--set", "document=" + uuid, "--facts", "f.csv")
        self.assertEqual(self.facts("f.csv")["option-document"], "a.txt")

    def test_what_cannot_be_written_is_said(self):
        self.refused("analyse", "p.scholia", "frequency", "--facts", "none/f.csv", says="none")
        self.refused("list", "p.scholia", "codes", "--facts", "f.csv", code=2, says="--facts")


if __name__ == "__main__":
    unittest.main()
