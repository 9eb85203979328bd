#!/usr/bin/env python3
"""Looks at the source tree: walls, length, layout.

  check-tree.py SOURCE walls|length|layout|words

walls   src and plugins know no widget; of ours, plugins know plugin.h only
length  no C file has more than 800 lines
layout  clang-format changes nothing; skipped (77) without the version the project uses
words   each file with words for people is in po/POTFILES.in, once; xgettext, where there is
        one, reads the C files without a warning"""

import os
import re
import subprocess
import sys

CLANG_FORMAT = 14
LINES = 800
WIDGETS = re.compile(r'^\s*#\s*include\s*[<"](gtk|gdk|gsk|adwaita|graphene)\b')
OURS = re.compile(r'^\s*#\s*include\s*[<"]scholiast/([^>"]+)')


def c_files(source):
    """What git knows; in a tree without git, all but build folders."""
    git = subprocess.run(['git', '-c', 'safe.directory=*', '-C', source, 'ls-files', '-z',
                          '*.c', '*.h'], capture_output=True, check=False)
    if git.returncode == 0 and git.stdout:
        names = git.stdout.decode().split('\0')
        return sorted(n for n in names if n and os.path.exists(os.path.join(source, n)))
    found = []
    for folder, folders, names in os.walk(source):
        folders[:] = [f for f in folders if not f.startswith(('.', 'build'))]
        found += [os.path.relpath(os.path.join(folder, n), source)
                  for n in names if n.endswith(('.c', '.h'))]
    return sorted(found)


def lines_of(source, name):
    with open(os.path.join(source, name), encoding='utf-8') as file:
        return file.read().splitlines()


def check_walls(source, files):
    for name in files:
        if not name.startswith(('src/', 'plugins/')):
            continue
        for number, line in enumerate(lines_of(source, name), 1):
            if WIDGETS.match(line):
                yield f'{name}:{number}: {line.strip()}: widgets belong in ui'
            ours = OURS.match(line)
            if name.startswith('plugins/') and ours and ours[1] != 'plugin.h':
                yield f'{name}:{number}: of ours a plugin includes scholiast/plugin.h only'


def check_length(source, files):
    for name in files:
        n = len(lines_of(source, name))
        if n > LINES:
            yield f'{name}: {n} lines; split it by task, {LINES} are the most'


def find_clang_format():
    for program in (f'clang-format-{CLANG_FORMAT}', 'clang-format'):
        try:
            version = subprocess.run([program, '--version'], capture_output=True, text=True,
                                     check=False).stdout
        except OSError:
            continue
        if re.search(rf'\bversion {CLANG_FORMAT}\.', version):
            return program
    return None


def check_layout(source, files):
    program = find_clang_format()
    if program is None:
        print(f'skipped: the layout is checked by clang-format {CLANG_FORMAT} only')
        sys.exit(77)
    done = subprocess.run([program, '--dry-run', *files], cwd=source, capture_output=True,
                          text=True, check=False)
    wrong = {line.split(':', 1)[0] for line in done.stderr.splitlines() if 'warning:' in line}
    for name in sorted(wrong):
        yield f'{name}: {program} -i {name}'
    if done.returncode != 0 and not wrong:
        yield done.stderr.strip() or f'{program} failed'


WORDS = re.compile(r'\b(?:_|N_|C_|ngettext|g_dngettext) \(|translatable="yes"')


# xgettext knows PRId64 and %zu; at another macro it takes the string for ended.
CUT = re.compile(r'\b(?:_|N_|ngettext) \(\s*(?:"(?:[^"\\]|\\.)*"[\s,]*)+G_\w+_FORMAT')


def named_files(source):
    with open(os.path.join(source, 'po/POTFILES.in'), encoding='utf-8') as file:
        return [line.strip() for line in file if line.strip() and not line.startswith('#')]


def files_with_words(source):
    for folder in ('src', 'plugins', 'ui'):
        for where, _, names in os.walk(os.path.join(source, folder)):
            for name in names:
                path = os.path.relpath(os.path.join(where, name), source)
                if name.endswith(('.c', '.ui')) and WORDS.search('\n'.join(lines_of(source, path))):
                    yield path


def run_xgettext(source, files):
    try:
        done = subprocess.run(
            ['xgettext', '--language=C', '--from-code=UTF-8', '--output=-',
             '--add-comments=Translators', '--keyword=_', '--keyword=N_',
             '--keyword=C_:1c,2', '--keyword=ngettext:1,2', '--keyword=g_dngettext:2,3',
             *files],
            cwd=source, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
            env={**os.environ, 'LC_ALL': 'C.UTF-8'}, check=False)
    except OSError:
        return
    yield from (line for line in done.stderr.splitlines() if line.strip())


def check_words(source, _):
    named = named_files(source)
    for name in sorted({n for n in named if named.count(n) > 1}):
        yield f'{name} is in po/POTFILES.in twice'
    for name in named:
        if not os.path.exists(os.path.join(source, name)):
            yield f'{name} is in po/POTFILES.in, but it is not there'
    for name in sorted(set(files_with_words(source)) - set(named)):
        yield f'{name} has words for people: name it in po/POTFILES.in'
    for name in c_files(source):
        for found in CUT.finditer('\n'.join(lines_of(source, name))):
            yield f'{name}: words cut at a macro: {found.group().splitlines()[0]}'
    yield from run_xgettext(source, [n for n in named if n.endswith('.c')
                                     and os.path.exists(os.path.join(source, n))])


def main():
    source, what = sys.argv[1:]
    checks = {'walls': check_walls, 'length': check_length, 'layout': check_layout,
              'words': check_words}
    files = c_files(source)
    faults = list(checks[what](source, files))
    if not files:
        faults.append(f'no C files in {source}')
    print('\n'.join(faults) if faults else f'{len(files)} files are sound')
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main())
