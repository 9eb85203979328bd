#!/usr/bin/env python3
"""Files that mean harm, for every importer: a sentence or a text, and within bounds.

Each runs by itself; its memory and its time are measured. Importers that were not built are
left out with a sentence."""

import json
import os
import sqlite3
import struct
import subprocess
import sys
import time
import unittest
import warnings
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "cli"))
import scho  # noqa: E402 - found by the line above

SECRET = "the words of another file"
SANITIZED = "SCHOLIAST_SANITIZED" in os.environ  # slower, and in need of more memory
MOST_SECONDS = 150 if SANITIZED else 30  # the machine may be busy
MOST_MEBIBYTES = 400
DEEP = 100000
# Where each kind of package keeps its text.
PARTS = {"docx": "word/document.xml", "odt": "content.xml", "epub": "a.xhtml"}
CONTAINER = ('<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
             '<rootfile full-path="a.opf"/></rootfiles></container>')
BOOK = ('<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" '
        'href="a.xhtml"/></manifest><spine><itemref idref="a"/></spine></package>')
WORDS = {
    "docx": '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
            '<w:body><w:p><w:r><w:t>Good words.</w:t></w:r></w:p></w:body></w:document>',
    "odt": '<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
           'xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><o:body><o:text>'
           '<t:p>Good words.</t:p></o:text></o:body></o:document-content>',
    "epub": '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>Good words.</p></body></html>',
}
DOCTYPES = {
    "an entity bomb": '<!DOCTYPE a [<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">' for i in range(9))
        + "]><a>&j;</a>",
    "an external entity": '<!DOCTYPE a [<!ENTITY b SYSTEM "secret.txt">]><a>&b;</a>',
    "an external subset": '<!DOCTYPE a SYSTEM "secret.txt"><a>words</a>',
}


def make_pdf(objects, trailer=b"/Root 1 0 R"):
    """A PDF of these bodies, numbered from 1, with a table that is right."""
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + (b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d %s >>\n"
                  b"startxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table, len(objects) + 1,
                                                 trailer, len(out)))


def make_page(stream, length=None):
    length = len(stream) if length is None else length
    return [b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
            b"/Resources << /Font << /F 5 0 R >> >> >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (length, stream),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]


REFI = ('<Project xmlns="urn:QDA-XML:project:1.0" name="p"><CodeBook><Codes><Code guid="$10" name="A" '
        'isCodable="true"/></Codes></CodeBook><Sources><TextSource guid="$20" name="t" '
        'plainTextPath="internal://t.txt"><PlainTextSelection guid="$30" startPosition="0" '
        'endPosition="4"><Coding guid="$40"><CodeRef targetGUID="$10"/></Coding></PlainTextSelection>'
        '</TextSource></Sources></Project>')
DATABASES = {
    "qualcoder": [
        "CREATE TRIGGER t AFTER INSERT ON source BEGIN DELETE FROM source; END;"
        "CREATE VIEW v AS SELECT load_extension('x');"
        "UPDATE source SET fulltext = zeroblob(20000000) WHERE id = 3;"
        "UPDATE OR IGNORE code_text SET pos0 = -5, pos1 = 9223372036854775807;",
        "UPDATE source SET fulltext = 7, name = x'ff00ff' || id WHERE id = 1;"
        "UPDATE OR IGNORE code_text SET pos0 = 'x', pos1 = 1e300;"
        "UPDATE code_cat SET supercatid = catid; UPDATE OR IGNORE code_name SET catid = 'x';"
        "UPDATE OR IGNORE attribute SET id = 'x'; UPDATE OR IGNORE cases SET name = NULL;"
        "UPDATE journal SET jentry = 3;"
        "UPDATE source SET mediapath = '/images/../../../../etc/passwd', fulltext = NULL WHERE id = 3;",
    ],
    "taguette": [
        "CREATE TRIGGER t AFTER INSERT ON documents BEGIN DELETE FROM documents; END;"
        "UPDATE documents SET contents = zeroblob(20000000);",
        "UPDATE OR IGNORE highlights SET start_offset = 'x', end_offset = 1e300 WHERE id = 1;"
        "UPDATE OR IGNORE highlights SET start_offset = -5, end_offset = 9223372036854775807 WHERE id > 1;"
        "UPDATE OR IGNORE tags SET path = x'ff00ff', description = 7;",
    ],
}
VIEW = '"%VIEWS": {"_InitialView": {"%SOFA": 1, "%MEMBERS": [2, 3, 4]}}'
CAS = [
    '{"%TYPES": {}, "%FEATURE_STRUCTURES": [{"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, '
    '"sofaID": "_InitialView", "sofaString": "Good words."}, {"%ID": 2, "%TYPE": "a.B", "@sofa": 1, '
    f'"begin": {begin}, "end": {end}, "@next": 3}}, {{"%ID": 3, "%TYPE": "a.B", "@sofa": 3, "@next": 2, '
    f'"begin": 0, "end": 4}}], {VIEW}}}'
    for begin, end in ((5, 999999999), (-4, 3), (9, 2), ('"x"', "null"), ("1e300", "99999999999999999999"))
]
GOOD_STREAM = b"BT /F 12 Tf 72 700 Td (Good words.) Tj ET"


class Hostile(scho.SchoTest):
    def setUp(self):
        super().setUp()
        self.make_project()
        self.write("secret.txt", SECRET)
        table, = json.loads(self.scho("plugins", "--as", "json"))
        names = [column["name"] for column in table["columns"]]
        self.offers = ", ".join(row[names.index("offers")] or "" for row in table["rows"])
        self.before = self.state_of()[:4]

    def skip_without(self, kind):
        if f"importer {kind}" not in self.offers:
            self.skipTest(f"this Scholiast was built without the importer “{kind}”")

    def list_files(self):
        """But for the copies that are kept before a step takes away very much."""
        return sorted(name for name in os.listdir(self.folder) if "(copy " not in name)

    def run_bounded(self, words):
        """Exit code and what it said, after looking at its time and memory."""
        with open(self.path("said"), "w+", encoding="utf-8") as said:
            start = time.monotonic()
            child = subprocess.Popen([os.environ["SCHO"], "import", "p.scholia", *words],
                                     cwd=self.folder, env=self.environment(),
                                     stdout=subprocess.DEVNULL, stderr=said)
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            self.assertLess(time.monotonic() - start, MOST_SECONDS)
            if not SANITIZED:
                self.assertLess(usage.ru_maxrss / 1024, MOST_MEBIBYTES)
            said.seek(0)
            text = said.read()
        os.remove(self.path("said"))
        return child.returncode, text

    def meet(self, name, wanted=None, *options, coder=()):
        """Imports it: refused with these words; None: whatever, but without harm."""
        with self.subTest(file=name, what=wanted):
            names = self.list_files()
            code, said = self.run_bounded([name, *coder, *[w for o in options
                                                           for w in ("--set", o)]])
            secrets = self.rows("find", "p.scholia", SECRET)
            if code == 0:
                self.scho("undo", "p.scholia")
            self.assertIn(code, (0, 1) if wanted is None else (1,), said)
            self.assertIn(wanted or "", said)
            self.assertNotIn(SECRET, said)
            self.assertTrue(code == 0 or name in said, said)
            self.assertEqual(secrets, [])
            self.assertTrue(self.state_of()[:4] == self.before, "the project has changed")
            self.assertEqual(self.list_files(), names)
            self.assertIn("sound", self.scho("check", "p.scholia"))

    def pack(self, name, kind, content, more=()):
        with zipfile.ZipFile(self.path(name), "w", zipfile.ZIP_DEFLATED) as package:
            if kind == "epub":
                package.writestr("META-INF/container.xml", CONTAINER)
                package.writestr("a.opf", BOOK)
            package.writestr(PARTS[kind], content)
            for part, words in more:
                package.writestr(part, words)

    def patch(self, name, at_local, at_central, value):
        """The same field of all parts, in their own heads and in the list of parts."""
        data = bytearray(self.read(name))
        for mark, at in ((b"PK\x03\x04", at_local), (b"PK\x01\x02", at_central)):
            place = data.find(mark)
            while place >= 0:
                data[place + at:place + at + len(value)] = value
                place = data.find(mark, place + 4)
        self.write(name, bytes(data))

    def check_package(self, kind):
        self.skip_without(kind)
        good, part = WORDS[kind], PARTS[kind]
        self.pack(f"good.{kind}", kind, good)
        self.scho("import", "p.scholia", f"good.{kind}")
        self.scho("undo", "p.scholia")
        self.before = self.state_of()[:4]
        self.pack(f"bomb.{kind}", kind, b" " * (200 << 20))
        self.meet(f"bomb.{kind}", "bigger than 8 MiB when unpacked", "limit=8")
        self.pack(f"many.{kind}", kind, good, [(f"x{i}", b" " * (1 << 20)) for i in range(50)])
        self.meet(f"many.{kind}", None, "limit=8")
        self.pack(f"out.{kind}", kind, good,
                  [("../../out.txt", "out"), ("/tmp/out.txt", "out"), ("..\\out.txt", "out")])
        self.meet(f"out.{kind}")
        self.assertFalse(os.path.exists(self.path("../out.txt")))
        self.pack(f"deep.{kind}", kind, "<a>" * DEEP)
        self.meet(f"deep.{kind}", "")
        self.pack(f"closed.{kind}", kind, "<a>" * DEEP + "words" + "</a>" * DEEP)
        self.meet(f"closed.{kind}", None if kind == "epub" else "")
        for what, content in DOCTYPES.items():
            name = what.split()[-1] + "." + kind
            self.pack(name, kind, content)
            self.meet(name)
        self.pack(f"huge.{kind}", kind, good)
        self.patch(f"huge.{kind}", 22, 24, struct.pack("<I", 0xfffffff0))
        self.meet(f"huge.{kind}")
        self.pack(f"locked.{kind}", kind, good)
        self.patch(f"locked.{kind}", 6, 8, struct.pack("<H", 1))
        self.meet(f"locked.{kind}", "without a password")
        self.pack(f"cut.{kind}", kind, good + " " * 3000 + os.urandom(3000).hex())
        self.write(f"cut.{kind}", self.read(f"cut.{kind}")[:1500])
        self.meet(f"cut.{kind}", "")
        self.pack(f"other.{kind}", "docx" if kind == "epub" else "epub", "<a/>")
        self.meet(f"other.{kind}", "")
        self.assertTrue(part)

    def test_docx(self):
        self.check_package("docx")

    def test_odt(self):
        self.check_package("odt")

    def test_epub(self):
        self.check_package("epub")

    def test_pdf(self):
        self.skip_without("pdf")
        good = make_page(GOOD_STREAM)
        whole = make_pdf(good)
        self.write("good.pdf", whole)
        self.scho("import", "p.scholia", "good.pdf")
        self.assertEqual(len(self.rows("find", "p.scholia", "Good words.")), 1)
        self.scho("undo", "p.scholia")
        self.before = self.state_of()[:4]
        kids = [good[0], b"<< /Type /Pages /Kids [2 0 R 2 0 R 3 0 R] /Count 3 >>", *good[2:]]
        self.write("loop.pdf", make_pdf(kids))
        self.meet("loop.pdf")
        self.write("parent.pdf", make_pdf([good[0], b"<< /Type /Pages /Parent 2 0 R /Kids 2 0 R "
                                           b"/Count 2 0 R >>", *good[2:]]))
        self.meet("parent.pdf")
        self.write("count.pdf", make_pdf([good[0], b"<< /Type /Pages /Kids [3 0 R] "
                                          b"/Count 2000000000 >>", *good[2:]]))
        self.meet("count.pdf")
        self.write("length.pdf", make_pdf(make_page(GOOD_STREAM, 4294967290)))
        self.meet("length.pdf")
        self.write("table.pdf", whole.replace(b"startxref\n", b"startxref\n9999"))
        self.meet("table.pdf")
        self.write("prev.pdf", make_pdf(good, b"/Root 1 0 R /Prev 9"))
        self.meet("prev.pdf")
        self.write("size.pdf", whole.replace(b"/Size 6", b"/Size 2147483647"))
        self.meet("size.pdf")
        self.write("cut.pdf", whole[:len(whole) // 2])
        self.meet("cut.pdf")
        self.write("head.pdf", whole[:20])
        self.meet("head.pdf", "")
        self.write("deep.pdf", make_pdf([b"[" * DEEP, *good[1:]]))
        self.meet("deep.pdf")
        self.write("deep-page.pdf", make_pdf(make_page(b"q " * DEEP + b"<<" * DEEP)))
        self.meet("deep-page.pdf")
        form = (b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X "
                b"6 0 R >> >> /Length 20 >>\nstream\n/X Do /X Do /X Do /X\nendstream")
        page = make_page(b"/X Do")
        page[2] = page[2].replace(b"/Font <<", b"/XObject << /X 6 0 R >> /Font <<")
        self.write("form.pdf", make_pdf([*page, form]))
        self.meet("form.pdf", None, "seconds=10")

    def test_rich_text(self):
        self.write("deep.rtf", "{\\rtf1 " + "{" * DEEP + "words" + "}" * DEEP + "}")
        self.meet("deep.rtf", "groups")
        self.write("binary.rtf", "{\\rtf1 words \\bin4294967295 more}")
        self.meet("binary.rtf")
        self.write("numbers.rtf", "{\\rtf1 \\u99999999999999999999 \\uc2147483647 \\'zz "
                   "\\fs-2147483649 words}")
        self.meet("numbers.rtf")
        self.write("cut.rtf", "{\\rtf1\\ansi words \\u12")
        self.meet("cut.rtf")

    def test_tei(self):
        start = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>'
        self.write("deep.xml", start + "<div>" * DEEP + "words" + "</div>" * DEEP
                   + "</body></text></TEI>")
        self.meet("deep.xml", "")
        for what, content in DOCTYPES.items():
            self.write("entity.xml", content.replace("<a>", start).replace(
                "</a>", "</body></text></TEI>"))
            # What is outside is not fetched, and without it the words are there.
            self.meet("entity.xml", None if "subset" in what else "entit")

    def test_pages_and_marks(self):
        for open_, close in (("<div>", "</div>"), ("<b>", ""), ("<table><tr><td>", ""),
                             ("<ul><li>", ""), ("&#x110000;", ""), ("<!--", "")):
            self.write("deep.html", "<html><body>" + open_ * DEEP + "words" + close * DEEP)
            self.meet("deep.html")
        if "importer markdown" in self.offers:
            for sign in ("> ", "- ", "[", "*a ", "`", "![a](", "<b>", "|a"):
                self.write("deep.md", sign * DEEP + "words")
                self.meet("deep.md")

    def test_tables_and_cues(self):
        self.write("wide.csv", "text" + ",a" * DEEP + "\nwords\n")
        self.meet("wide.csv", None, "text=text")
        self.write("quote.csv", 'text\n"' + "words " * DEEP)
        self.meet("quote.csv", "")
        self.write("times.srt", "1\n99999999999:00:00,000 --> 00:00:00,000\nwords\n\n" * 1000)
        self.meet("times.srt")
        self.write("voices.vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\n" + "<v A>" * DEEP + "words")
        self.meet("voices.vtt")

    def test_brat(self):
        coder = ("--coder", "asha")
        self.write("a.ann", "".join(f"T{i}\tx 0 1\n" for i in range(DEEP)))
        self.meet("a.ann", coder=coder)
        self.write("a.ann", "T1\tx " + ";".join(["0 1"] * DEEP) + "\n")
        self.meet("a.ann", coder=coder)
        self.write("a.ann", "T1\tx 4294967295 99999999999999999999\n")
        self.meet("a.ann", "Line 1", coder=coder)

        self.write("a.ann", "T1\tx -1 3\n")
        self.meet("a.ann", "Line 1", coder=coder)
        self.write("a.ann", "T1\tx 3 1\n")
        self.meet("a.ann", "Line 1", coder=coder)
        self.write("a.ann", "T1\tx 0 1;9 9999\n")
        self.meet("a.ann", "Line 1", coder=coder)
        self.write("a.ann", "T1\tx 0 1\nE1\tx:E1 a:E2\nE2\tx:E1 a:E1\nR1\tr Arg1:R1 Arg2:T1\n"
                            "*\tEquiv T1" + " T1" * DEEP + "\n")
        self.meet("a.ann", coder=coder)

    def pack_refi(self, name, project, parts=()):
        with zipfile.ZipFile(self.path(name), "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr("project.qde", project)
            for part, words in parts:
                package.writestr(part, words)

    def test_refi(self):
        self.skip_without("refi-qda")
        guid = "00000000-0000-4000-8000-0000000000"
        good = REFI.replace("$", guid)
        text = ("sources/t.txt", "Good words.")
        self.pack_refi("bomb.qdpx", good, [("sources/t.txt", b" " * (200 << 20))])
        self.meet("bomb.qdpx", "bigger than 8 MiB", "limit=8")
        self.pack_refi("bomb2.qdpx", b" " * (200 << 20), [text])
        self.meet("bomb2.qdpx", "bigger than 8 MiB", "limit=8")
        self.pack_refi("out.qdpx", good, [text, ("../../out.txt", "out"), ("/tmp/out.txt", "out"),
                                          ("..\\out.txt", "out"), ("sources/../../t.txt", "out")])
        self.meet("out.qdpx")
        self.assertFalse(os.path.exists(self.path("../out.txt")))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self.pack_refi("twice.qdpx", good, [text, text, ("project.qde", "<a/>")])
        self.meet("twice.qdpx")
        link = zipfile.ZipInfo("sources/t.txt")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        self.pack_refi("link.qdpx", good, [(link, self.path("secret.txt"))])
        self.meet("link.qdpx")
        self.pack_refi("many.qdpx", good, [(f"sources/{i}", "") for i in range(DEEP)])
        self.meet("many.qdpx")
        nested = '<Code guid="$99" name="a" isCodable="true">'.replace("$", guid)
        self.pack_refi("deep.qdpx", f'<Project name="p"><CodeBook><Codes>{nested * DEEP}')
        self.meet("deep.qdpx", "")
        self.pack_refi("notes.qdpx", good.replace("</Sources>", "</Sources><Notes>" + "".join(
            f'<Note guid="{i:08x}{guid[8:]}00"><NoteRef targetGUID="{i:08x}{guid[8:]}00"/></Note>'
            for i in range(DEEP // 10)) + "</Notes>"), [text])
        self.meet("notes.qdpx")
        for what, content in DOCTYPES.items():
            self.pack_refi(what.split()[-1] + ".qdpx", content)
            self.meet(what.split()[-1] + ".qdpx", "")

    def test_databases(self):
        """Triggers, views, values of other types, rings, and more than is good."""
        for kind in ("qualcoder", "taguette"):
            if f"importer {kind}" not in self.offers:
                continue
            with open(os.path.join(HERE, "..", "golden", "databases", kind + ".sql"),
                      encoding="utf-8") as file:
                sql = file.read()
            for number, more in enumerate(DATABASES[kind]):
                name = f"{kind}{number}.sqlite3" if kind == "taguette" else f"{kind}{number}.qda"
                database = sqlite3.connect(self.path(name))
                database.executescript(sql + more)
                database.commit()
                database.close()
                self.meet(name)
                os.remove(self.path(name))

    def test_cas(self):
        self.skip_without("cas")
        for number, content in enumerate(CAS):
            self.write(f"{number}.json", content)
            self.meet(f"{number}.json", None, coder=("--coder", "asha"))
        self.write("deep.json", '{"%TYPES": ' + "[" * DEEP)
        self.meet("deep.json", None, coder=("--coder", "asha"))

    def test_a_size_that_is_only_declared(self):
        """A file of 3 GiB without content is refused before it is read."""
        for kind in ("txt", "docx", "pdf", "xml", "csv", "ann", "html"):
            if kind in ("docx", "pdf") and f"importer {kind}" not in self.offers:
                continue
            with open(self.path(f"holes.{kind}"), "wb") as file:
                file.truncate(3 << 30)
            self.meet(f"holes.{kind}", "bigger than 512 MiB")
            os.remove(self.path(f"holes.{kind}"))


if __name__ == "__main__":
    unittest.main()
