#!/usr/bin/env python3
"""Makes the CSV files that Scholiast imports out of a corpus of make_corpus.py.

    corpus.py CORPUS    writes CORPUS/codebook.csv and CORPUS/codings.csv
"""
import csv
import sys

folder = sys.argv[1]
names = {}
with open(folder + "/codes.csv", newline="", encoding="utf-8") as source:
    codes = list(csv.DictReader(source))
for code in codes:
    names[code["code_id"]] = code["name"]
with open(folder + "/coders.csv", newline="", encoding="utf-8") as source:
    coders = {row["coder_id"]: row["name"] for row in csv.DictReader(source)}
with open(folder + "/codebook.csv", "w", newline="", encoding="utf-8") as target:
    rows = csv.writer(target, lineterminator="\n")
    rows.writerow(["code", "parent", "colour", "definition"])
    for code in codes:
        rows.writerow([code["name"], names.get(code["parent_id"], ""), code["color"],
                       code["memo"]])
with open(folder + "/segments.csv", newline="", encoding="utf-8") as source, \
        open(folder + "/codings.csv", "w", newline="", encoding="utf-8") as target:
    rows = csv.writer(target, lineterminator="\n")
    rows.writerow(["document", "start", "end", "code", "coder"])
    for row in csv.DictReader(source):
        rows.writerow([row["doc"], row["start"], row["end"], names[row["code_id"]],
                       coders[row["coder_id"]]])
