#!/usr/bin/env python3
"""What is kept with a project: added, listed, written out, removed, and undone."""

import os
import unittest

import scho


class Attachment(scho.SchoTest):
    def setUp(self):
        super().setUp()
        self.make_project()
        self.write("talk.txt", "sound")

    def attachment(self, *words):
        return self.scho("attachment", "p.scholia", *words)

    def list(self):
        return self.rows("attachment", "p.scholia")

    def test_it_comes_back(self):
        self.attachment("--add", "talk.txt", "--document", "a.txt", "--coder", "asha")
        row, = self.list()
        self.assertEqual((row["name"], row["kind"], row["document"], row["media-type"],
                          row["size"]), ("talk.txt", "file", "a.txt", "text/plain", 5))
        self.assertEqual(self.attachment("talk.txt"), "sound")
        self.attachment(row["uuid"], "--output", "out.bin")
        self.assertEqual(self.read("out.bin"), b"sound")
        os.mkdir(self.path("folder"))
        self.attachment("talk.txt", "--output", "folder/")
        self.assertEqual(self.read("folder/talk.txt"), b"sound")
        self.attachment("talk.txt", "--remove")
        self.assertEqual(self.list(), [])
        self.scho("undo", "p.scholia")
        self.assertEqual(self.attachment("talk.txt"), "sound")
        self.scho("check", "p.scholia")

    def test_of_two_with_one_name_the_identity_says_which(self):
        for _ in range(2):
            self.attachment("--add", "talk.txt")
        self.refused("attachment", "p.scholia", "talk.txt", says="Several attachments")
        self.attachment(self.list()[1]["uuid"], "--remove")
        self.assertEqual(len(self.list()), 1)

    def test_what_is_refused(self):
        os.mkdir(self.path("folder"))
        for words, says in (
                (["--add", "none.txt"], "none.txt"),
                (["--add", "folder"], "no ordinary file"),
                (["--add", "talk.txt", "--document", "nothing"], "no document “nothing”"),
                (["nothing"], "no attachment “nothing”"),
                (["nothing", "--remove"], "no attachment “nothing”")):
            with self.subTest(words=words):
                self.refused("attachment", "p.scholia", *words, says=says)
        for words in (["--remove"], ["--output", "x"], ["x", "--add", "talk.txt"],
                      ["x", "--document", "a.txt"]):
            with self.subTest(words=words):
                self.assertEqual(self.run_scho("attachment", "p.scholia", *words).code, 2)
        self.assertEqual(self.list(), [])

    def test_a_name_of_a_path_is_made_safe(self):
        self.attachment("--add", "talk.txt")
        os.mkdir(self.path("folder"))
        self.sql("UPDATE attachment SET name = '../../evil.txt'")
        self.attachment(self.list()[0]["uuid"], "--output", "folder/")
        self.assertEqual(len(os.listdir(self.path("folder"))), 1)
        self.assertFalse(os.path.exists(self.path("../evil.txt")))

    def sql(self, words):
        import sqlite3
        with sqlite3.connect(self.path("p.scholia")) as file:
            file.execute(words)


if __name__ == "__main__":
    unittest.main()
