#!/usr/bin/env python3
"""How much of what another program reads from a file is in what Scholiast reads.

A table: each sample, words found by Scholiast, words found by the other program, the share
of these that Scholiast has in the same order. samples.json says which program is asked for
which kind, how big the share must be where that is not 99.5 %, and why.

The samples of others lie in ../shared; what an absent program says of them, expected.json
there quotes. Our own lie in tests/golden, with the words of the other program in words/ (SCHOLIAST_UPDATE=1 writes those anew), or
with what is to be read there, put down by hand."""

import csv
import io
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import unittest
import xml.etree.ElementTree

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "cli"))
import scho  # noqa: E402 - found by the line above

GOLDEN = os.path.join(HERE, "..", "golden", "documents")
SHARED = os.path.join(os.environ.get("SCHOLIAST_SHARED")
                      or os.path.join(HERE, "..", "..", "..", "shared"), "samples", "documents")
NO_IMPORTER = re.compile(r"no importer knows|no plain text$", re.M)
QUOTED = "expected.json"
TEI = "{http://www.tei-c.org/ns/1.0}"
# Letters and digits; scripts without spaces by the character.
WORD = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uff66-\uff9d]|[^\W_\u2e80-\u9fff\uac00-\ud7af]+")

with open(os.path.join(HERE, "samples.json"), encoding="utf-8") as file:
    DATA = json.load(file)


def split_words(text):
    return WORD.findall(text)


def count_common(a, b):
    """The length of the longest common subsequence, by bits in a whole number of any length
    (Hyyrö 2004): a step for each word of b, not for each pair."""
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    end = 0
    while end < min(len(a), len(b)) - start and a[-1 - end] == b[-1 - end]:
        end += 1
    a, b = a[start:len(a) - end], b[start:len(b) - end]
    places = {}
    for i, word in enumerate(a):
        places[word] = places.get(word, 0) | 1 << i
    whole = (1 << len(a)) - 1
    rest = whole
    for word in b:
        if word in places:
            met = rest & places[word]
            rest = ((rest + met) | (rest - met)) & whole
    return start + end + len(a) - bin(rest).count("1")


def read_bytes(path):
    with open(path, "rb") as file:
        return file.read()


def decode(path, facts):
    """By Python, told the encoding; a character cut at the end is no word."""
    encoding = facts.get("encoding", "UTF-8")
    names = {"UTF-8 BOM": "utf-8-sig", "UTF-16BE BOM": "utf-16", "Mac Roman": "mac-roman"}
    return read_bytes(path).decode(names.get(encoding, encoding), "ignore")


def read_cues(path, facts):
    """The lines between a time and an empty line, without what is in angle brackets."""
    words, inside = [], False
    for line in decode(path, facts).splitlines():
        if "-->" in line:
            inside = True
        elif not line.strip():
            inside = False
        elif inside:
            words.append(re.sub(r"<[^>]*>", "", line))
    return "\n".join(words)


def read_columns(path, facts):
    """The columns that samples.json names for the text, by Python's csv."""
    rows = csv.reader(io.StringIO(decode(path, facts), newline=""),
                      delimiter=facts.get("separator", ","))
    names = next(rows)
    wanted = [names.index(name) for name in facts["text"].split(";")]
    return "\n".join(row[i] for row in rows for i in wanted if i < len(row))


def read_tei(path, facts):
    """All that is in the text of a TEI file, by Python's XML: without the heads of pages, of
    two readings the corrected one, and words divided at the ends of lines as one."""
    pieces = []

    def add(element, in_choice):
        name = element.tag.removeprefix(TEI)
        if name == "fw" or in_choice and name in ("sic", "orig", "abbr"):
            return
        if element.get("break") == "no":
            pieces.append("\0")
        is_choice = name == "choice"
        pieces.append("" if is_choice else element.text or "")
        for child in element:
            add(child, is_choice)
            pieces.append("" if is_choice else child.tail or "")

    for text in xml.etree.ElementTree.parse(path).getroot().iter(TEI + "text"):
        add(text, False)
    return re.sub("[-\u00ad]?\\s*\0\\s*", "", "".join(pieces))


PYTHON = {"decode": decode, "cues": read_cues, "csv": read_columns, "tei": read_tei}


def ask_program(path, facts, kind, folder):
    """What the other program reads, and its name; nothing where it is not here. Some write
    pictures into the folder where they run."""
    command = facts.get("tool", DATA["tools"].get(kind))
    if command in (None, "expected.json"):
        return None, None
    if command.startswith("python "):
        return PYTHON[command.split()[1]](path, facts), "Python"
    words = command.split()
    if shutil.which(words[0]) is None:
        return None, None
    done = subprocess.run([path if word == "FILE" else word for word in words],
                          cwd=folder, env={**os.environ, "LC_ALL": "C.UTF-8"},
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=120,
                          check=True)
    return done.stdout.decode("utf-8", "replace"), words[0]


def ask_pages(path, ours):
    """pdftotext's words, page by page in that of its two orders that is nearer to ours: the
    one takes the right column first on some pages, the other figures before the text they
    stand in, on others. Words divided at the ends of lines are one."""
    def ask(*options):
        text = subprocess.run(["pdftotext", *options, path, "-"], stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, timeout=120, check=True).stdout
        pages = text.decode("utf-8", "replace").split("\f")
        return [split_words(re.sub(r"(\w)-\n(\w)", r"\1\2", page)) for page in pages]

    return [max(orders, key=lambda words: count_common(ours, words))
            for orders in zip(ask(), ask("-raw"))]


def name_tool(kind):
    name = DATA["tools"].get(kind, "hand").split()[0]
    return "Python" if name == "python" else name


def quote(facts):
    """The sentences of the other program that expected.json has; they may overlap."""
    parts = [facts.get("first_sentence"), *facts.get("snippets", []), facts.get("last_sentence")]
    return [split_words(part) for part in parts if part]


class Samples(scho.SchoTest):
    def read(self, path, facts):
        """The words of all documents that came of a file; None without an importer."""
        project = self.path("p.scholia")
        if os.path.exists(project):
            os.remove(project)
        options = facts.get("set", [])
        if "text" in facts:
            options = [*options, "text=" + facts["text"]]
        self.scho("new", "p.scholia", "--title", "Samples")
        result = self.run_scho("import", "p.scholia", path,
                               *[word for option in options for word in ("--set", option)])
        if result.code != 0 and NO_IMPORTER.search(result.err):
            return None
        self.assertEqual(result.code, 0, f"{path}: {result}")
        database = sqlite3.connect(project)
        rows = database.execute("SELECT body FROM document JOIN text USING (digest) "
                                "ORDER BY document.id").fetchall()
        database.close()
        return split_words("\n".join(body for body, in rows))

    def add_row(self, name, ours, theirs, tool, facts):
        """theirs: lists of words, each to be found in order."""
        least = facts.get("share", 99.5)
        if tool == QUOTED:  # a word of thirty weighs much
            least = 0 if "share" in facts else 90
        why = facts.get("reason", "")
        n_theirs = sum(len(words) for words in theirs)
        common = sum(count_common(ours, words) for words in theirs)
        share = 100 * common / n_theirs if n_theirs else 100
        self.table.append((name, len(ours), n_theirs, f"{share:.2f} %",
                           tool + (f": {why}" if why else "")))
        self.assertTrue("share" not in facts or why, f"{name}: a share without a reason")
        if share < least:
            self.misses.append(f"{name}: {share:.2f} % of the words, not {least} %")

    def print_table(self, title):
        width = max(len(row[0]) for row in self.table)
        lines = [title, f"{'file':{width}}  {'Scholiast':>9}  {'another':>8}  {'in order':>9}  by"]
        for name, ours, theirs, share, tool in self.table:
            lines.append(f"{name:{width}}  {ours:>9}  {theirs:>8}  {share:>9}  {tool}".rstrip())
        print("\n".join(lines), flush=True)

    def setUp(self):
        super().setUp()
        self.table, self.misses = [], []

    def finish(self, title):
        self.print_table(title)
        self.assertEqual(self.misses, [])

    def test_real_files(self):
        try:
            with open(os.path.join(SHARED, "expected.json"), encoding="utf-8") as file:
                samples = json.load(file)["files"]
        except FileNotFoundError:
            self.skipTest(f"the real files are not here: {SHARED}")
        for name, facts in samples.items():
            kind, path = os.path.dirname(name), os.path.join(SHARED, name)
            facts = {**facts, **DATA["kinds"].get(kind, {}), **DATA["files"].get(name, {})}
            ours = self.read(path, facts)
            if ours is None:
                self.table.append((name, "", "", "", "no importer yet"))
                continue
            theirs, tool = ask_program(path, facts, kind, self.folder)
            if theirs is None:
                self.add_row(name, ours, quote(facts), QUOTED, facts)
            else:
                lists = ask_pages(path, ours) if tool == "pdftotext" else [split_words(theirs)]
                self.add_row(name, ours, lists, tool, facts)
        self.finish("Files of others")

    def test_own_files(self):
        folders = [GOLDEN, os.environ.get("SCHOLIAST_PACKED", "")]
        for name in sorted(os.listdir(os.path.join(HERE, "words"))):
            kind = name.rsplit(".", 1)[1]
            found = [path for path in (os.path.join(folder, name) for folder in folders)
                     if os.path.exists(path)]
            if not found and os.environ.get("SCHOLIAST_PACKED") == "":
                continue  # built without packages
            facts = {**DATA["kinds"].get(kind, {}), **DATA["own"].get(name, {})}
            if os.environ.get("SCHOLIAST_UPDATE") and "by" not in facts:
                with open(os.path.join(HERE, "words", name), "w", encoding="utf-8") as file:
                    file.write(ask_program(found[0], facts, kind, self.folder)[0])
            with open(os.path.join(HERE, "words", name), encoding="utf-8") as file:
                theirs = [split_words(file.read())]
            self.add_row(name, self.read(found[0], facts), theirs,
                         name_tool(kind), facts)
        self.finish("Our own files")

    def test_the_measure(self):
        """Against the plain table of all pairs."""
        import random
        chance = random.Random(1)
        for _ in range(200):
            a = [chance.randrange(5) for _ in range(chance.randrange(40))]
            b = [chance.randrange(5) for _ in range(chance.randrange(40))]
            row = [0] * (len(a) + 1)
            for word in b:
                before = row
                row = [0]
                for i, other in enumerate(a):
                    row.append(before[i] + 1 if other == word else max(before[i + 1], row[i]))
            self.assertEqual(count_common(a, b), row[-1])


if __name__ == "__main__":
    unittest.main()
