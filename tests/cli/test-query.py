#!/usr/bin/env python3
"""Passages by a query: found, listed, analysed, exported; and what is said of a bad one."""

import os
import unittest

import scho


class Query(scho.SchoTest):
    """codings: support 0–14 asha, blaming 15–36 asha, support 47–48 bela, blaming 58–81 bela"""

    def setUp(self):
        super().setUp()
        self.make_project()
        self.write("b.txt", "I believe nobody.\n")
        self.scho("import", "p.scholia", "b.txt")
        self.scho("code", "p.scholia", "b.txt", "0", "17", "victim-blaming", "--coder", "asha")
        self.scho("code", "p.scholia", "a.txt", "2", "9", "victim-blaming", "--coder", "bela")
        self.scho("attribute", "p.scholia", "a.txt", "outlet", "The Guardian")

    def find(self, query):
        return [(r["document"], r["start"], r["end"], r["code"], r["coder"])
                for r in self.rows("find", "p.scholia", "--query", query)]

    def test_finds_codings(self):
        self.assertEqual(self.find("victim-blaming and coder:asha"),
                         [("a.txt", 15, 36, "victim-blaming", "asha"),
                          ("b.txt", 0, 17, "victim-blaming", "asha")])
        self.assertEqual(self.find("discourse/* and not victim-blaming"),
                         [("a.txt", 47, 48, "bystander-support", "bela")])

    def test_finds_stretches(self):
        self.assertEqual(self.find("victim-blaming and bystander-support"),
                         [("a.txt", 2, 9, "bystander-support; victim-blaming", "asha; bela")])
        self.assertEqual(self.find("hit:believe"),
                         [("a.txt", 2, 9, None, None), ("b.txt", 2, 9, None, None)])

    def test_columns(self):
        row, = self.rows("find", "p.scholia", "--query", "bystander-support overlaps victim-blaming")
        related, = [r for r in self.rows("list", "p.scholia", "annotations") if r["end"] == 9]
        self.assertEqual(row["related"], "victim-blaming")
        self.assertEqual(row["related-uuid"], related["uuid"])
        self.assertEqual((row["passage"], row["memo"]), ("I believe her.", None))
        self.assertTrue(row["context"].startswith("I believe her. But why"))
        row, = self.rows("find", "p.scholia", "--query", 'memo:question')
        self.assertEqual(row["memo"], "a question, that is none")

    def test_for_people(self):
        shown = self.scho("find", "p.scholia", "--query", "coder:bela and bystander-support")
        self.assertEqual(shown.splitlines()[0].split(),
                         ["Document", "Start", "End", "Code", "Coder", "Passage"])
        self.assertIn("Related", self.scho("find", "p.scholia", "--query", "* overlaps *"))
        csv = self.scho("find", "p.scholia", "--query", "*", "--as", "csv")
        self.assertTrue(csv.startswith("document,start,end,code,coder,related,passage,context,"
                                       "memo,uuid,related-uuid\n"))

    def test_nothing_found_is_no_failure(self):
        result = self.run_scho("find", "p.scholia", "--query", "discourse")
        self.assertEqual((result.code, result.err), (0, "scho: No passages\n"))

    def test_points_at_the_place(self):
        for command in (["find", "p.scholia"], ["list", "p.scholia", "codes"],
                        ["analyse", "p.scholia", "frequency"],
                        ["export", "p.scholia", "--as", "csv"]):
            with self.subTest(command=command):
                result = self.refused(*command, "--query", "“Ärger” and (coder:asha", lines=3,
                                      says="--query: The parenthesis that begins here")
                self.assertTrue(result.err.endswith("\nscho: “Ärger” and (coder:asha\n"
                                                    "scho:             ^\n"), result.err)
                self.assertEqual(result.out, "")
        result = self.refused("find", "p.scholia", "--query", "coder:asha or victim-blamng",
                              lines=3, says="Near to it: “victim-blaming”")
        self.assertIn("\nscho:               ^^^^^^^^^^^^^\n", result.err)
        self.refused("list", "p.scholia", "documents", "--where", "oulet:x", lines=3,
                     says="--where: No document has an attribute “oulet”. Near to it: “outlet”")

    def test_lists_less(self):
        def codings(*words):
            return [(r["document"], r["start"])
                    for r in self.rows("list", "p.scholia", "annotations", *words)]
        self.assertEqual(codings("--query", "coder:bela"),
                         [("a.txt", 2), ("a.txt", 47), ("a.txt", 58)])
        self.assertEqual(codings("--where", "outlet!=\"The Guardian\""), [("b.txt", 0)])
        self.assertEqual(codings("--where", "title:a", "--query", "victim-blaming"),
                         [("a.txt", 2), ("a.txt", 15), ("a.txt", 58)])
        documents = self.rows("list", "p.scholia", "documents", "--query", "coder:asha")
        self.assertEqual([(d["title"], d["codings"]) for d in documents],
                         [("a.txt", 2), ("b.txt", 1)])
        documents = self.rows("list", "p.scholia", "documents", "--where", "bystander-support")
        self.assertEqual([d["title"] for d in documents], ["a.txt"])
        self.assertEqual(len(self.rows("list", "p.scholia", "codes", "--where", "title:b")), 3)

    def test_analyses_less(self):
        def counts(*words):
            table = self.tables("analyse", "p.scholia", "frequency", *words)[0]
            names = [c["name"] for c in table["columns"]]
            code = names.index("code")
            n = names.index("codings")
            return {row[code].split("/")[-1]: row[n] for row in table["rows"]}
        self.assertEqual(counts()["victim-blaming"], 4)
        self.assertEqual(counts("--where", "title:b")["victim-blaming"], 1)
        self.assertEqual(counts("--query", "coder:bela")["victim-blaming"], 2)

    def test_exports_less(self):
        out = self.scho("export", "p.scholia", "--as", "csv", "--query",
                        "victim-blaming overlaps bystander-support")
        self.assertEqual([line.split(",")[:3] for line in out.splitlines()[1:]],
                         [["a.txt", "2", "9"]])
        self.scho("export", "p.scholia", "--as", "tei", "--output", "tei/", "--where",
                  "outlet:guardian")
        text = "".join(self.read("tei/" + name).decode() for name in self.names("tei"))
        self.assertIn("She should have spoken.", text)
        self.assertNotIn("nobody", text)

    def names(self, folder):
        return sorted(n for n in os.listdir(self.path(folder)) if n.endswith(".xml"))

    def test_no_text_but_a_query(self):
        self.refused("find", "p.scholia", "--query", " ", says="The query is empty")


if __name__ == "__main__":
    unittest.main()
