"""What belongs together and is imported at once: folders, codings before their texts."""

import os
import unittest
import zipfile

import scho


class ImportSet(scho.SchoTest):
    def export(self, exporter, name):
        self.make_project()
        self.scho("export", "p.scholia", "--as", exporter, "--output", name)

    def annotations(self, project):
        return [(row["document"], row["start"], row["code"], row["coder"])
                for row in self.rows("list", project, "annotations")]

    def test_web_annotations_wait_for_their_texts(self):
        self.write("b.txt", "no codings here")
        self.export("web-annotation", "wa.jsonld")
        wanted = self.annotations("p.scholia")
        self.assertEqual(len(wanted), 4)
        for i, order in enumerate((("wa.jsonld", "a.txt", "b.txt"),
                                   ("b.txt", "wa.jsonld", "a.txt"))):
            self.scho("new", f"{i}.scholia")
            result = self.run_scho("import", f"{i}.scholia", *order)
            self.assertEqual((result.code, "no document" in result.err), (0, False))
            self.assertEqual(self.annotations(f"{i}.scholia"), wanted)

    def test_what_has_no_text_does_not_keep_the_rest_away(self):
        self.write("c.txt", "one more text")
        self.make_project()
        self.scho("import", "p.scholia", "c.txt")
        self.scho("code", "p.scholia", "c.txt", "0", "3", "discourse")
        self.scho("export", "p.scholia", "--as", "web-annotation", "--output", "wa.jsonld")
        self.scho("new", "q.scholia")
        result = self.run_scho("import", "q.scholia", "wa.jsonld", "a.txt")
        self.assertEqual(result.code, 0)
        self.assertIn("no document of the project", result.err)
        self.assertEqual(len(self.rows("list", "q.scholia", "annotations")), 4)

    MEMOS = ("of,name,document,start,end,coder,memo\n"
             "project,Test,,,,,All of it.\n"
             "document,a.txt,,,,,A text.\n"
             "code,discourse,,,,,A code.\n"
             "coding,bystander-support,a.txt,0,14,asha,A passage.\n")

    def memos(self, project):
        return (self.scho("memo", project, "project").strip(),
                [row["memo"] for row in self.rows("list", project, "documents")],
                [row["memo"] for row in self.rows("list", project, "codes")][0],
                [row["memo"] for row in self.rows("list", project, "annotations")][0])

    def test_memos_wait_for_what_they_are_of(self):
        self.make_project()
        self.write("memos.csv", self.MEMOS)
        for i, order in enumerate((("memos.csv", "annotations.csv", "codebook.csv", "a.txt"),
                                   ("a.txt", "memos.csv", "codebook.csv", "annotations.csv"))):
            with self.subTest(order=order):
                self.scho("new", f"{i}.scholia")
                result = self.run_scho("import", f"{i}.scholia", *order)
                self.assertEqual((result.code, "Memos of what" in result.err), (0, False))
                self.assertEqual(self.memos(f"{i}.scholia"),
                                 ("All of it.", ["A text."], "A code.", "A passage."))
                self.scho("undo", f"{i}.scholia")
                self.assertEqual(self.rows("list", f"{i}.scholia", "codes"), [])

    def test_memos_of_nothing_are_told_when_all_else_is_in(self):
        self.make_project()
        self.write("b.txt", "one more text")
        self.scho("import", "p.scholia", "b.txt")
        self.scho("code", "p.scholia", "b.txt", "0", "3", "discourse")
        self.scho("export", "p.scholia", "--as", "web-annotation", "--output", "wa.jsonld")
        self.write("memos.csv", self.MEMOS + "code,nowhere,,,,,Lost.\n")
        self.scho("new", "q.scholia")
        result = self.run_scho("import", "q.scholia", "memos.csv", "wa.jsonld", "codebook.csv",
                               "a.txt")
        self.assertEqual(result.code, 0)
        self.assertIn("no document of the project", result.err)
        self.assertIn("Memos of what the project does not have: 1 (Line 6 of memos.csv: There "
                      "is no code “nowhere”)", result.err)
        self.assertEqual(self.memos("q.scholia"),
                         ("All of it.", ["A text."], "A code.", "A passage."))

    def test_coders_of_brat_share_a_document(self):
        self.export("brat", "brat.zip")
        self.scho("new", "q.scholia")
        self.refused("import", "q.scholia", "brat.zip", says="unpack it and import the folder")
        with zipfile.ZipFile(self.path("brat.zip")) as package:
            package.extractall(self.path("brat"))
        self.scho("import", "q.scholia", "brat", "--coder", "zoe")
        self.assertEqual(len(self.rows("list", "q.scholia", "documents")), 1)
        self.assertEqual(len(self.rows("list", "q.scholia", "annotations")), 4)
        again = self.run_scho("import", "q.scholia", "brat", "--coder", "zoe")
        self.assertEqual((again.code, again.out), (0, "Imported: nothing new\n"))
        self.assertEqual(len(self.rows("list", "q.scholia", "documents")), 1)

    def test_empty_codings_of_brat_are_no_fault(self):
        os.mkdir(self.path("brat"))
        self.write("brat/a.txt", "some words")
        self.write("brat/a.ann", "")
        self.scho("new", "q.scholia")
        result = self.run_scho("import", "q.scholia", "brat")
        self.assertEqual((result.code, result.out), (0, "Imported: 1 document\n"))
        self.assertNotIn("a.ann", result.err)

    def test_a_file_of_a_folder_that_fails_is_counted(self):
        os.mkdir(self.path("in"))
        for name, words in ("a.txt", "one"), ("b.txt", ""), ("c.txt", ""):
            self.write("in/" + name, words)
        self.scho("new", "q.scholia")
        result = self.run_scho("import", "q.scholia", "in")
        self.assertEqual(result.code, 1)
        self.assertIn("scho: 2 files did not come in; the others did\n", result.err)

    def test_nothing_new(self):
        self.make_project()
        result = self.run_scho("import", "p.scholia", "codebook.csv", "annotations.csv")
        self.assertEqual((result.code, result.out), (0, "Imported: nothing new\n"))

    def test_an_export_without_documents_is_told(self):
        self.make_project()
        said = "No document fits"
        result = self.run_scho("export", "p.scholia", "--as", "csv", "--where", "title = zzz")
        self.assertEqual(result.code, 0)
        self.assertIn(said, result.err)
        self.assertNotIn(said, self.run_scho("export", "p.scholia", "--as", "csv").err)


if __name__ == "__main__":
    unittest.main()
