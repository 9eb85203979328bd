#!/usr/bin/env python3
"""Sums up meson's test logs and ends with one line: N passed, N failed, N skipped.

  tally.py [--broken N] LOG...

A libcheck program counts as many tests as it says it has; any other as one. --broken adds
what could not even be built. Exits with 1 when something failed or nothing passed."""

import json
import os
import re
import sys

CHECK = re.compile(r'^\d+%: Checks: (\d+), Failures: (\d+), Errors: (\d+)', re.M)
# The same of Python's unittest, which says why it skips if it is asked to be wordy (-v).
RAN = re.compile(r'^Ran (\d+) tests? in ', re.M)
BAD = re.compile(r'(?:failures|errors|unexpected successes)=(\d+)')
UNITTEST_SKIP = re.compile(r'''\.\.\. skipped ['"](.*)['"]$''', re.M)
SKIP = re.compile(r'^skipped: (.*)', re.M | re.I)


def count(test):
    """Returns passed, failed, and the sentences of what was skipped."""
    words = test.get('stdout', '') + '\n' + test.get('stderr', '')
    result = test['result']
    if result == 'SKIP':
        said = SKIP.findall(words) or [line for line in words.splitlines() if line] or ['']
        return 0, 0, [said[-1]]
    checks = [[int(n) for n in found] for found in CHECK.findall(words)]
    failed = sum(f + e for _, f, e in checks)
    passed = sum(n for n, _, _ in checks) - failed
    skipped = SKIP.findall(words)
    ran = [int(n) for n in RAN.findall(words)]
    if ran:
        checks = ran
        failed = sum(int(n) for line in words.splitlines() if line.startswith('FAILED (')
                     for n in BAD.findall(line))
        passed = sum(ran) - failed
        skipped += UNITTEST_SKIP.findall(words)
    # A skipped check says so and then passes.
    passed = max(passed - len(skipped), 0)
    if result in ('OK', 'EXPECTEDFAIL'):
        return (passed, failed, skipped) if checks else (1, 0, skipped)
    # Killed, out of time or leaking: libcheck's own sum does not know.
    return passed, max(failed, 1), skipped


def main(arguments):
    passed = failed = 0
    skipped = []
    failures = []
    if arguments[:1] == ['--broken']:
        failed = int(arguments[1])
        if failed:
            failures.append('the build')
        arguments = arguments[2:]
    for path in arguments:
        run = os.path.splitext(os.path.basename(path))[0]
        try:
            with open(path, encoding='utf-8', errors='replace') as log:
                tests = [json.loads(line) for line in log if line.strip()]
        except (OSError, ValueError) as error:
            print(f'{path}: {error}')
            continue
        for test in tests:
            p, f, s = count(test)
            passed, failed = passed + p, failed + f
            skipped += [f'{test["name"]} ({run}): {words}' for words in s]
            if f:
                failures.append(f'{test["name"]} ({run}): {test["result"].lower()}')
    for words in skipped:
        print('skipped:', words)
    for words in failures:
        print('failed:', words)
    print(f'{passed} passed, {failed} failed, {len(skipped)} skipped')
    return 1 if failed or not passed else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
