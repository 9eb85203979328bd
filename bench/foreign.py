#!/usr/bin/env python3
"""Makes a REFI-QDA project as another program writes it: with identities, times and notes of its own.

    foreign.py DOCUMENTS CODINGS FILE.qdpx [EVERY]

Each text has a thousand lines, a line is coded where it is long enough, and each EVERY-th
coding (20) has a note. The same numbers make the same file.
"""
import random
import sys
import uuid
import zipfile

n_documents, n_codings, path = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
every = int(sys.argv[4]) if len(sys.argv) > 4 else 20
chance = random.Random(1)
words = ("the of and in people coding interview memory school river market they said never always house "
         "Straße naïve water evening question answer because before after little great country").split()


def guid():
    return str(uuid.UUID(int=chance.getrandbits(128), version=4)).upper()


def moment():
    return "20%02d-%02d-%02dT%02d:%02d:%02dZ" % (chance.randint(10, 25), chance.randint(1, 12), chance.randint(1, 28),
                                                 chance.randint(0, 23), chance.randint(0, 59), chance.randint(0, 59))


def make_text():
    lines = [" ".join(chance.choice(words) for _ in range(8)) + "." for _ in range(1000)]
    places, start = [], 0
    for line in lines:
        places.append((start, start + len(line), line))
        start += len(line) + 1
    return "\n".join(lines) + "\n", places


users = [guid(), guid()]
codes = [guid() for _ in range(500)]
notes, texts, n = [], [], 0
package = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1)
with package.open("project.qde", "w", force_zip64=True) as out:
    def write(line):
        out.write((line + "\n").encode())

    write('<?xml version="1.0" encoding="utf-8"?>')
    write('<Project xmlns="urn:QDA-XML:project:1.0" name="foreign" creatingUserGUID="%s">' % users[0])
    write('<Users>' + "".join('<User guid="%s" name="User %d" id="U%d"/>' % (user, i, i)
                              for i, user in enumerate(users)) + '</Users>')
    write('<CodeBook><Codes>' + "".join('<Code guid="%s" name="Code %d" isCodable="true"/>' % (code, i)
                                        for i, code in enumerate(codes)) + '</Codes></CodeBook>')
    write('<Sources>')
    for document in range(n_documents):
        identity = guid()
        text, places = make_text()
        texts.append((identity, text))
        write('<TextSource guid="%s" name="Document %04d" plainTextPath="internal://%s.txt" creatingUser="%s" '
              'creationDateTime="%s">' % (identity, document, identity, users[0], moment()))
        for _ in range(n_codings // n_documents):
            start, end, words_of_it = chance.choice(places)
            made = 'creatingUser="%s" creationDateTime="%s"' % (chance.choice(users), moment())
            n += 1
            ref = ""
            if n % every == 0:
                notes.append((guid(), made))
                ref = '<NoteRef targetGUID="%s"/>' % notes[-1][0]
            write('<PlainTextSelection guid="%s" name="%s" startPosition="%d" endPosition="%d" %s><Coding guid="%s" %s>'
                  '<CodeRef targetGUID="%s"/>%s</Coding></PlainTextSelection>'
                  % (guid(), words_of_it, start, end, made, guid(), made, chance.choice(codes), ref))
        write('</TextSource>')
    write('</Sources>')
    if notes:
        write('<Notes>')
        for i, (identity, made) in enumerate(notes):
            write('<Note guid="%s" name="Note %d" %s><PlainTextContent>What I thought then, number %d.'
                  '</PlainTextContent></Note>' % (identity, i, made, i))
        write('</Notes>')
    write('</Project>')
for identity, text in texts:
    package.writestr("sources/%s.txt" % identity, text)
package.close()
