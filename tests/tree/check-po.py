#!/usr/bin/env python3
"""Looks at the translations: msgfmt accepts each, and next to nothing is missing.

  check-po.py SOURCE

Skipped (77) without gettext. A few words may be new; more than that, and a translation
must follow: msgmerge po/LANGUAGE.po with the words of now, fill in, look at it."""

import os
import re
import shutil
import subprocess
import sys
import tempfile

LEAST = 90  # per cent
KEYWORDS = ['_', 'N_', 'C_:1c,2', 'ngettext:1,2', 'g_dngettext:2,3']


def run(source, *words):
    return subprocess.run(words, cwd=source, capture_output=True, text=True, check=False,
                          env={**os.environ, 'LC_ALL': 'C.UTF-8', 'LANGUAGE': 'C'})


def extract(source, template):
    done = run(source, 'xgettext', '--from-code=UTF-8', '--files-from=po/POTFILES.in',
               f'--output={template}', *(f'--keyword={k}' for k in KEYWORDS))
    return done.stderr if done.returncode != 0 else None


def count(statistics):
    """“12 translated messages, 3 fuzzy translations, 1 untranslated message.”"""
    numbers = dict((what, int(n)) for n, what in
                   re.findall(r'(\d+) (translated|fuzzy|untranslated)', statistics))
    return numbers.get('translated', 0), sum(numbers.values())


def check(source, language, template, folder):
    po = f'po/{language}.po'
    done = run(source, 'msgfmt', '--check', '--output-file=/dev/null', po)
    if done.returncode != 0:
        yield done.stderr.strip()
        return
    merged = os.path.join(folder, language)
    done = run(source, 'msgmerge', '--quiet', '--no-fuzzy-matching', po, template,
               f'--output-file={merged}')
    done = run(source, 'msgfmt', '--statistics', '--output-file=/dev/null', merged)
    translated, whole = count(done.stderr)
    print(f'{po}: {translated} of {whole}')
    if whole == 0 or translated * 100 < LEAST * whole:
        yield f'{po}: {translated} of {whole} are translated, less than {LEAST} %'


def main():
    source, = sys.argv[1:]
    if not all(shutil.which(p) for p in ('msgfmt', 'msgmerge', 'xgettext')):
        print('skipped: gettext is not here')
        return 77
    with open(os.path.join(source, 'po/LINGUAS'), encoding='utf-8') as file:
        languages = [word for line in file if not line.startswith('#') for word in line.split()]
    with tempfile.TemporaryDirectory() as folder:
        template = os.path.join(folder, 'template')
        fault = extract(source, template)
        faults = [fault] if fault else [
            f for language in languages for f in check(source, language, template, folder)]
    print('\n'.join(faults) if faults else f'{len(languages)} translations are sound')
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main())
