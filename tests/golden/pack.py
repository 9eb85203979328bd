#!/usr/bin/env python3
"""Packs folders into ZIP packages: pack.py SOURCE TARGET [stored]. The same folders make the
same. With “stored” nothing is compressed, so that a fuzzer can change what is in them."""

import os
import sys
import zipfile

source, target = sys.argv[1:3]
all_stored = sys.argv[3:] == ["stored"]
os.makedirs(target, exist_ok=True)
for name in sorted(os.listdir(source)):
    top = os.path.join(source, name)
    paths = sorted(os.path.join(folder, file)
                   for folder, _, files in os.walk(top) for file in files)
    # An e-book's and an OpenDocument's type stands first, as it is.
    paths.sort(key=lambda path: os.path.basename(path) != "mimetype")
    with zipfile.ZipFile(os.path.join(target, name), "w") as package:
        for path in paths:
            with open(path, "rb") as file:
                content = file.read()
            info = zipfile.ZipInfo(os.path.relpath(path, top))
            stored = all_stored or os.path.basename(path) == "mimetype"
            info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            package.writestr(info, content)
