#!/usr/bin/env python3
"""Codes with slashes and backslashes in their names, by what the program itself calls them."""

import unittest

import scho

# Each below the one before; the last two are called alike. Name, label.
NAMES = [("one", "one"), ("no/yes", r"no\/yes"), ("back\\slash", r"back\\slash"),
         ("a\\/b", r"a\\\/b"), ("end\\", r"end\\"), ("plain", "plain"), ("x/*", r"x\/*"),
         ("twice", r"one/no\/yes/back\\slash/a\\\/b/end\\/plain/x\/*/twice"),
         ("twice", r"one/no\/yes/back\\slash/a\\\/b/end\\/plain/x\/*/twice/twice")]


def quote(label):
    return '"' + label.replace("\\", "\\\\") + '"'


class CodeLabels(scho.SchoTest):
    def setUp(self):
        super().setUp()
        self.write("a.txt", scho.TEXT)
        self.write("codings.csv", "document,start,end,code,coder\n"
                   + "".join(f'a.txt,{i},{i + 3},"{self.path_of(i)}",asha\n'
                             for i in range(len(NAMES))))
        self.scho("new", "p.scholia")
        self.scho("import", "p.scholia", "a.txt")
        self.scho("import", "p.scholia", "codings.csv", "--set", "create-codes=true")

    def path_of(self, i):
        return "/".join(name.replace("\\", "\\\\").replace("/", "\\/")
                        for name, _ in NAMES[:i + 1])

    def counted(self, *words):
        return [(table["id"], table["rows"]) for table in self.tables(*words)]

    def test_lists_say_what_is_read(self):
        rows = self.rows("list", "p.scholia", "annotations")
        self.assertEqual([row["code"] for row in rows], [label for _, label in NAMES])
        codes = self.rows("list", "p.scholia", "codes")
        self.assertEqual([row["name"] for row in codes], [name for name, _ in NAMES])
        self.assertEqual([row["path"] for row in codes],
                         [self.path_of(i) for i in range(len(NAMES))])

    def test_commands_and_queries(self):
        for i, (_, label) in enumerate(NAMES):
            with self.subTest(label=label):
                found, = self.rows("find", "p.scholia", "--query", quote(label))
                self.assertEqual((found["start"], found["code"]), (i, label))
                self.assertEqual(len(self.rows("find", "p.scholia", "--query",
                                               quote(label) + "/*")), len(NAMES) - i)
                self.scho("define", "p.scholia", label, "--definition", f"number {i}")
                self.scho("memo", "p.scholia", "code", label, "--text", f"memo {i}")
                self.scho("code", "p.scholia", "a.txt", str(20 + i), "30", label)
        codes = self.rows("list", "p.scholia", "codes")
        self.assertEqual([row["definition"] for row in codes],
                         [f"number {i}" for i in range(len(NAMES))])
        self.assertEqual([row["codings"] for row in codes], [2] * len(NAMES))

    def test_names_as_people_type_them(self):
        for name, label in NAMES[1:7:2]:
            self.assertEqual(self.scho("memo", "p.scholia", "code", name),
                             self.scho("memo", "p.scholia", "code", label))
        self.assertEqual(len(self.rows("find", "p.scholia", "--query", "No/Yes")), 1)
        self.assertEqual(len(self.rows("find", "p.scholia", "--query", '"No\\/Yes"')), 1)

    def test_options_pins_and_saved_queries(self):
        for i in (1, 3, 8):
            label = NAMES[i][1]
            with self.subTest(label=label):
                words = ("analyse", "p.scholia", "codebook", "--set", f"code={label}",
                         "--query", quote(label) + "/*")
                self.scho(*words, "--pin", "counted")
                self.assertEqual(self.counted("analyse", "p.scholia", "--pinned", "counted"),
                                 self.counted(*words))
                self.scho("query", "p.scholia", "kept", quote(label))
                found, = self.rows("find", "p.scholia", "--query", "@kept")
                self.assertEqual(found["start"], i)

    def test_codebook_and_memos(self):
        self.scho("define", "p.scholia", r"end\\", "--definition", "the end")
        self.scho("memo", "p.scholia", "code", r"no\/yes", "--text", "of two")
        before = self.rows("list", "p.scholia", "codes")
        self.scho("export", "p.scholia", "--as", "lists", "--output", "out/")
        self.scho("new", "q.scholia")
        self.scho("import", "q.scholia", "out/codebook.tsv")
        self.scho("import", "q.scholia", "out/memos.tsv")
        after = self.rows("list", "q.scholia", "codes")
        for row in before + after:
            del row["codings"], row["uuid"]
        self.assertEqual(before, after)


if __name__ == "__main__":
    unittest.main()
