#!/usr/bin/env python3
"""Every command does what its help says."""

import csv
import io
import itertools
import json
import os
import unittest

import scho


class NewAndLists(scho.SchoTest):
    def test_new_is_empty_and_sound(self):
        self.scho("new", "p.scholia")
        for what in ("documents", "codes", "coders", "annotations", "history"):
            self.assertEqual(self.rows("list", "p.scholia", what), [])
        self.assertIn("sound", self.scho("check", "p.scholia"))
        self.assertEqual(os.listdir(self.folder), ["p.scholia"])

    def test_new_replaces_nothing(self):
        self.write("p.scholia", "mine")
        self.refused("new", "p.scholia", says="p.scholia")
        self.assertEqual(self.read("p.scholia"), b"mine")

    def test_new_adds_the_ending(self):
        self.assertIn("town.scholia", self.run_scho("new", "town").err)
        self.assertEqual(self.run_scho("new", "study.db").err, "")
        self.assertEqual(self.run_scho("new", "other.scholia").err, "")
        self.assertEqual(sorted(os.listdir(self.folder)),
                         ["other.scholia", "study.db", "town.scholia"])
        self.refused("new", "town", says="town.scholia")

    def test_the_ending_may_be_left_out(self):
        self.run_scho("new", "town")
        self.write("a.txt", "words")
        self.run_scho("import", "town", "a.txt")
        row, = self.rows("list", "town", "documents")
        self.assertEqual(row["title"], "a.txt")
        self.assertEqual(sorted(os.listdir(self.folder)), ["a.txt", "town.scholia"])
        self.write("town", "no project")
        self.refused("list", "town", "documents", says="town")
        self.refused("list", "city", "documents", says="city")

    def test_documents(self):
        self.make_project()
        row, = self.rows("list", "p.scholia", "documents")
        self.assertEqual((row["title"], row["characters"], row["codings"]),
                         ("a.txt", len(scho.TEXT), 4))
        self.assertRegex(row["uuid"], "^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$")

    def test_reports(self):
        self.write("b.txt", b"Caf\xe9 cr\xe8me, she said, and no more.\n")
        self.make_project()
        done = self.run_scho("import", "p.scholia", "b.txt")
        self.assertIn("“b.txt” came in: words: 7", done.err)
        self.assertIn("which is a guess", done.err)
        told = self.scho("report", "p.scholia", "b.txt")
        self.assertRegex(told, r"\Ab\.txt\n  File: b\.txt\n  Read as: Plain text\n")
        self.assertIn("  Words: 7\n", told)
        self.assertIn("\n\n  “b.txt” was read as", told)
        self.assertTrue(self.scho("report", "p.scholia").endswith(told))
        self.refused("report", "p.scholia", "c.txt", says="c.txt")

    def test_codes(self):
        self.make_project()
        rows = self.rows("list", "p.scholia", "codes")
        self.assertEqual([(r["path"], r["name"], r["parent"], r["codings"]) for r in rows],
                         [("discourse", "discourse", None, 0),
                          ("discourse/victim-blaming", "victim-blaming", "discourse", 2),
                          ("discourse/bystander-support", "bystander-support", "discourse", 2)])
        self.assertEqual(rows[1]["colour"], "#c0392b")
        self.assertEqual(rows[1]["definition"], "Blame, moved to her")

    def test_coders(self):
        self.make_project()
        self.assertEqual([(r["name"], r["codings"]) for r in
                          self.rows("list", "p.scholia", "coders")],
                         [("asha", 2), ("bela", 2)])

    def test_annotations(self):
        self.make_project()
        rows = self.rows("list", "p.scholia", "annotations")
        self.assertEqual([(r["document"], str(r["start"]), str(r["end"]), r["code"], r["coder"],
                           r["memo"] or "", r["quote"]) for r in rows],
                         [tuple(r) for r in list(csv.reader(io.StringIO(scho.ANNOTATIONS)))[1:]])
        for row in rows:
            self.assertEqual(row["quote"], scho.TEXT[row["start"]:row["end"]])

    def test_csv_says_what_json_says(self):
        self.make_project()
        for what in ("documents", "codes", "coders", "annotations", "history"):
            rows = list(csv.DictReader(io.StringIO(
                self.scho("list", "p.scholia", what, "--as", "csv"))))
            wanted = [{name: "" if cell is None else str(cell) for name, cell in row.items()}
                      for row in self.rows("list", "p.scholia", what)]
            self.assertEqual(rows, wanted)

    def test_columns_for_people_are_aligned(self):
        self.make_project()
        lines = self.scho("list", "p.scholia", "codes").splitlines()
        self.assertEqual(len(lines), 4)
        place = lines[0].index("Colour")
        for line in lines[1:]:
            self.assertEqual(line[place], "#", lines)

    def test_long_cells_are_cut_for_people_only(self):
        self.scho("new", "p.scholia")
        for sign in ("x", "ä", "🙂", "\u0301"):
            for n in (60, 61, 1921):
                self.write("long.csv", f"code,definition\nc,{sign * n}\n")
                self.scho("import", "p.scholia", "long.csv")
                row, = self.rows("list", "p.scholia", "codes")
                self.assertEqual(row["definition"], sign * n)
                shown = self.scho("list", "p.scholia", "codes").splitlines()[1].split()[-1]
                wide = n * (2 if sign == "🙂" else 1) > 60 and sign != "\u0301"
                self.assertEqual(shown.endswith("…"), wide or len((sign * n).encode()) > 1920)
                self.assertLessEqual(len(shown), max(60, 1 if wide else 1000))

    def test_a_deep_tree_is_no_trouble(self):
        self.scho("new", "p.scholia")
        self.write("deep.csv", "code,parent\n" + "".join(
            f"c{i},{f'c{i - 1}' if i else ''}\n" for i in range(3000)))
        self.scho("import", "p.scholia", "deep.csv")
        rows = self.rows("list", "p.scholia", "codes")
        self.assertEqual(rows[-1]["path"], "/".join(f"c{i}" for i in range(3000)))
        self.assertEqual(rows[-1]["parent"], "c2998")

    def test_nothing_steers_the_terminal(self):
        self.make_project()
        self.scho("code", "p.scholia", "a.txt", "30", "40", "discourse", "--coder", "b\033[2Jad",
                  "--memo", "red \033[31m and\nmore")
        self.scho("undo", "p.scholia", "2")
        self.scho("redo", "p.scholia", "2")
        out = "".join(self.scho("list", "p.scholia", what)
                      for what in ("coders", "annotations", "history"))
        self.assertNotIn("\033", out)
        self.assertEqual(len(out.splitlines()), 4 + 6 + 3)


class Import(scho.SchoTest):
    def test_one_import_is_one_step(self):
        self.make_project()
        self.assertEqual(len(self.rows("list", "p.scholia", "history")), 1)
        before = self.state_of()[:4]
        self.scho("undo", "p.scholia")
        self.assertEqual(self.state_of()[:4], [[], [], [], []])
        self.scho("redo", "p.scholia")
        self.assertEqual(self.state_of()[:4], before)

    def test_a_bad_file_stops_the_good_ones_if_asked(self):
        self.scho("new", "p.scholia")
        self.write("good.txt", "good")
        self.write("empty.txt", "")
        self.refused("import", "p.scholia", "good.txt", "empty.txt", "--all-or-nothing",
                     says="empty.txt")
        self.assertEqual(self.state_of(), [[], [], [], [], []])

    def test_the_order_of_files_does_not_matter(self):
        self.make_project()
        names = ["a.txt", "annotations.csv", "codebook.csv"]
        wanted = self.scho("list", "p.scholia", "annotations")
        for i, order in enumerate(itertools.permutations(names)):
            self.scho("new", f"{i}.scholia")
            self.scho("import", f"{i}.scholia", *order)
            self.assertEqual(self.scho("list", f"{i}.scholia", "annotations"), wanted)
        self.scho("new", "q.scholia")
        self.refused("import", "q.scholia", "annotations.csv", "codebook.csv",
                     "--all-or-nothing", says="no document “a.txt”", lines=5)

    def test_one_that_cannot_be_read_is_left_out(self):
        self.scho("new", "p.scholia")
        for name, words in ("a.txt", "one"), ("b.txt", "two"), ("c.txt", "one"):
            self.write(name, words)
        self.write("bad.txt", "")
        before = self.rows("list", "p.scholia", "documents")
        self.refused("import", "p.scholia", "a.txt", "bad.txt", "b.txt",
                     "--all-or-nothing", says="bad.txt is empty")
        self.assertEqual(self.rows("list", "p.scholia", "documents"), before)
        result = self.run_scho("import", "p.scholia", "a.txt", "bad.txt", "b.txt", "c.txt")
        self.assertEqual(result.code, 1)
        for words in ("scho: bad.txt is empty", "“c.txt” has the same text as “a.txt”",
                      "scho: 1 file did not come in; the others did\n"):
            self.assertIn(words, result.err)
        self.assertEqual(len(self.rows("list", "p.scholia", "documents")), 3)
        self.scho("undo", "p.scholia")
        self.assertEqual(self.rows("list", "p.scholia", "documents"), before)

    def test_what_lies_too_deep_in_a_folder_is_said(self):
        self.scho("new", "p.scholia")
        deep = self.path("top/" + "in/" * 40)
        os.makedirs(deep)
        self.write("top/high.txt", "High.")
        self.write(os.path.join(deep, "low.txt"), "Low.")
        self.refused("import", "p.scholia", "top", "--all-or-nothing", says="too many folders")
        self.assertEqual(self.rows("list", "p.scholia", "documents"), [])
        done = self.run_scho("import", "p.scholia", "top")
        self.assertIn("too many folders", done.err)
        self.assertEqual([row["title"] for row in self.rows("list", "p.scholia", "documents")],
                         ["high.txt"])
        self.refused("import", "p.scholia", "top/in", says="too many folders")

    def test_what_is_lost_is_reported(self):
        self.make_project()
        self.write("old.csv", "old")
        result = self.run_scho("export", "p.scholia", "--as", "xlsx", "--output", "new.xlsx")
        self.assertEqual(result.code, 0)
        self.assertIn("scho: Lost: Texts of documents: 1 (a.txt)\n", result.err)
        result = self.run_scho("export", "p.scholia", "--as", "xlsx", "--output", "new.xlsx",
                               "--report", "lost.json")
        self.assertEqual((result.code, result.err), (0, ""))
        lost = json.loads(self.read("lost.json"))
        self.assertIn({"what": "Texts of documents", "count": 1, "examples": ["a.txt"]}, lost)
        for item in lost:
            self.assertEqual(set(item), {"what", "count", "examples"})
        # Who asks for codings asks for no texts.
        result = self.scho("export", "p.scholia", "--as", "csv", "--output", "new.csv",
                           "--report", "lost.json")
        self.assertEqual(json.loads(self.read("lost.json")), [])

        self.write("plain.txt", "Nothing else.")
        self.scho("import", "p.scholia", "plain.txt", "--report", "lost.json")
        self.assertEqual(json.loads(self.read("lost.json")), [])
        self.write("bad.txt", "")
        self.run_scho("import", "p.scholia", "bad.txt", "plain.txt", "--report", "lost.json")
        self.assertEqual(json.loads(self.read("lost.json"))[0]["what"],
                         "Files that could not be read")

    def test_a_report_that_cannot_be_written_stops_it(self):
        self.make_project()
        self.refused("export", "p.scholia", "--as", "csv", "--output", "new.csv",
                     "--report", "no/such/folder.json", says="no/such")
        self.assertFalse(os.path.exists(self.path("new.csv")))
        self.write("plain.txt", "Nothing else.")
        self.refused("import", "p.scholia", "plain.txt", "--report", "no/such/folder.json",
                     says="no/such")
        self.assertEqual(len(self.rows("list", "p.scholia", "documents")), 1)

    def test_importer_by_name(self):
        self.scho("new", "p.scholia")
        self.write("x.csv", scho.CODEBOOK)
        self.scho("import", "p.scholia", "x.csv", "--as", "text")
        self.assertEqual(self.rows("list", "p.scholia", "codes"), [])
        self.assertEqual(len(self.rows("list", "p.scholia", "documents")), 1)

    def test_lenient_leaves_out_what_does_not_fit(self):
        self.make_project()
        self.write("more.csv", "document,start,end,code,coder,quote\n"
                   "a.txt,0,1,discourse,asha,I\na.txt,0,1,discourse,asha,X\n")
        self.refused("import", "p.scholia", "more.csv", says="ine 3")
        self.assertEqual(len(self.rows("list", "p.scholia", "annotations")), 4)
        result = self.run_scho("import", "p.scholia", "more.csv", "--set", "lenient=true")
        self.assertEqual(result.code, 0, result)
        self.assertIn("ine 3", result.err)
        self.assertEqual(len(self.rows("list", "p.scholia", "annotations")), 5)

    def test_all_bad_rows_are_told_but_not_too_many(self):
        self.make_project()
        for n, lines in ((1, 1), (2, 3), (10, 11), (11, 12), (23, 12), (2000, 12)):
            self.write("more.csv", "document,start,end,code,coder\n"
                       "a.txt,0,1,discourse,asha\n" + "a.txt,0,1,new,asha\n" * n)
            result = self.refused("import", "p.scholia", "more.csv", lines=lines,
                                  says="Line 3 of more.csv")
            self.assertIn("--set create-codes=true", result.err)
            if n > 1:
                self.assertIn(f"{min(n, 1000)}", result.err.splitlines()[0])
                self.assertIn("--set lenient=true", result.err.splitlines()[0])
            if n > 10:
                self.assertIn(f"{min(n, 1000) - 10} more row", result.err.splitlines()[-1])
        self.write("codes.csv", "code,parent,colour\na,,red\nb,,#112233\nc,,blue\n")
        self.refused("import", "p.scholia", "codes.csv", lines=3, says="Line 4 of codes.csv")
        self.scho("import", "p.scholia", "more.csv", "--set", "create-codes=true")

    def test_coder_of_the_import(self):
        self.make_project()
        self.write("more.csv", "document,start,end,code\na.txt,0,1,discourse\n")
        self.scho("import", "p.scholia", "more.csv", "--coder", "zoe")
        self.assertIn("zoe", [r["name"] for r in self.rows("list", "p.scholia", "coders")])
        self.assertEqual(self.rows("list", "p.scholia", "history")[-1]["coder"], "zoe")

    def test_who_did_it(self):
        """--coder, else who is called as the user, else the only coder, else nobody."""
        def who():
            return self.rows("list", "p.scholia", "history")[-1]["coder"]
        self.scho("new", "p.scholia")
        self.write("a.txt", "Words.")
        self.scho("import", "p.scholia", "a.txt")
        self.assertIsNone(who())
        self.scho("import", "p.scholia", "a.txt", "--coder", "zoe")
        self.scho("memo", "p.scholia", "project", "--text", "x")
        self.assertEqual(who(), "zoe")
        self.write("codes.csv", "code,parent\nc,\n")
        self.scho("import", "p.scholia", "codes.csv", "--coder", "ann")
        self.scho("memo", "p.scholia", "project", "--text", "y")
        self.assertIsNone(who())
        error = self.run_scho("code", "p.scholia", "codes.csv", "0", "1", "c").err
        title = self.rows("list", "p.scholia", "documents")[0]["uuid"]
        self.run_scho("code", "p.scholia", title, "0", "1", "c")
        self.scho("memo", "p.scholia", "code", "c", "--text", "z")
        self.assertNotIn(who(), (None, "zoe", "ann"), error)

    def test_the_same_codings_twice(self):
        self.make_project()
        before = self.state_of()
        result = self.run_scho("import", "p.scholia", "annotations.csv")
        self.assertEqual((result.code, result.out), (0, "Imported: nothing new\n"))
        self.assertIn("4 codings of annotations.csv are in the project already", result.err)
        self.assertEqual(self.state_of(), before)
        self.scho("import", "p.scholia", "annotations.csv", "--set", "repeat=true")
        self.assertEqual(len(self.rows("list", "p.scholia", "annotations")), 8)

    def test_csv_round_trip(self):
        self.make_project()
        self.scho("export", "p.scholia", "--as", "csv", "--output", "1.csv")
        self.scho("export", "p.scholia", "--as", "codebook", "--output", "codes1.csv")
        self.scho("new", "q.scholia")
        self.scho("import", "q.scholia", "a.txt", "codes1.csv", "1.csv")
        self.scho("export", "q.scholia", "--as", "csv", "--output", "2.csv")
        self.scho("export", "q.scholia", "--as", "codebook", "--output", "codes2.csv")
        self.assertEqual(self.read("1.csv"), self.read("2.csv"))
        self.assertEqual(self.read("codes1.csv"), self.read("codes2.csv"))


class Code(scho.SchoTest):
    def code(self, *words):
        return self.run_scho("code", "p.scholia", "a.txt", *words)

    def test_code_adds_a_coding(self):
        self.make_project()
        result = self.code("47", "48", "victim-blaming", "--coder", "asha", "--memo", "why?")
        self.assertEqual((result.code, result.out, result.err), (0, "", ""))
        row, = [r for r in self.rows("list", "p.scholia", "annotations") if r["memo"] == "why?"]
        self.assertEqual((row["quote"], row["code"], row["coder"]),
                         ("🙂", "victim-blaming", "asha"))

    def test_new_coder_comes_in_the_same_step(self):
        self.make_project()
        result = self.code("0", "1", "discourse", "--coder", "zoe")
        self.assertEqual((result.code, result.err), (0, "scho: New coder “zoe”\n"))
        self.assertEqual(len(self.rows("list", "p.scholia", "history")), 2)
        self.scho("undo", "p.scholia")
        self.assertNotIn("zoe", [r["name"] for r in self.rows("list", "p.scholia", "coders")])

    def test_coder_is_the_user_when_not_named(self):
        self.make_project()
        self.assertEqual(self.code("0", "1", "discourse").code, 0)
        self.assertEqual(len(self.rows("list", "p.scholia", "coders")), 3)

    def test_by_path_and_uuid(self):
        self.make_project()
        document, = self.rows("list", "p.scholia", "documents")
        self.scho("code", "p.scholia", document["uuid"], "0", "1", "discourse/victim-blaming")
        self.assertEqual(self.rows("list", "p.scholia", "codes")[1]["codings"], 3)

    def test_whole_text_and_one_more(self):
        self.make_project()
        length = len(scho.TEXT)
        self.assertEqual(self.code("0", str(length), "discourse").code, 0)
        self.refused("code", "p.scholia", "a.txt", "0", str(length + 1), "discourse",
                     says=str(length))


    def test_coded_so_already(self):
        self.make_project()
        words = ("0", "14", "bystander-support", "--coder", "asha")
        before = self.state_of()
        result = self.code(*words)
        self.assertEqual((result.code, result.out), (0, ""))
        self.assertEqual(result.err, "scho: 0–14 is coded so already by “asha”; nothing changed\n")
        self.assertEqual(self.state_of(), before)
        for other in (("0", "13", *words[2:]), ("1", "14", *words[2:]),
                      ("0", "14", "discourse", "--coder", "asha"),
                      ("0", "14", "bystander-support", "--coder", "bela")):
            self.assertEqual(self.code(*other).err, "")
        self.assertEqual(len(self.rows("list", "p.scholia", "annotations")), 8)

    def test_a_coder_that_differs_in_case(self):
        self.make_project()
        self.assertIn("The new coder “ASHA” differs only in case from “asha”",
                      self.code("0", "1", "discourse", "--coder", "ASHA").err)
        self.assertEqual(self.code("1", "2", "discourse", "--coder", "ASHA").err, "")


class Find(scho.SchoTest):
    def setUp(self):
        super().setUp()
        self.make_project()

    def find(self, *words):
        return [(r["start"], r["passage"]) for r in self.rows("find", "p.scholia", *words)]

    def test_whatever_the_case(self):
        self.assertEqual(self.find("SHE"), [(27, "she"), (58, "She")])

    def test_flags(self):
        self.assertEqual(self.find("She", "--case"), [(58, "She")])
        self.assertEqual(self.find("say", "--words"), [])
        self.assertEqual(self.find("s[a-z]id", "--regex"), [(42, "said")])
        self.assertEqual(self.find("🙂"), [(47, "🙂")])
        self.assertEqual(self.find("sáid"), [(42, "said")])
        self.assertEqual(self.find("sáid", "--accents"), [])

    def test_nothing_found_is_no_failure(self):
        self.assertEqual(self.find("nowhere"), [])
        result = self.run_scho("find", "p.scholia", "nowhere")
        self.assertEqual((result.code, result.err), (0, "scho: No hits\n"))
        self.assertEqual(self.run_scho("find", "p.scholia", "said").err, "")

    def test_context_does_not_cut_words(self):
        row, = self.rows("find", "p.scholia", "wait")
        self.assertEqual(row["context"], "believe her. But why did she wait?\nThey said 🙂 nothing. She")
        self.write("long.txt", "x" * 100 + "hit" + "y" * 100)
        self.write("chinese.txt", "他" * 100 + "说" + "她" * 100)
        self.scho("import", "p.scholia", "long.txt", "chinese.txt")
        row, = self.rows("find", "p.scholia", "hit")
        self.assertEqual(row["context"], "x" * 30 + "hit" + "y" * 30)
        row, = self.rows("find", "p.scholia", "说")
        self.assertEqual(row["context"], "他" * 30 + "说" + "她" * 30)
        row, = self.rows("find", "p.scholia", "I believe")
        self.assertTrue(row["context"].startswith("I believe her. But why did"), row)

    def test_a_hyphen_in_front(self):
        out = self.scho("find", "p.scholia", "--as", "csv", "--", "-x")
        self.assertEqual(out, "document,start,end,passage,context\n")
        self.assertEqual(out, self.scho("find", "--as", "csv", "--", "p.scholia", "-x"))

    def test_bad_expression(self):
        self.refused("find", "p.scholia", "(", "--regex", says="(")
        self.refused("find", "p.scholia", "")


class History(scho.SchoTest):
    def setUp(self):
        super().setUp()
        self.make_project()
        for start in range(3):
            self.scho("code", "p.scholia", "a.txt", str(start), "9", "discourse", "--coder", "asha")

    def count(self):
        return len(self.rows("list", "p.scholia", "annotations"))

    def test_some_steps(self):
        self.assertEqual(self.scho("undo", "p.scholia", "2").count("Undone: "), 2)
        self.assertEqual(self.count(), 5)
        self.assertEqual(self.scho("redo", "p.scholia").count("Redone: "), 1)
        self.assertEqual(self.count(), 6)

    def test_all_there_and_back(self):
        before = self.state_of()
        self.scho("undo", "p.scholia", "4")
        self.assertEqual(self.state_of()[:4], [[], [], [], []])
        self.refused("undo", "p.scholia", says="Nothing to undo")
        self.scho("redo", "p.scholia", "4")
        self.assertEqual(self.state_of(), before)
        self.refused("redo", "p.scholia", says="Nothing to redo")

    def test_a_copy_kept_is_told(self):
        self.write("many.csv", "document,start,end,code,coder\n"
                   + "a.txt,0,9,discourse,bela\n" * 1001)
        self.scho("import", "p.scholia", "many.csv")
        result = self.run_scho("undo", "p.scholia")
        copy, = [name for name in os.listdir(self.folder) if "copy" in name]
        self.assertEqual(result.code, 0, result)
        self.assertIn(copy, result.err)
        self.assertEqual(self.scho("list", copy, "annotations").count("\n"), 1 + 7 + 1001)

    def test_more_than_there_are(self):
        self.refused("undo", "p.scholia", "9", says="Nothing to undo")
        self.assertEqual(self.count(), 0)


class AnalyseAndExport(scho.SchoTest):
    def setUp(self):
        super().setUp()
        self.make_project()

    def test_analysis_in_every_form(self):
        for analysis in ("frequency", "co-occurrence"):
            tables = self.tables("analyse", "p.scholia", analysis)
            self.assertGreater(len(tables), 0)
            self.assertTrue(self.scho("analyse", "p.scholia", analysis))
            csv_out = self.scho("analyse", "p.scholia", analysis, "--as", "csv")
            self.assertEqual(csv_out.splitlines()[0],
                             ",".join(c["name"] for c in tables[0]["columns"]))
            self.assertIn("http://www.tei-c.org/ns/1.0",
                          self.scho("analyse", "p.scholia", analysis, "--as", "tei"))

    def test_output_is_what_is_printed(self):
        for words in (["analyse", "p.scholia", "frequency", "--as", "json"],
                      ["export", "p.scholia", "--as", "csv"]):
            self.scho(*words, "--output", "out")
            self.assertEqual(self.read("out").decode(), self.scho(*words))

    def test_the_ending_says_the_format(self):
        for name, as_ in (("x.csv", "csv"), ("x.json", "json"), ("x.xml", "tei"), ("x.TEI", "tei")):
            self.scho("analyse", "p.scholia", "frequency", "--output", name)
            self.assertEqual(self.read(name).decode(),
                             self.scho("analyse", "p.scholia", "frequency", "--as", as_))
        for name in ("x", "x.txt", ".csv"):
            self.scho("analyse", "p.scholia", "frequency", "--output", name)
            self.assertEqual(self.read(name).decode(), self.scho("analyse", "p.scholia", "frequency"))
        for name, as_ in (("y.csv", "csv"), ("y.xml", "tei"), ("y.html", "coded-html"), ("y.codebook", "codebook"),
                          ("y.txt", "text")):
            self.scho("export", "p.scholia", "--output", name)
            self.assertEqual(self.read(name).decode(), self.scho("export", "p.scholia", "--as", as_))
        self.scho("analyse", "p.scholia", "frequency", "--as", "json", "--output", "z.csv")
        self.assertTrue(self.read("z.csv").startswith(b"["))

    def test_several_texts_need_a_folder(self):
        self.write("b.txt", "more")
        self.scho("import", "p.scholia", "b.txt")
        result = self.refused("export", "p.scholia", "--as", "text", says="folder")
        self.assertEqual(result.out, "")
        self.assertEqual(self.scho("export", "p.scholia", "--as", "text",
                                   "--set", "document=b.txt"), "more")
        self.scho("export", "p.scholia", "--as", "text", "--output", "texts/")
        self.assertEqual(sorted(os.listdir(self.path("texts"))), ["a.txt", "b.txt"])

    def test_figures_are_short_for_people_only(self):
        shown = self.scho("analyse", "p.scholia", "frequency")
        self.assertIn(" 0.5366\n", shown)
        self.assertIn(" 0.1829\n", shown)
        self.assertIn(" 0.0000", shown)
        exact = [row["share"] for row in self.rows("analyse", "p.scholia", "frequency")]
        self.assertEqual(exact, [0, 44 / 82, 15 / 82])

    def test_output_into_a_folder(self):
        os.mkdir(self.path("folder"))
        self.scho("export", "p.scholia", "--as", "tei", "--output", "folder")
        self.assertEqual(len(os.listdir(self.path("folder"))), 1)

    def test_tei_brings_back_the_project(self):
        self.scho("export", "p.scholia", "--as", "tei", "--output", "tei/")
        files = [os.path.join("tei", name) for name in os.listdir(self.path("tei"))]
        self.scho("new", "q.scholia")
        self.scho("import", "q.scholia", *files)
        # Who imported and where from is the copy's own.
        self.assertEqual(self.state_of("q.scholia")[1:4], self.state_of("p.scholia")[1:4])

    def test_plain_text_comes_out_as_it_was(self):
        self.assertEqual(self.scho("export", "p.scholia", "--as", "text"), scho.TEXT)

    def test_unknown_names(self):
        self.refused("analyse", "p.scholia", "nosuch", says="nosuch")
        self.refused("analyse", "p.scholia", "frequency", "--as", "nosuch", says="nosuch")
        self.refused("analyse", "p.scholia", "frequency", "--set", "nosuch=1", says="nosuch")
        self.refused("export", "p.scholia", "--as", "nosuch", says="nosuch")
        self.refused("export", "p.scholia", "--as", "tei", "--set", "nosuch=1", says="nosuch")
        # It writes projects, no tables.
        self.refused("analyse", "p.scholia", "frequency", "--as", "codebook", says="codebook")

    def test_plugins(self):
        offers = ", ".join(r["offers"] for r in self.rows("plugins") if r["loaded"]).split(", ")
        for offer in ("importer text", "importer csv", "importer tei", "exporter tei",
                      "exporter csv", "analysis frequency", "analysis co-occurrence"):
            self.assertIn(offer, offers)
        options = [(r["kind"], r["id"], r["option"]) for r in self.rows("plugins", "--options")]
        self.assertIn(("importer", "csv", "lenient"), options)


if __name__ == "__main__":
    unittest.main()
