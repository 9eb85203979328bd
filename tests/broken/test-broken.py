#!/usr/bin/env python3
"""Bad input gets the sentence that cases.json says, and the project is unharmed.

`P` in a case is a good project; `files/` and what make_files() writes lie beside it."""

import http.server
import json
import os
import random
import shutil
import sqlite3
import struct
import sys
import threading
import unittest
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "cli"))
import scho  # noqa: E402 - found by the line above

SECRET = "the words of another file"


def use_sqlite(path, statement):
    database = sqlite3.connect(path)
    database.execute(statement)
    database.commit()
    database.close()


class Broken(scho.SchoTest):
    def make_files(self):
        for name in os.listdir(os.path.join(HERE, "files")):
            shutil.copy(os.path.join(HERE, "files", name), self.folder)
        os.mkdir(self.path("folder"))
        os.mkfifo(self.path("pipe"))
        self.write("secret.txt", SECRET)
        self.write("empty.txt", b"")
        self.write("empty.scholia", b"")
        self.write("text.scholia", "not a database at all\n" * 100)
        self.write("rubbish.txt", random.Random(1).randbytes(5000))
        self.write("program.txt", b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 20)
        # No encoding: of UTF-8 and UTF-16 alike it has what they forbid.
        self.write("no-encoding.txt", b"\xff\xfe\x00\xd8" + b"a\x00\x00\xdc\x00\xd8" * 50)
        self.write("no-words.html", "<html><script>alert('words')</script><img alt='x'></html>")
        self.write("deep.html", "<div>" * 300000 + "words")
        self.write("no-cues.srt", "1\nno times\n")
        self.write("nowhere.ann", "T1\tclaim 0 1\tI\n")
        self.write("a.ann", "T1\tclaim 0 1\nT2\tclaim 0 7\tdisgust\n")
        self.write("secret.ann", "T1\tclaim 4 5000\twords\n")
        self.write("no-brat.ann", "not a word of brat\n")
        self.write("no-utf8.ann", b"T1\tclaim 0 1\t\xff\xfe\n")
        self.make_packages()
        whole = self.read("p.scholia")
        self.write("cut.scholia", whole[:len(whole) // 2])
        self.write("short.scholia", whole[:60])
        self.write("newer.scholia", whole)
        use_sqlite(self.path("newer.scholia"), "PRAGMA user_version = 9999")
        use_sqlite(self.path("other.scholia"), "CREATE TABLE recipes (name TEXT)")
        self.write("no-rights.txt", "mine")
        os.chmod(self.path("no-rights.txt"), 0)

    def make_package(self, name, part, content):
        with zipfile.ZipFile(self.path(name), "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr(part, content)

    def add_part(self, name, part, content):
        with zipfile.ZipFile(self.path(name), "a", zipfile.ZIP_DEFLATED) as package:
            package.writestr(part, content)

    def make_packages(self):
        part = "word/document.xml"
        self.write("text.docx", "no package at all\n")
        self.write("encrypted.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000))
        self.make_package("cut.docx", part, random.Random(1).randbytes(5000).hex())
        self.write("cut.docx", self.read("cut.docx")[:2000])
        self.make_package("nothing.docx", "other.xml", "<a/>")
        self.make_package("bomb.docx", part, b" " * 20000000)
        self.make_package("deep.docx", part, "<a>" * 100000)
        self.make_package("entities.docx", part, '<!DOCTYPE a [<!ENTITY b "words"><!ENTITY c '
                          'SYSTEM "secret.txt">]><a>&b;&c;</a>')
        self.make_package("no-xml.docx", part, "words")
        self.write("deep.rtf", "{\\rtf1 " + "{" * 100000 + "words")
        self.make_package("nothing.odt", "other.xml", "<a/>")
        self.make_package("encrypted.odt", "content.xml", "rubbish")
        self.add_part("encrypted.odt", "META-INF/manifest.xml", "<a><encryption-data/></a>")
        self.make_package("protected.epub", "META-INF/encryption.xml", '<a xmlns='
                          '"http://www.w3.org/2001/04/xmlenc#"><CipherReference URI="a.html"/></a>')
        self.make_package("outside.epub", "META-INF/container.xml", '<a xmlns="urn:oasis:names:'
                          'tc:opendocument:xmlns:container"><rootfile full-path="a.opf"/></a>')
        self.add_part("outside.epub", "a.opf", '<a xmlns="http://www.idpf.org/2007/opf"><item '
                      'id="a" href="../../../../secret.txt"/><itemref idref="a"/></a>')
        self.make_sheets()
        self.write("answers.csv", 'name,answer\nAda,"No\n')

    def make_sheet(self, name, cells, strings=""):
        main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        self.make_package(name, "xl/workbook.xml", f'<a xmlns="{main}"><sheet name="One" id="a"/></a>')
        self.add_part(name, "xl/_rels/workbook.xml.rels", '<a xmlns="http://schemas.openxmlformats'
                      f'.org/package/2006/relationships"><Relationship Id="a" Type="{types}/worksheet" '
                      f'Target="one.xml"/><Relationship Id="b" Type="{types}/sharedStrings" '
                      'Target="texts.xml"/></a>')
        self.add_part(name, "xl/one.xml", f'<a xmlns="{main}">{cells}</a>')
        self.add_part(name, "xl/texts.xml", f'<a xmlns="{main}">{strings}</a>')

    def make_open_sheet(self, name, rows):
        oasis = "urn:oasis:names:tc:opendocument:xmlns:"
        self.make_package(name, "content.xml", f'<a xmlns="{oasis}table:1.0" xmlns:text="{oasis}'
                          f'text:1.0"><table name="One">{rows}</table></a>')

    def make_sheets(self):
        row = '<row><c t="inlineStr"><is><t>words</t></is></c></row>'
        cell = "<table-cell{}><text:p>{}</text:p></table-cell>"
        many = ' number-columns-repeated="2147483647"'
        self.write("text.xlsx", "no package at all\n")
        self.write("encrypted.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000))
        self.make_package("nothing.xlsx", "other.xml", "<a/>")
        self.make_package("bomb.xlsx", "xl/workbook.xml", b" " * 20000000)
        self.make_sheet("no-cells.xlsx", "")
        self.make_sheet("no-rows.xlsx", row)
        self.make_sheet("no-xml.xlsx", "<row></c>")
        self.make_sheet("deep.xlsx", "<row>" * 100000)
        self.make_sheet("no-text.xlsx", '<row r="7"><c r="B7" t="s"><v>7</v></c></row>', "<si/>")
        self.make_sheet("far.xlsx", '<row r="3"><c r="ZZZZZZ3"><v>7</v></c></row>')
        self.make_open_sheet("wide.ods", "<table-row>" + cell.format(many, "a") + "</table-row>")
        self.make_open_sheet("many.ods", '<table-row number-rows-repeated="2147483647">'
                             + cell.format("", "a") + "</table-row>")
        self.make_open_sheet("long.ods", '<table-row number-rows-repeated="2000">'
                             + cell.format("", "a" * 1000) + "</table-row>")
        self.make_open_sheet("empty.ods", '<table-row number-rows-repeated="1048576"><table-cell'
                             + many + "/></table-row>")
        self.make_package("encrypted.ods", "content.xml", "rubbish")
        self.add_part("encrypted.ods", "META-INF/manifest.xml", "<a><encryption-data/></a>")
        self.write("ages.csv", "name,age,text\nAda,36,yes\nBea,old,no\n")

    def setUp(self):
        super().setUp()
        self.make_project()
        self.scho("code", "p.scholia", "a.txt", "0", "1", "discourse", "--coder", "asha")
        self.make_files()
        self.before = self.state_of()

    def check_unharmed(self):
        self.assertIn("sound", self.scho("check", "p.scholia"))
        self.assertEqual(self.state_of(), self.before)

    def run_case(self, case):
        words = ["p.scholia" if word == "P" else word for word in case["command"]]
        names = sorted(os.listdir(self.folder))
        result = self.refused(*words)
        for wanted in case["words"]:
            self.assertIn(wanted, result.err)
        self.assertNotIn(SECRET, result.err)
        self.assertEqual(result.out, "")
        self.assertEqual(sorted(os.listdir(self.folder)), names)
        self.check_unharmed()

    def find_missing(self, command):
        """The importer of the case, if it was not built."""
        kinds = {word.rsplit(".", 1)[-1] for word in command}
        if "--as" in command:
            kinds = {command[command.index("--as") + 1]}
        table, = json.loads(self.scho("plugins", "--as", "json"))
        names = [column["name"] for column in table["columns"]]
        offers = " ".join(row[names.index("offers")] or "" for row in table["rows"])
        return [kind for kind in kinds & {"docx", "odt", "epub", "pdf"}
                if command[0] == "import" and f"importer {kind}" not in offers]

    def test_cases(self):
        with open(os.path.join(HERE, "cases.json"), encoding="utf-8") as file:
            cases = json.load(file)
        self.assertGreater(len(cases), 30)
        for case in cases:
            with self.subTest(what=case["what"]):
                if "no-rights.txt" in case["command"] and os.geteuid() == 0:
                    continue  # root may read it
                missing = self.find_missing(case["command"])
                if missing:
                    print(f"Left out: {case['what']}: built without {missing[0]}")
                    continue
                self.run_case(case)

    def test_the_network_is_never_asked(self):
        asked = []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                asked.append(self.path)
                self.send_error(404)

            def log_message(self, *_):
                pass

        server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        self.write("network.xml",
                   self.read("network.xml").replace(b"@PORT@", b"%d" % server.server_port))
        self.run_scho("import", "p.scholia", "network.xml", "--as", "tei")
        self.assertEqual(asked, [])
        self.check_unharmed()

    def test_an_inclusion_is_not_followed(self):
        result = self.run_scho("import", "p.scholia", "include.xml", "--as", "tei")
        if result.code == 0:
            self.assertEqual(self.rows("find", "p.scholia", SECRET), [])
            self.scho("undo", "p.scholia")
            self.assertEqual(self.state_of()[:4], self.before[:4])
        else:
            self.check_unharmed()


class MissingPlugins(scho.SchoTest):
    """What Scholiast was built or installed without is named, with what to install."""

    DATA = os.path.join(HERE, "..", "..", "data")
    KINDS = {"pdf": "libpoppler-glib8", "docx": "libarchive13", "odt": "libarchive13",
             "epub": "libarchive13"}

    def setUp(self):
        super().setUp()
        os.mkdir(self.path("modules"))
        shutil.copy(os.path.join(os.environ["SCHOLIAST_PLUGIN_PATH"], "text.so"),
                    self.path("modules"))
        self.env = self.environment(SCHOLIAST_PLUGIN_PATH=self.path("modules"),
                                    SCHOLIAST_DATA_DIR=self.DATA)
        self.scho("new", "p.scholia", "--title", "Without", env=self.env)

    def rows_of_plugins(self):
        table, = json.loads(self.scho("plugins", "--as", "json", env=self.env))
        names = [column["name"] for column in table["columns"]]
        return {row[names.index("file")]: dict(zip(names, row)) for row in table["rows"]}

    def test_the_list_names_them(self):
        rows = self.rows_of_plugins()
        for kind, package in self.KINDS.items():
            self.assertFalse(rows[kind + ".so"]["loaded"])
            self.assertTrue(rows[kind + ".so"]["title"])
            self.assertIn(package, rows[kind + ".so"]["reason"])
        self.assertNotIn("text.so", rows)  # it is here, by its whole path

    def test_an_import_names_the_package(self):
        for kind, package in self.KINDS.items():
            self.write("a." + kind, b"PK\x03\x04 %PDF-1.4\n")
            for words in (["a." + kind], ["a." + kind, "--as", kind]):
                result = self.run_scho("import", "p.scholia", *words, env=self.env)
                self.assertEqual(result.code, 1)
                self.assertIn(package, result.err)

    def test_a_text_of_that_kind_comes_in_as_text(self):
        self.write("a.md", "# Words\n")
        self.scho("import", "p.scholia", "a.md", env=self.env)

    def test_one_that_lacks_its_library(self):
        shutil.copy(os.path.join(os.environ["SCHOLIAST_TEST_PLUGINS"], "missing-library.so"),
                    self.path("modules/pdf.so"))
        row = self.rows_of_plugins()[os.path.realpath(self.path("modules/pdf.so"))]
        self.assertIn("libscho-nowhere.so", row["reason"])
        self.assertIn("libpoppler-glib8", row["reason"])


def frame(kind, content=b""):
    return struct.pack("=II", kind, len(content)) + content


class BrokenReader(scho.SchoTest):
    """PDF is read by a program of its own: whatever it does, Scholiast says a sentence."""

    SAMPLE = os.path.join(HERE, "..", "golden", "documents", "columns.pdf")

    def setUp(self):
        super().setUp()
        modules = os.environ["SCHOLIAST_PLUGIN_PATH"]
        if not os.path.exists(os.path.join(modules, "pdf.so")):
            self.skipTest("built without Poppler")
        os.mkdir(self.path("modules"))
        shutil.copy(os.path.join(modules, "pdf.so"), self.path("modules"))
        self.env = self.environment(SCHOLIAST_PLUGIN_PATH=self.path("modules"))
        self.scho("new", "p.scholia", "--title", "Reader", env=self.env)

    def import_with(self, script, *options):
        """With a Python script as pdf-reader; without one where it is None."""
        if script is not None:
            self.write("modules/pdf-reader", f"#!{sys.executable}\n{script}\n")
            os.chmod(self.path("modules/pdf-reader"), 0o755)
        result = self.run_scho("import", "p.scholia", self.SAMPLE, *options, env=self.env)
        self.assertEqual(result.code, 1)
        self.assertIn("columns.pdf", result.err)
        self.assertIn("sound", self.scho("check", "p.scholia", env=self.env))
        return result.err

    def say(self, *frames):
        return f"import os; os.write(1, {b''.join(frames)!r})"

    def test_it_is_not_there(self):
        self.assertIn("libpoppler-glib8", self.import_with(None))

    def test_it_lacks_a_library(self):
        self.assertIn("libpoppler-glib8", self.import_with("import os; os._exit(127)"))

    def test_it_crashes(self):
        self.assertIn("broke off", self.import_with("import os; os.kill(os.getpid(), 11)"))
        self.assertIn("broke off", self.import_with(
            self.say(frame(1, struct.pack("=II", 2, 0))) + "; os.abort()"))

    def test_it_hangs(self):
        self.assertIn("too long", self.import_with("import time; time.sleep(100)",
                                                   "--set", "seconds=1"))

    def test_it_says_nonsense(self):
        count = frame(1, struct.pack("=II", 1, 0))
        page = struct.pack("=d4I", 800, 1, 0, 0, 0) + b"1\0x\0" + struct.pack("=4d", 1, 2, 3, 4)
        for said in (b"rubbish of more than eight bytes", frame(2, b"no end"),
                     count + count, frame(3, page), count + frame(3, page[:-1]),
                     count + frame(3, page) + frame(3, page), count + frame(6),
                     count + frame(3, page.replace(b"x", b"\xff")), frame(99),
                     struct.pack("=II", 3, 4000000000)):
            self.assertIn("makes no sense", self.import_with(self.say(said)))
        self.assertIn("4000000000 pages",
                      self.import_with(self.say(frame(1, struct.pack("=II", 4000000000, 0)))))

    def test_it_never_ends(self):
        script = self.say(frame(1, struct.pack("=II", 100000, 0))) + "\n" + (
            "import struct\n"
            "text = b'word ' * 100000\n"
            "page = struct.pack('=d4I', 800, 0, 0, 0, 0) + b'1\\0' + text + b'\\0'\n"
            "while True: os.write(1, struct.pack('=II', 3, len(page)) + page)")
        self.assertIn("bigger than 1 MiB", self.import_with(script, "--set", "limit=1"))


class BrokenPlugins(scho.SchoTest):
    """Modules with faults are listed with the reason; the others work."""

    def environment(self, **more):
        return {**super().environment(), "SCHOLIAST_STATE_DIR": self.state, **more}

    def with_module(self, name):
        os.makedirs(self.path("modules"), exist_ok=True)
        shutil.copy(os.path.join(os.environ["SCHOLIAST_TEST_PLUGINS"], name),
                    self.path("modules"))
        path = self.path("modules") + ":" + os.environ["SCHOLIAST_PLUGIN_PATH"]
        return self.environment(SCHOLIAST_PLUGIN_PATH=path)

    def entries(self, env):
        table, = json.loads(self.scho("plugins", "--as", "json", env=env))
        names = [column["name"] for column in table["columns"]]
        return {os.path.basename(row[names.index("file")]): dict(zip(names, row))
                for row in table["rows"]}

    def check_reason(self, name, reason):
        env = self.with_module(name)
        entries = self.entries(env)
        self.assertFalse(entries[name]["loaded"])
        self.assertIn(reason, entries[name]["reason"])
        self.assertTrue(entries["text.so"]["loaded"])
        self.make_project()
        self.assertIn("sound", self.scho("check", "p.scholia", env=env))

    def test_another_api(self):
        self.check_reason("wrong-api.so", "API")

    def test_no_symbol(self):
        self.check_reason("no-symbol.so", "scho_plugin")

    def test_missing_library(self):
        self.check_reason("missing-library.so", "libscho-nowhere.so")

    def test_missing_symbol(self):
        self.check_reason("missing-symbol.so", "symbol")

    def test_no_module(self):
        os.makedirs(self.path("modules"))
        self.write("modules/rubbish.so", "no module")
        env = self.environment(SCHOLIAST_PLUGIN_PATH=self.path("modules"))
        entry, = self.entries(env).values()
        self.assertFalse(entry["loaded"])
        self.assertTrue(entry["reason"])

    def test_one_that_crashes_stays_off(self):
        env = self.with_module("crash.so")
        first = self.run_scho("plugins", env=env)
        self.assertNotEqual(first.code, 0)
        self.assertIn("crash.so", first.err)
        self.assertIn("crashed", self.entries(env)["crash.so"]["reason"])
        self.assertTrue(self.entries(env)["text.so"]["loaded"])


if __name__ == "__main__":
    unittest.main()
