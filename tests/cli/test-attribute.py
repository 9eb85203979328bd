#!/usr/bin/env python3
"""Attributes of documents: listed, printed, set, taken away, brought in and out as tables."""

import unittest

import scho


class Attribute(scho.SchoTest):
    def setUp(self):
        super().setUp()
        self.make_project()

    def attribute(self, *words):
        return self.scho("attribute", "p.scholia", "a.txt", *words)

    def listed(self):
        return [(row["name"], row["type"], row["value"])
                for row in self.rows("attribute", "p.scholia", "a.txt")]

    def last_step(self):
        return self.rows("list", "p.scholia", "history")[-1]

    def test_set_print_and_take_away(self):
        self.assertEqual(self.listed(), [])
        self.attribute("outlet", " The  Guardian\n")
        self.attribute("age", "--type", "number", "--", "-36.5")
        self.attribute("day", "2024-05-31", "--type", "date")
        self.attribute("online", "TRUE", "--type", "yes-no")
        self.assertEqual(self.listed(), [
            ("outlet", "text", "The  Guardian"), ("age", "number", "-36.5"),
            ("day", "date", "2024-05-31"), ("online", "yes-no", "yes")])
        self.assertEqual(self.attribute("age"), "-36.5\n")
        self.assertEqual(self.last_step()["label"], "Attribute “online” of “a.txt” added")
        self.attribute("age", "40")
        self.assertIn(("age", "number", "40"), self.listed())
        self.attribute("age", "--clear", "--coder", "Asha")
        self.assertEqual(self.last_step()["label"], "Attribute “age” of “a.txt” removed")
        self.assertEqual([name for name, *_ in self.listed()], ["outlet", "day", "online"])
        result = self.run_scho("attribute", "p.scholia", "a.txt", "age")
        self.assertEqual((result.code, result.out), (0, ""))
        self.scho("undo", "p.scholia")
        self.assertEqual(self.attribute("age"), "40\n")
        self.assertIn("sound", self.scho("check", "p.scholia"))

    def test_what_is_not_of_its_type_is_refused(self):
        before = self.state_of()
        for words, says in ((["age", "old", "--type", "number"], "“old” is no number"),
                            (["day", "31.5.2024", "--type", "date"], "no date such as"),
                            (["on", "perhaps", "--type", "yes-no"], "neither"),
                            ([" ", "x"], "needs a name")):
            with self.subTest(words=words):
                self.refused("attribute", "p.scholia", "a.txt", *words, says=says)
        self.refused("attribute", "p.scholia", "b.txt", "age", "3", says="b.txt")
        self.assertEqual(self.state_of(), before)

    def test_nothing_to_do_is_no_step(self):
        self.attribute("age", "3")
        before = self.state_of()
        for words in (["age", "3"], ["size", "--clear"]):
            result = self.run_scho("attribute", "p.scholia", "a.txt", *words)
            self.assertEqual((result.code, result.out), (0, ""))
            self.assertIn("nothing changed", result.err)
        self.assertEqual(self.state_of(), before)

    def test_documents_are_listed_with_them(self):
        self.attribute("outlet", "The Guardian")
        self.attribute("title", "Another")
        row, = self.rows("list", "p.scholia", "documents")
        self.assertEqual((row["title"], row["outlet"], row["title (attribute)"]),
                         ("a.txt", "The Guardian", "Another"))
        self.assertIn("The Guardian", self.scho("list", "p.scholia", "documents"))

    def test_table_and_back(self):
        for title in ("b.txt", "c, d.txt"):
            self.write(title, "words of " + title)
        self.scho("import", "p.scholia", "b.txt", "c, d.txt")
        self.write("about.csv", "Document;age;zip;day:text;on\nb.txt;36;01234;2024-05-31;Yes\n"
                   "\"c, d.txt\";;9;;\na.txt;7.5;1;x;no\n")
        self.scho("import", "p.scholia", "about.csv")
        self.assertEqual(self.listed(), [("age", "number", "7.5"), ("zip", "text", "1"),
                                         ("day", "text", "x"), ("on", "yes-no", "no")])
        self.scho("attribute", "p.scholia", "c, d.txt", "note", "12", "--type", "text")
        first = self.scho("export", "p.scholia", "--as", "attributes")
        self.assertEqual(first, """document,age,zip,day,on,note:text
a.txt,7.5,1,x,no,
b.txt,36,01234,2024-05-31,yes,
"c, d.txt",,9,,,12
""")
        self.write("all.csv", first)
        before = [self.rows("attribute", "p.scholia", name) for name in ("a.txt", "c, d.txt")]
        steps = len(self.rows("list", "p.scholia", "history"))
        self.scho("import", "p.scholia", "all.csv")
        self.assertEqual(len(self.rows("list", "p.scholia", "history")), steps)
        self.scho("undo", "p.scholia", "2")
        self.assertEqual(self.listed(), [])
        self.scho("import", "p.scholia", "all.csv")
        self.assertEqual(before, [self.rows("attribute", "p.scholia", name)
                                  for name in ("a.txt", "c, d.txt")])
        self.assertEqual(self.scho("export", "p.scholia", "--as", "attributes"), first)

    def test_empty_cells(self):
        self.attribute("age", "3")
        self.write("empty.csv", "document,age,size\na.txt,,4\n")
        self.scho("import", "p.scholia", "empty.csv", "--as", "attributes")
        self.assertEqual(self.attribute("age"), "3\n")
        self.scho("import", "p.scholia", "empty.csv", "--as", "attributes", "--set", "empty=clear")
        self.assertEqual(self.listed(), [("age", "text", ""), ("size", "number", "4")])

    def test_all_or_nothing(self):
        before = self.state_of()
        for table, says in (("document,age\na.txt,3\n\nb.txt,4\nc.txt,5\n", "4 “b.txt”, 5 “c.txt”"),
                            ("document,age\na.txt,3\na.txt,4\n", "Line 3"),
                            ("document,age:number\na.txt,old\n", "Line 2"),
                            ("document,age,age:number\na.txt,3,4\n", "two columns “age”"),
                            ("document,age\n", "no rows")):
            with self.subTest(table=table):
                self.write("wrong.csv", table)
                self.refused("import", "p.scholia", "wrong.csv", "--as", "attributes", says=says)
        self.assertEqual(self.state_of(), before)


if __name__ == "__main__":
    unittest.main()
