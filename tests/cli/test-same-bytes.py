#!/usr/bin/env python3
"""The same project gives the same bytes, whoever runs it: in another process, place, time zone
and locale, one with commas in numbers."""

import concurrent.futures
import os
import shutil
import subprocess
import unittest

import scho

LOCALE = "de_DE.UTF-8"


class SameBytes(scho.SchoTest):
    def setUp(self):
        super().setUp()
        self.make_project()
        self.write("talk.md", "# שיחה\n\nAnn: היא אמרה & «לא».\n\n## Table\n\n| a | b |\n|---|---|\n| 1.5 | 2 |\n")
        self.scho("import", "p.scholia", "talk.md")
        self.scho("code", "p.scholia", "talk.md", "6", "12", "victim-blaming", "--coder", "asha")
        self.scho("attribute", "p.scholia", "a.txt", "age", "34.5", "--type", "number")
        self.scho("attribute", "p.scholia", "a.txt", "day", "2024-05-31", "--type", "date")
        os.mkdir(self.path("elsewhere"))
        shutil.copy(self.path("p.scholia"), self.path("elsewhere/copy.scholia"))

    def make_locale(self):
        """Where it can be made; otherwise the other environment has no commas."""
        if not shutil.which("localedef") or subprocess.run(
                ["localedef", "-i", "de_DE", "-f", "UTF-8", os.path.join(self.state, LOCALE)],
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode > 1:
            return {}
        return {"LOCPATH": self.state, "LC_ALL": LOCALE}

    def exporters(self):
        """Of projects; those of results need a result."""
        return sorted({row["id"] for row in self.rows("plugins", "--options")
                       if row["kind"] == "exporter" and not row["id"].startswith("result-")})

    def bytes_of(self, folder):
        found = {}
        for parent, _, names in os.walk(self.path(folder)):
            for name in names:
                path = os.path.join(parent, name)
                with open(path, "rb") as file:
                    found[os.path.relpath(path, self.path(folder))] = file.read()
        return found

    def test_here_and_elsewhere(self):
        here = self.environment(TZ="UTC")
        there = {**self.environment(TZ="America/St_Johns"), **self.make_locale()}
        self.check_exporters(here, there)
        self.check_importers(here, there)

    def check_exporters(self, here, there):
        runs = [(name, env, project, f"{name}-{i}") for name in self.exporters()
                for i, (env, project) in enumerate(((here, "p.scholia"),
                                                    (there, "elsewhere/copy.scholia")))]
        self.assertGreater(len(runs), 40)
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            results = pool.map(lambda run: self.run_scho(
                "export", run[2], "--as", run[0], "--output", run[3] + "/", env=run[1]), runs)
        for run, result in zip(runs, results):
            self.assertEqual(result.code, 0, f"{run[0]} {run[3]}: {result}")
        for name in self.exporters():
            ours, theirs = self.bytes_of(f"{name}-0"), self.bytes_of(f"{name}-1")
            self.assertTrue(ours, name)
            self.assertEqual(list(ours), list(theirs), name)
            for file, content in ours.items():
                self.assertTrue(content == theirs[file], f"{name}: {file} is not the same")

    def check_importers(self, *environments):
        """Numbers and dates of other files mean the same in every locale."""
        lists = []
        for i, env in enumerate(environments):
            for exporter in ("tei", "refi-qda"):
                project = f"{i}-{exporter}.scholia"
                self.scho("new", project, env=env)
                self.scho("import", project, f"{exporter}-0", env=env)
                lists.append(self.scho("attribute", project, "a.txt", "--as", "csv", env=env)
                             + self.scho("list", project, "annotations", "--as", "csv", env=env))
        self.assertEqual(lists[:2], lists[2:])
        self.assertIn("34.5", lists[0])


if __name__ == "__main__":
    unittest.main()
