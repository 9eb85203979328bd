#!/usr/bin/env python3
"""What is written for other programs, before other people's judges: jing and the schema of TEI,
librsvg, ImageMagick, HTML Tidy, Poppler."""

import os
import shutil
import subprocess
import unittest

import scho

SOURCE = os.environ["SCHOLIAST_SOURCE"]


def find_schema():
    """The whole of TEI where it is, which is too large to be here; else what we use of it,
    but for CATMA. Whether it is the whole comes second."""
    shared = os.environ.get("SCHOLIAST_SHARED") or os.path.join(SOURCE, "..", "shared")
    whole = os.path.join(shared, "schemas", "tei", "tei_all.rng")
    part = os.path.join(SOURCE, "data", "schemas", "tei", "tei_all-subset.rng")
    return (whole, True) if os.path.exists(whole) else (part, False)


class Validators(scho.SchoTest):
    def setUp(self):
        super().setUp()
        self.make_project()
        self.write("talk.txt", "# Title\n\nAnn: Did he?\n\nBen: 🙂 <yes> & “no”.\n")
        self.scho("import", "p.scholia", "talk.txt")
        self.scho("code", "p.scholia", "talk.txt", "14", "30", "victim-blaming", "--coder", "asha",
                  "--memo", "= <&>\nagain")
        self.scho("attribute", "p.scholia", "a.txt", "day", "2024-05-31", "--type", "date")

    def options(self, exporter, name):
        """The values that an option of an exporter may have."""
        row, = [row for row in self.rows("plugins", "--options")
                if list(row.values())[1] == exporter and list(row.values())[2] == name]
        return next(value for value in row.values() if "|" in str(value)).split("|")

    @unittest.skipUnless(shutil.which("jing"), "jing is not here")
    def test_all_tei_is_valid(self):
        schema, is_whole = find_schema()
        profiles = self.options("tei", "profile")
        self.assertGreaterEqual(len(profiles), 5)
        files = []
        for choice in [f"profile={profile}" for profile in profiles
                       if is_whole or profile != "catma"] + ["transcript=iso24624"]:
            folder = f"tei-{choice}"
            self.scho("export", "p.scholia", "--as", "tei", "--output", folder, "--set", choice)
            files += [os.path.join(folder, name) for name in os.listdir(self.path(folder))
                      if not name.endswith(".txt")]
        for name, *words in (("codebook.xml", "export", "p.scholia", "--as", "codebook-tei"),
                             ("counts.xml", "analyse", "p.scholia", "frequency", "--as", "tei"),
                             ("pairs.xml", "analyse", "p.scholia", "co-occurrence", "--as", "tei"),
                             ("words.xml", "analyse", "p.scholia", "concordance", "--set",
                              "word=she", "--as", "tei")):
            self.write(name, self.scho(*words))
            files.append(name)
        done = subprocess.run(["jing", schema, *files], cwd=self.folder, check=False,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120)
        self.assertEqual(done.returncode, 0, done.stdout.decode())

    @unittest.skipUnless(shutil.which("rsvg-convert"), "no rsvg-convert: in Debian librsvg2-bin")
    @unittest.skipUnless(shutil.which("identify"), "ImageMagick is not here")
    def test_pictures_are_pictures(self):
        for format in ("png", "svg"):
            self.scho("analyse", "p.scholia", "frequency", "--output", f"f.{format}")
        subprocess.run(["rsvg-convert", "f.svg", "--output", "drawn.png"], cwd=self.folder,
                       check=True)
        for name in ("f.png", "drawn.png"):
            done = subprocess.run(["identify", "-format", "%m %w %h %k", name], check=True,
                                  cwd=self.folder, stdout=subprocess.PIPE)
            kind, width, height, colours = done.stdout.decode().split()
            self.assertEqual(kind, "PNG")
            self.assertGreater(min(int(width), int(height)), 100)
            self.assertGreater(int(colours), 3)

    @unittest.skipUnless(shutil.which("tidy"), "tidy is not here")
    def test_pages_are_tidy(self):
        for name, *words in (("coded.html", "export", "p.scholia", "--as", "coded-html"),
                             ("codebook.html", "export", "p.scholia", "--as", "codebook-html"),
                             ("result.html", "analyse", "p.scholia", "co-occurrence"),
                             ("words.html", "analyse", "p.scholia", "concordance", "--set",
                              "word=she")):
            self.scho(*words, "--output", name)
            # What it does not know, or would do, of HTML 5.
            done = subprocess.run(["tidy", "-quiet", "-errors", "--new-inline-tags", "data",
                                   "--drop-empty-elements", "no", name], cwd=self.folder,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
            # Nor does it know the attributes of drawings.
            self.assertEqual([line for line in done.stdout.decode().splitlines()
                              if "<svg>" not in line], [], name)

    @unittest.skipUnless(shutil.which("pdftotext"), "Poppler's tools are not here")
    def test_coded_pages_can_be_read(self):
        result = self.run_scho("export", "p.scholia", "--as", "coded-pdf", "--output", "p.pdf",
                               "--where", "title = a.txt")
        if "no exporter “coded-pdf”" in result.err:
            self.skipTest("built without PDF")
        self.assertEqual(result.code, 0, result)
        done = subprocess.run(["pdftotext", "p.pdf", "-"], cwd=self.folder, check=True,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        said = "".join(done.stdout.decode().split())
        self.assertEqual(done.stderr, b"")
        for words in ("I believe her.", "She should have spoken.", "victim-blaming"):
            self.assertIn("".join(words.split()), said)


if __name__ == "__main__":
    unittest.main()
