#!/usr/bin/env python3
"""A book of 700 pages in every format: how long scho import takes with it and how much memory,
beside other programs that take the text out of the same file, in turn, in the same run.

    documents.py SCHO FOLDER [NAME]
    documents.py --samples SCHO FOLDER

The books are made in FOLDER once; SCHOLIAST_PLUGIN_PATH says where the plugins are.

The limits: no slower than twice the fastest other program (medians of the processor's
seconds, since the machine may do other things as well), under 5 seconds, at most 12 times
the text and 60 MB. With --samples it is the memory of every file in FOLDER that is looked at."""

import os
import random
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib

PAGES, WORDS_A_PAGE = 700, 350
ROUNDS = 5
SLOWER, SECONDS, TIMES, MEGABYTES = 2.0, 5.0, 12, 60
OTHERS = {
    "docx": ["docx2txt FILE -", "pandoc -f docx -t plain FILE"],
    "odt": ["odt2txt FILE", "pandoc -f odt -t plain FILE"],
    "rtf": ["unrtf --quiet --text FILE", "pandoc -f rtf -t plain FILE"],
    "html": ["pandoc -f html -t plain FILE"],
    "epub": ["pandoc -f epub -t plain FILE"],
    "md": ["pandoc -f gfm -t plain FILE"],
    "pdf": ["pdftotext FILE -"],
    "xlsx": ["xlsx2csv FILE", "python3 OPENPYXL FILE"],
    "ods": ["ods2txt FILE"],
}
# A table is one document here, as it is one text for the others.
OPTIONS = {kind: ["--set", "documents=one"] for kind in ("csv", "xlsx", "ods")}
OPENPYXL = """import sys, openpyxl
for row in openpyxl.load_workbook(sys.argv[1], read_only=True).worksheets[0].values:
    print(*row)
"""
SYLLABLES = "ba de fi go lu mar nel os pir qua rem sto tun vel wis xen yo zar".split()


def make_sentences(chance, n_words):
    """So many words, in sentences; the same each time."""
    words = ["".join(chance.choice(SYLLABLES) for _ in range(chance.randrange(1, 4)))
             for _ in range(2000)]
    out = []
    while n_words > 0:
        n = min(n_words, chance.randrange(4, 25))
        sentence = " ".join(chance.choice(words) for _ in range(n))
        out.append(sentence.capitalize() + ".")
        n_words -= n
    return out


def make_markdown():
    chance = random.Random(700)
    out = ["% A book\n% Nobody\n"]
    for page in range(PAGES):
        if page % 20 == 0:
            out.append(f"# Chapter {page // 20 + 1}\n")
        sentences = make_sentences(chance, WORDS_A_PAGE)
        out += [" ".join(sentences[i:i + 6]) + "\n" for i in range(0, len(sentences), 6)]
        if page % 7 == 0:
            out.append("- One thing\n- Another thing\n")
        if page % 9 == 0:
            out.append("| Name | Age |\n|---|---|\n| Ada | 36 |\n| Ben | 41 |\n")
    return "\n".join(out)


def make_pdf(text):
    """A page for each so many lines, as plain as a PDF can be; pages packed."""
    lines = [paragraph[i:i + 80] for paragraph in text.split("\n")
             for i in range(0, len(paragraph), 80)]
    per_page = -(-len(lines) // PAGES)
    pages = [lines[i:i + per_page] for i in range(0, len(lines), per_page)]
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", None,
               "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for page in pages:
        content = "BT /F1 9 Tf 12 TL 50 800 Td " + " ".join(
            "(" + line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") + ") Tj T*"
            for line in page) + " ET"
        packed = zlib.compress(content.encode("latin-1", "replace")).decode("latin-1")
        objects.append(f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n{packed}\nendstream")
        objects.append("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font "
                       f"<< /F1 3 0 R >> >> /Contents {len(objects)} 0 R >>")
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    out, places = "%PDF-1.5\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
    out += "".join(f"{place:010} 00000 n \n" for place in places)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    return out.encode("latin-1")


def make_subtitles(paragraphs):
    def clock(seconds):
        return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02},000"
    return "\n".join(f"{i + 1}\n{clock(4 * i)} --> {clock(4 * i + 3)}\n{paragraph}\n"
                     for i, paragraph in enumerate(paragraphs))


def pack(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)


def make_xlsx(path, paragraphs):
    kind = "http://schemas.openxmlformats.org/"
    rows = "".join(f'<row r="{i}"><c r="A{i}" t="inlineStr"><is><t>{p}</t></is></c></row>'
                   for i, p in enumerate(["text", *paragraphs], 1))
    pack(path, {
        "[Content_Types].xml": f'<Types xmlns="{kind}package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{kind}package/2006/relationships"><Relationship Id="a" '
        f'Type="{kind}officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{kind}package/2006/relationships">'
        f'<Relationship Id="a" Type="{kind}officeDocument/2006/relationships/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{kind}spreadsheetml/2006/main" '
        f'xmlns:r="{kind}officeDocument/2006/relationships"><sheets><sheet name="Book" '
        'sheetId="1" r:id="a"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{kind}spreadsheetml/2006/main">'
        f"<sheetData>{rows}</sheetData></worksheet>",
    })


def make_ods(path, paragraphs):
    name = "urn:oasis:names:tc:opendocument:xmlns:"
    rows = "".join("<table:table-row><table:table-cell office:value-type=\"string\">"
                   f"<text:p>{p}</text:p></table:table-cell></table:table-row>"
                   for p in ["text", *paragraphs])
    pack(path, {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": f'<office:document-content xmlns:office="{name}office:1.0" '
        f'xmlns:table="{name}table:1.0" xmlns:text="{name}text:1.0"><office:body>'
        f'<office:spreadsheet><table:table table:name="Book">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>",
    })


def make_tei(paragraphs):
    return ('<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>A book'
            "</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc>"
            "</fileDesc></teiHeader><text><body>"
            + "".join(f"<p>{p}</p>\n" for p in paragraphs) + "</body></text></TEI>")


def make_books(folder):
    """book.md and what comes of it; what is there already stays."""
    os.makedirs(folder, exist_ok=True)
    markdown = make_markdown()
    paragraphs = [p for p in markdown.split("\n") if p and p[0].isalpha()]
    plain = "\n\n".join(paragraphs) + "\n"
    books = {
        "md": markdown.encode(),
        "txt": plain.encode(),
        "srt": make_subtitles(paragraphs).encode(),
        "csv": ("number,text\n" + "".join(f'{i},"{p}"\n' for i, p in enumerate(paragraphs))).encode(),
        "xml": make_tei(paragraphs).encode(),
        "pdf": make_pdf("\n".join(paragraphs)),
    }
    for kind, content in books.items():
        path = os.path.join(folder, "book." + kind)
        if not os.path.exists(path):
            with open(path, "wb") as file:
                file.write(content)
    for kind in ("docx", "odt", "rtf", "html", "epub"):
        path = os.path.join(folder, "book." + kind)
        if not os.path.exists(path) and shutil.which("pandoc"):
            subprocess.run(["pandoc", "-s", "-f", "markdown", "-o", path,
                            os.path.join(folder, "book.md")], check=True)
    with open(os.path.join(folder, "openpyxl.py"), "w", encoding="utf-8") as file:
        file.write(OPENPYXL)
    make_xlsx(os.path.join(folder, "book.xlsx"), paragraphs)
    make_ods(os.path.join(folder, "book.ods"), paragraphs)


def run(command, folder):
    """Seconds of the processor, seconds in all, megabytes at most; nothing where it failed."""
    with open(os.path.join(folder, "out"), "wb") as out:
        start = time.monotonic()
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL,
                                   stdin=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - start
    process.returncode = status
    busy = usage.ru_utime + usage.ru_stime
    return (busy, seconds, usage.ru_maxrss / 1024) if status == 0 else None


def import_once(scho, path, folder, options=()):
    project = os.path.join(folder, "book.scholia")
    if os.path.exists(project):
        os.remove(project)
    subprocess.run([scho, "new", project], check=True)
    return run([scho, "import", project, path, *options], folder)


def list_others(kind, path):
    """The commands of programs that are here, by what they are called."""
    places = {"FILE": path, "OPENPYXL": os.path.join(os.path.dirname(path), "openpyxl.py")}
    found = {}
    for command in OTHERS.get(kind, []):
        words = command.split()
        name = "openpyxl" if "OPENPYXL" in words else words[0]
        if name == "openpyxl" and subprocess.run(["python3", "-c", "import openpyxl"],
                                                 stderr=subprocess.DEVNULL).returncode:
            continue
        if shutil.which(words[0]):
            found[name] = [places.get(word, word) for word in words]
    return found


def measure(scho, kind, path, folder):
    """Ours as run () has it, and the fastest other: its seconds of the processor, its name. In
    turn; the medians count. An import also waits for the disk, until the text is safe there;
    others do not."""
    commands = list_others(kind, path)
    ours, others = [], {name: [] for name in commands}
    for _ in range(ROUNDS):
        ours.append(import_once(scho, path, folder, OPTIONS.get(kind, ())))
        for name, words in commands.items():
            others[name].append(run(words, folder))
    if None in ours:
        return None
    best = min(((statistics.median(busy for busy, _, _ in results), name)
                for name, results in others.items() if None not in results), default=None)
    busy, seconds, memory = zip(*ours)
    return statistics.median(busy), statistics.median(seconds), max(memory), best


def measure_samples(scho, samples, folder):
    """The memory for each file, and how much it may be: by the text that came of it."""
    misses = 0
    print(f"{'memory':>8} {'at most':>8}  text")
    for below, _, names in sorted(os.walk(samples)):
        for name in sorted(names):
            path = os.path.join(below, name)
            result = import_once(scho, path, folder)
            database = sqlite3.connect(os.path.join(folder, "book.scholia"))
            n_bytes = database.execute("SELECT coalesce(sum(length(CAST(body AS BLOB))), 0) "
                                       "FROM document JOIN text USING (digest)").fetchone()[0]
            database.close()
            if result is None or n_bytes == 0:
                continue
            most = TIMES * n_bytes / 1e6 + MEGABYTES
            over = result[2] > most
            misses += over
            print(f"{result[2]:5.0f} MB {most:5.0f} MB {n_bytes / 1e6:6.2f} MB "
                  f"{os.path.relpath(path, samples)}{'  OVER' if over else ''}", flush=True)
    return 1 if misses else 0


def main():
    if sys.argv[1] == "--make":
        return make_books(sys.argv[2])
    if sys.argv[1] == "--samples":
        with tempfile.TemporaryDirectory() as folder:
            return measure_samples(sys.argv[2], sys.argv[3], folder)
    scho, folder = sys.argv[1:3]
    wanted = sys.argv[3] if len(sys.argv) > 3 else ""
    # By another process: the memory of this one counts for those that it starts.
    subprocess.run([sys.executable, __file__, "--make", folder], check=True)
    n_bytes = os.path.getsize(os.path.join(folder, "book.txt"))
    most = TIMES * n_bytes / 1e6 + MEGABYTES
    misses = 0
    print(f"A book of {PAGES} pages, {n_bytes / 1e6:.1f} MB of text; at most {SLOWER} × the fastest "
          f"other, {SECONDS} s, {most:.0f} MB")
    print(f"{'format':8} {'in all':>8} {'busy':>8} {'other':>8} {'ratio':>6} {'memory':>8}  other is")
    for name in sorted(os.listdir(folder)):
        kind = name.rpartition(".")[2]
        if not name.startswith("book.") or kind == "scholia" or wanted not in name:
            continue
        path = os.path.join(folder, name)
        result = measure(scho, kind, path, folder)
        if result is None:
            print(f"{kind:8} no importer")
            continue
        busy, seconds, memory, best = result
        over = seconds > SECONDS or memory > most or (best and busy > SLOWER * best[0])
        misses += bool(over)
        beside = f"{best[0]:6.2f} s {busy / best[0]:6.2f}" if best else f"{'':8} {'':6}"
        print(f"{kind:8} {seconds:6.2f} s {busy:6.2f} s {beside} {memory:5.0f} MB  "
              + (best[1] if best else "") + ("  OVER" if over else ""), flush=True)
    return 1 if misses else 0


if __name__ == "__main__":
    sys.exit(main())
