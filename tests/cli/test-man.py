#!/usr/bin/env python3
"""The manual page names each format and analysis that the plugins offer."""

import os
import re
import unittest

import scho


class Man(scho.SchoTest):
    def test_all_that_plugins_offer_is_in_the_manual(self):
        path = os.path.join(os.environ["SCHOLIAST_SOURCE"], "data/man/scho.1")
        with open(path, encoding="utf-8") as file:
            formats = file.read().split(".Ss Formats\n")[1].split(".Ss Output\n")[0]
        lists = dict(zip(("importer", "exporter", "analysis"), formats.split(".El\n")))
        for row in self.rows("plugins"):
            for offer in filter(None, (row["offers"] or "").split(", ")):
                kind, name = offer.split()
                named = re.findall(r"^\.It Cm (.*)$", lists[kind], re.M)
                self.assertIn(name, " ".join(named).split(), f"the {kind} is not in scho.1")


if __name__ == "__main__":
    unittest.main()
