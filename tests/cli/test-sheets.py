#!/usr/bin/env python3
"""Results and lists of a project as spreadsheets, pages and drawings: what is in them, that no
text is a formula, and that our importers read them back."""

import os
import unittest
import xml.etree.ElementTree as ElementTree
import zipfile

import scho

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
PARAGRAPH = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p"
MEMO = "=1+1\n  two  lines, _x0041_ <&>"


def xlsx_sheets(path):
    """Name of each sheet to its rows of cells."""
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            ElementTree.fromstring(package.read(name))
        book = ElementTree.fromstring(package.read("xl/workbook.xml"))
        sheets = {}
        for number, sheet in enumerate(book.iter(MAIN + "sheet"), 1):
            part = ElementTree.fromstring(package.read(f"xl/worksheets/sheet{number}.xml"))
            assert not list(part.iter(MAIN + "f"))
            sheets[sheet.get("name")] = [[xlsx_cell(cell) for cell in row]
                                         for row in part.iter(MAIN + "row")]
        return sheets


def xlsx_cell(cell):
    if cell.get("t") == "inlineStr":
        return "".join(t.text or "" for t in cell.iter(MAIN + "t"))
    value = cell.find(MAIN + "v")
    return None if value is None else float(value.text)


def ods_sheets(path):
    with zipfile.ZipFile(path) as package:
        first = package.infolist()[0]
        assert (first.filename, first.compress_type, first.extra) == ("mimetype", 0, b"")
        content = ElementTree.fromstring(package.read("content.xml"))
        ElementTree.fromstring(package.read("META-INF/manifest.xml"))
    assert not any(TABLE + "formula" in element.attrib for element in content.iter())
    return {table.get(TABLE + "name"): [[ods_cell(cell) for cell in row]
                                        for row in table.iter(TABLE + "table-row")]
            for table in content.iter(TABLE + "table")}


def ods_cell(cell):
    if cell.get(OFFICE + "value-type") == "float":
        return float(cell.get(OFFICE + "value"))
    lines = ["".join(p.itertext()) for p in cell.iter(PARAGRAPH)]
    return "\n".join(lines) if lines else None


class Sheets(scho.SchoTest):
    def setUp(self):
        super().setUp()
        self.make_project()
        self.write("codings.csv", 'document,start,end,code,coder,memo\n'
                   f'a.txt,0,5,discourse,asha,"{MEMO}"\na.txt,2,9,victim-blaming,asha,\n')
        self.scho("import", "p.scholia", "codings.csv", "--as", "csv")
        for name, value, type in (("outlet", "=paper", "text"), ("number", "007", "text"),
                                  ("age", "41.5", "number"), ("day", "2024-05-31", "date")):
            self.scho("attribute", "p.scholia", "a.txt", name, value, "--type", type)

    def test_a_result_is_a_sheet_for_each_table_and_its_facts(self):
        for format, read in (("xlsx", xlsx_sheets), ("ods", ods_sheets)):
            self.scho("analyse", "p.scholia", "frequency", "--output", f"f.{format}",
                      "--set", "by=coder")
            sheets = read(self.path(f"f.{format}"))
            rows = sheets["Code frequency"]
            self.assertEqual(rows[0][:3], ["Code", "Coder", "Codings"])
            self.assertIn(["discourse", "asha", 1.0], [row[:3] for row in rows])
            facts = dict(row for row in sheets["How it was counted"][1:])
            self.assertEqual(facts["Divide by"], "coder")
            self.assertIn("fingerprint", facts["State of the project"])

    def test_the_same_bytes_with_the_same_date(self):
        for format in ("xlsx", "ods", "html", "svg", "json"):
            both = []
            for name in (f"one.{format}", f"two.{format}"):
                self.scho("analyse", "p.scholia", "frequency", "--output", name,
                          env=self.environment(SOURCE_DATE_EPOCH="0"))
                both.append(self.read(name))
            self.assertEqual(*both)

    def test_a_project_comes_back_from_its_sheets(self):
        for format, read in (("xlsx", xlsx_sheets), ("ods", ods_sheets)):
            self.scho("export", "p.scholia", "--as", format, "--output", f"p.{format}")
            sheets = read(self.path(f"p.{format}"))
            self.assertEqual(list(sheets), ["Codings", "Documents", "Codebook", "Memos"])
            if format == "xlsx":
                self.assertIn(MEMO.replace("_x0041_", "_x005F_x0041_"),
                              [row[5] for row in sheets["Codings"]])
            name = f"again-{format}.scholia"
            self.scho("new", name)
            self.scho("import", name, "a.txt")
            self.scho("import", name, f"p.{format}", "--as", "sheet-codebook",
                      "--set", "sheet=Codebook")
            self.scho("import", name, f"p.{format}", "--as", "sheet-codings",
                      "--set", "sheet=Codings")
            self.scho("import", name, f"p.{format}", "--as", "sheet-attributes",
                      "--set", "sheet=Documents")
            for what in ("csv", "codebook", "attributes"):
                self.assertEqual(self.scho("export", "p.scholia", "--as", what),
                                 self.scho("export", name, "--as", what))

    def test_sheets_without_rows_come_in(self):
        self.scho("new", "empty.scholia")
        for format in ("xlsx", "ods"):
            self.scho("export", "empty.scholia", "--as", format, "--output", f"e.{format}")
            for what in ("codings", "codebook", "memos"):
                self.scho("import", "empty.scholia", f"e.{format}", "--as", f"sheet-{what}",
                          "--set", f"sheet={what}")

    def test_lists_as_tsv_and_csv(self):
        memos = self.scho("export", "p.scholia", "--as", "lists", "--set", "what=memos")
        self.assertTrue(memos.startswith("of\tname\tdocument\tstart\tend\tcoder\tmemo\n"))
        self.assertIn("=1+1", memos)
        codings = self.scho("export", "p.scholia", "--as", "lists", "--set", "what=codings",
                            "--set", "separator=comma")
        self.assertEqual(codings, self.scho("export", "p.scholia", "--as", "csv"))
        self.scho("export", "p.scholia", "--as", "lists", "--output", "lists/")
        self.assertEqual(sorted(os.listdir(self.path("lists"))),
                         ["codebook.tsv", "codings.tsv", "documents.tsv", "memos.tsv"])

    def test_a_page_has_facts_and_charts_and_no_script(self):
        self.scho("analyse", "p.scholia", "co-occurrence", "--output", "r.html")
        page = self.read("r.html").decode()
        self.assertEqual(page.count("<svg "), 2)
        self.assertIn("fingerprint", page)
        self.assertNotIn("<script", page)
        self.assertNotIn("http:", page.replace("http://www.w3.org/2000/svg", ""))
        self.scho("analyse", "p.scholia", "frequency", "--output", "f.png")
        self.assertTrue(self.read("f.png").startswith(b"\x89PNG"))
        self.refused("analyse", "p.scholia", "concordance", "--set", "word=she", "--as", "svg",
                     says="no chart")


if __name__ == "__main__":
    unittest.main()
