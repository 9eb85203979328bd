#!/usr/bin/env python3
"""Writes schema.sql as a C string, so that the schema stays a file one can read."""
import sys

with open(sys.argv[1], encoding="utf-8") as source, \
        open(sys.argv[2], "w", encoding="utf-8") as header:
    header.write("/* Made from schema.sql. */\n#define SCHO_SCHEMA \\\n")
    for line in source:
        line = line.split("--")[0].rstrip()
        if line:
            header.write('  "%s\\n" \\\n' % line.replace("\\", "\\\\").replace('"', '\\"'))
    header.write('  ""\n')
