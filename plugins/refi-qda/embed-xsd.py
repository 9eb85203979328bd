#!/usr/bin/env python3
"""Writes schemas as C strings: embed-xsd.py OUTPUT NAME=FILE…"""
import re
import sys

with open(sys.argv[1], "w", encoding="utf-8") as header:
    header.write("/* Made from the schemas. */\n#pragma once\n\n")
    for argument in sys.argv[2:]:
        name, path = argument.split("=", 1)
        with open(path, encoding="utf-8-sig") as source:
            text = re.sub(r"<!--.*?-->", "", source.read(), flags=re.S)
        header.write("static const char %s[] =\n" % name)
        for line in text.splitlines():
            if line.strip():
                line = line.strip().replace("\\", "\\\\").replace('"', '\\"')
                header.write('  "%s\\n"\n' % line)
        header.write("  ;\n\n")
