#!/usr/bin/env python3
"""Coded documents, codebooks and spreadsheets, read by other people's programs: LibreOffice,
pandoc, odt2txt. What they find must be what the project says."""

import csv
import html
import html.parser
import io
import json
import os
import shutil
import signal
import subprocess
import time
import unittest

import scho

OVERLAPPING = "It is one\t<i>&amp;</i> = two,\nand 🙂 “quoted” – naïve.\nशर्म उसकी नहीं है।\n"
CODINGS = ((0, 9, "discourse", "asha", "=1+1, <b> & -- “so”"),
           (3, 22, "victim-blaming", "bela", ""), (34, 35, "discourse", "bela", ""),
           (53, 66, "bystander-support", "asha", "शर्म"))
SMALL = ("text.txt", "table.csv") # what LibreOffice opens if its parts are there
OFFICE = shutil.which("soffice")


class Page(html.parser.HTMLParser):
    """A page that LibreOffice wrote: its words, the comments with their places in these words,
    and its sheets. Places do not count white space, since pages wrap."""

    def __init__(self, text):
        super().__init__()
        self.words = ""
        self.comments = []
        self.sheets = {}
        self.row = self.cell = self.heading = None
        self.outside = 0
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        if tag in ("head", "style"):
            self.outside += 1
        elif tag == "em":
            self.heading = ""
        elif tag == "tr":
            self.row = []
        elif tag == "td":
            self.cell = ""
        elif tag == "br" and self.cell is not None:
            self.cell += "\n"

    def handle_endtag(self, tag):
        if tag in ("head", "style"):
            self.outside -= 1
        elif tag == "em" and self.heading is not None:
            self.sheets[self.heading], self.heading = [], None
        elif tag == "td":
            self.row.append(squeezed(self.cell))
            self.cell = None
        elif tag == "tr" and self.sheets:
            self.sheets[list(self.sheets)[-1]].append(self.row)

    def handle_data(self, data):
        if self.outside:
            return
        self.words += squeezed(data)
        if self.cell is not None:
            self.cell += data
        if self.heading is not None:
            self.heading += data

    def handle_comment(self, data):
        # Later versions escape what is in it, earlier ones do not.
        self.comments.append((len(self.words), plain(html.unescape(data))))


def squeezed(text):
    return "".join(text.split())


def plain(text):
    return " ".join(text.split())


def pandoc_comments(inlines, state):
    """Adds the comments of a Word document to state["comments"], as start, end, words, author."""
    for item in inlines:
        kind, content = item.get("t"), item.get("c")
        if kind == "Str":
            state["words"] += squeezed(content)
        elif kind == "Span" and "comment-start" in content[0][1]:
            facts = dict(content[0][2])
            said = {"words": "", "open": {}, "comments": []}
            pandoc_comments(content[1], said)
            state["open"][facts["id"]] = (len(state["words"]), said["words"], facts["author"])
        elif kind == "Span" and "comment-end" in content[0][1]:
            start, words, author = state["open"].pop(dict(content[0][2])["id"])
            state["comments"].append((start, len(state["words"]), words, author))
        elif isinstance(content, list):
            inner = content[-1] if kind in ("Span", "Header") else content
            pandoc_comments([part for part in inner if isinstance(part, dict)], state)


class Office(scho.SchoTest):
    def setUp(self):
        super().setUp()
        self.make_project()
        self.write("b.txt", OVERLAPPING)
        with open(self.path("more.csv"), "w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(("document", "start", "end", "code", "coder", "memo", "quote"))
            for start, end, *others in CODINGS:
                rows.writerow(("b.txt", start, end, *others, OVERLAPPING[start:end]))
        self.scho("import", "p.scholia", "b.txt", "more.csv")
        self.codings = list(csv.reader(io.StringIO(self.scho("export", "p.scholia", "--as",
                                                             "csv"))))[1:]
        self.assertEqual(len(self.codings), 4 + len(CODINGS))

    def export(self, format, *words):
        name = f"{format.replace('-', '.')}.{words[0] if words else format}"
        more = ("--where", "title = b.txt") if format in ("coded-docx", "coded-odt") else ()
        self.scho("export", "p.scholia", "--as", format, "--output", name, *more)
        return name

    def expected_comments(self):
        """Of b.txt: where each coding begins and ends without white space, what the comment
        says, whose it is."""
        place = [len(squeezed(OVERLAPPING[:i])) for i in range(len(OVERLAPPING) + 1)]
        return [(place[int(row[1])], place[int(row[2])], row[3] + (": " if row[5] else "") + row[5],
                 row[4]) for row in self.codings if row[0] == "b.txt"]

    def open_in_office(self, names):
        """All in one start, which takes longer than reading. Returns a page for each."""
        environment = self.environment(HOME=self.state)
        for name in SMALL:
            self.write(name, "one,two\n")
        names = [*SMALL, *names]
        process = subprocess.Popen(
            [OFFICE, f"-env:UserInstallation=file://{self.state}/office", "--headless",
             "--convert-to", "html", "--outdir", self.path("pages"), *names], cwd=self.folder,
            env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, start_new_session=True)
        try:
            said = process.communicate(timeout=120)[0].decode(errors="replace")
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise
        self.wait_for_end(process.pid)
        pages = {}
        for name in names:
            path = os.path.join("pages", os.path.splitext(name)[0] + ".html")
            if name in SMALL and not os.path.exists(self.path(path)):
                self.skipTest(f"LibreOffice is here, but not its part for {name}")
            self.assertTrue(os.path.exists(self.path(path)), f"{name} was not opened: {said}")
            pages[name] = Page(self.read(path).decode())
        return pages

    def wait_for_end(self, group):
        """Its processes end a moment after the first."""
        for _ in range(100):
            try:
                os.killpg(group, 0)
            except ProcessLookupError:
                return
            time.sleep(0.05)
        self.fail("LibreOffice runs on")

    @unittest.skipUnless(OFFICE, "LibreOffice is not here: in Debian libreoffice-writer-nogui")
    def test_libre_office_opens_them(self):
        texts = [self.export("coded-docx", "docx"), self.export("coded-odt", "odt")]
        page = self.export("coded-html", "html")
        codebooks = [self.export("codebook-odt", "odt"), self.export("codebook-html", "html")]
        sheets = [self.export("xlsx"), self.export("ods")]
        results = []
        for format in ("xlsx", "ods", "html"):
            results.append(f"result.as.{format}.{format}")
            self.scho("analyse", "p.scholia", "frequency", "--output", results[-1])
        pages = self.open_in_office(texts + [page] + codebooks + sheets + results)

        for name in texts:
            self.assertEqual(pages[name].words, squeezed(OVERLAPPING), name)
            self.assertEqual(sorted(pages[name].comments),
                             sorted(comment[1:3] for comment in self.expected_comments()), name)
        for text in (scho.TEXT, OVERLAPPING):
            for line in text.splitlines():
                self.assertIn(squeezed(line), pages[page].words)
        for name in codebooks:
            for words in ("victim-blaming", "Blame, moved to her", "Somebody stands by her"):
                self.assertIn(squeezed(words), pages[name].words, name)
        self.check_sheets([pages[name].sheets for name in sheets])
        self.check_results([pages[name] for name in results])

    def check_sheets(self, books):
        for book in books:
            self.assertEqual(list(book), ["Codings", "Documents", "Codebook", "Memos"])
            self.assertEqual(book["Codings"][1:], [[squeezed(cell) for cell in row]
                                                   for row in self.codings])
            self.assertIn(["victim-blaming", "discourse", "#c0392b", "Blame,movedtoher"],
                          [row[:4] for row in book["Codebook"]])
        self.assertEqual(*books)

    def check_results(self, pages):
        table = self.tables("analyse", "p.scholia", "frequency")[0]
        for page in pages[:2]:
            rows = page.sheets["Code frequency"]
            self.assertEqual([row[:2] for row in rows[1:]],
                             [[row[0], str(row[1])] for row in table["rows"]])
            self.assertIn("How it was counted", page.sheets)
        for row in table["rows"]:
            self.assertIn(squeezed(row[0]), pages[2].words)

    @unittest.skipUnless(shutil.which("pandoc"), "pandoc is not here")
    def test_pandoc_finds_the_comments_of_word(self):
        whole = json.loads(subprocess.run(
            ["pandoc", "-f", "docx", "--track-changes=all", "-t", "json",
             self.export("coded-docx", "docx")], cwd=self.folder, check=True,
            capture_output=True).stdout)
        state = {"words": "", "open": {}, "comments": []}
        pandoc_comments(whole["blocks"], state)
        self.assertEqual(state["words"], squeezed(OVERLAPPING))
        self.assertEqual(sorted(state["comments"]), sorted(
            (start, end, squeezed(said), coder)
            for start, end, said, coder in self.expected_comments()))
        self.assertEqual(state["open"], {})

    def test_others_read_the_open_document(self):
        name = self.export("coded-odt", "odt")
        for program in (["pandoc", "-f", "odt", "-t", "plain", "--wrap=none", name],
                        ["odt2txt", "--width=-1", "--encoding=UTF-8", name]):
            if not shutil.which(program[0]):
                self.skipTest(f"{program[0]} is not here")
            said = subprocess.run(program, cwd=self.folder, check=True,
                                  capture_output=True).stdout.decode()
            # Not its “&amp;”, which odt2txt reads twice.
            for words in ("<i>", "</i> = two,", "🙂", "“quoted” – naïve.", "उसकी नहीं है।"):
                self.assertIn(squeezed(words), squeezed(said), program[0])

    @unittest.skipUnless(shutil.which("pandoc"), "pandoc is not here")
    def test_pandoc_reads_the_quotations(self):
        self.scho("export", "p.scholia", "--as", "md", "--output", "q.md")
        blocks = json.loads(subprocess.run(["pandoc", "-f", "markdown", "-t", "json", "q.md"],
                                           cwd=self.folder, check=True,
                                           capture_output=True).stdout)["blocks"]
        state = {"words": "", "open": {}, "comments": []}
        quotes = []
        for block in blocks:
            if block["t"] == "BlockQuote":
                state["words"] = ""
                pandoc_comments(block["c"][:1], state)
                quotes.append(state["words"])
        self.assertEqual(sorted(quotes), sorted(squeezed(row[6]) for row in self.codings))


if __name__ == "__main__":
    unittest.main()
