"""Suggests codes: each sentence with a word of a code's list gets the code.

Scholiast writes the project to standard input, a JSON object a line, and reads what is
found from standard output. Positions count characters, as Python does."""

import json
import re
import sys


def say(**line):
    print(json.dumps(line, ensure_ascii=False))


def read_words(setting, codes):
    """{code: [word, …]} from `code: word, word; code: …`."""
    if not setting.strip():
        return {code["path"]: [code["name"].replace("-", " ")] for code in codes}
    words = {}
    for part in setting.split(";"):
        code, colon, rest = part.partition(":")
        if not colon:
            say(type="error", message=f"“{part.strip()}” is no “code: word, word”")
            sys.exit()
        words[code.strip()] = [word.strip() for word in rest.split(",") if word.strip()]
    return words


def make_pattern(words, flags):
    """Whole words; a star stands for any ending."""
    ends = [re.escape(word).replace(r"\*", r"\w*") for word in words]
    return re.compile(r"\b(?:" + "|".join(ends) + r")\b", flags)


options, codes, patterns, counts = {}, [], None, {}
for line in sys.stdin:
    noun = json.loads(line)
    if noun["type"] == "option":
        options[noun["name"]] = noun["value"]
    elif noun["type"] == "code":
        codes.append(noun)
    elif noun["type"] == "document":
        if patterns is None:
            flags = 0 if options["case"] == "true" else re.IGNORECASE
            words = read_words(options["words"], codes)
            patterns = {code: make_pattern(w, flags) for code, w in words.items() if w}
        say(type="progress", what=noun["title"])
        for sentence in re.finditer(r"\S[^.!?\n]*[.!?]*", noun["text"]):
            for code, pattern in patterns.items():
                found = pattern.search(sentence[0])
                if found:
                    counts[code] = counts.get(code, 0) + 1
                    say(type="annotation", document=noun["uuid"], code=code,
                        start=sentence.start(), end=sentence.end(), memo=found[0])

say(type="table", id="dictionary", title="Sentences found",
    columns=["code", {"name": "sentences", "type": "integer"}],
    rows=[[code, n] for code, n in counts.items()])
