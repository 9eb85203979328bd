#!/usr/bin/env python3
"""Several at once, interrupted, without room: the project and old files stay whole."""

import os
import resource
import signal
import subprocess
import time
import unittest

import scho


def limit_files():
    """Writing more than some kilobytes fails, as on a full disk."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))


def hear_interrupts():
    """Whoever started us may ignore them, as a shell does in the background."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Together(scho.SchoTest):
    def test_ten_readers(self):
        self.make_project()
        want = self.scho("list", "p.scholia", "annotations", "--as", "csv").encode()
        readers = [self.start("list", "p.scholia", "annotations", "--as", "csv")
                   for _ in range(10)]
        writer = self.start("code", "p.scholia", "a.txt", "60", "61", "discourse")
        results = [reader.communicate(timeout=60) for reader in readers]
        writer.communicate(timeout=60)
        self.assertEqual(writer.returncode, 0)
        now = self.scho("list", "p.scholia", "annotations", "--as", "csv").encode()
        self.assertNotEqual(now, want)
        for reader, (out, err) in zip(readers, results):
            self.assertEqual((reader.returncode, err), (0, b""))
            self.assertIn(out, (want, now))

    def test_writers_wait_for_nobody_and_lose_nothing(self):
        """Each either does it or says that another is writing."""
        self.make_project()
        writers = [self.start("code", "p.scholia", "a.txt", str(i), "50", "discourse",
                              "--coder", "asha") for i in range(8)]
        results = [writer.communicate(timeout=60) for writer in writers]
        done = sum(writer.returncode == 0 for writer in writers)
        for writer, (_, err) in zip(writers, results):
            if writer.returncode != 0:
                self.assertEqual(writer.returncode, 1)
                self.assertIn("reading only", err.decode())
        self.assertGreater(done, 0)
        self.assertEqual(len(self.rows("list", "p.scholia", "annotations")), 4 + done)
        self.assertEqual(len(self.rows("list", "p.scholia", "history")), 1 + done)
        self.assertIn("sound", self.scho("check", "p.scholia"))

    def test_read_only_file(self):
        self.make_project()
        os.chmod(self.path("p.scholia"), 0o444)
        if os.access(self.path("p.scholia"), os.W_OK):
            self.skipTest("root may write everything")
        self.refused("code", "p.scholia", "a.txt", "0", "1", "discourse", says="reading only")
        self.assertEqual(len(self.rows("list", "p.scholia", "annotations")), 4)


class Output(scho.SchoTest):
    def setUp(self):
        super().setUp()
        self.make_project()
        self.write("long.txt", "a line of many\n" * 2000)
        self.scho("import", "p.scholia", "long.txt")
        self.write("out", "the old file")

    def names(self):
        return sorted(os.listdir(self.folder))

    def test_failed_export_leaves_the_old_file(self):
        before = self.names()
        self.refused("export", "p.scholia", "--as", "tei", "--set", "corpus=true",
                     "--output", "out", preexec_fn=limit_files)
        self.assertEqual(self.read("out"), b"the old file")
        self.assertEqual(self.names(), before)
        self.refused("export", "p.scholia", "--as", "csv", "--set", "nosuch=1",
                     "--output", "out")
        self.assertEqual(self.read("out"), b"the old file")

    def test_good_export_replaces_it(self):
        before = self.names()
        self.scho("export", "p.scholia", "--as", "csv", "--output", "out")
        self.assertTrue(self.read("out").startswith(b"document,"))
        self.assertEqual(self.names(), before)

    def test_no_such_folder(self):
        self.refused("export", "p.scholia", "--as", "csv", "--output", "no/where.csv",
                     says="No such file")

    def test_several_files_need_a_folder(self):
        self.refused("export", "p.scholia", "--as", "tei", says="folder")
        self.scho("export", "p.scholia", "--as", "tei", "--output", "tei")
        self.assertEqual(len(os.listdir(self.path("tei"))), 2)


class Interrupt(scho.SchoTest):
    def test_interrupt_leaves_nothing_half_done(self):
        self.scho("new", "p.scholia")
        self.write("big.txt", "It is a line that says little, again and again.\n" * 400_000)
        empty = self.state_of()
        cancelled = 0
        for delay in (0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.8):
            process = self.start("import", "p.scholia", "big.txt", preexec_fn=hear_interrupts)
            time.sleep(delay)
            process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=60)
            if process.returncode == 0:
                self.assertEqual(len(self.rows("list", "p.scholia", "documents")), 1)
                self.scho("undo", "p.scholia")
            elif process.returncode == 1:
                cancelled += 1
                self.assertEqual(err.decode(), "scho: Cancelled; everything is as it was\n")
            else:
                # Before it listened to signals it had not begun.
                self.assertEqual(process.returncode, -signal.SIGINT)
            self.assertEqual(self.state_of()[:4], empty[:4])
            self.assertIn("sound", self.scho("check", "p.scholia"))
        self.assertGreater(cancelled, 0)

    def test_no_progress_without_a_terminal(self):
        self.make_project()
        result = self.run_scho("export", "p.scholia", "--as", "tei")
        self.assertEqual(result.err, "")

    def test_progress_is_cleared(self):
        self.scho("new", "p.scholia")
        self.write("big.txt", "It is a line that says little, again and again.\n" * 200_000)
        master, slave = self.open_terminal()
        process = self.start("import", "p.scholia", "big.txt", stderr=slave,
                             stdout=subprocess.DEVNULL)
        os.close(slave)
        shown = b""
        while chunk := read_terminal(master):
            shown += chunk
        os.close(master)
        self.assertEqual(process.wait(), 0)
        if shown:
            self.assertTrue(shown.rstrip(b"\r\n").endswith(b"\r\033[K") or b"scho: " in shown, shown)


def read_terminal(master):
    try:
        return os.read(master, 4096)
    except OSError:
        return b""


if __name__ == "__main__":
    unittest.main()
