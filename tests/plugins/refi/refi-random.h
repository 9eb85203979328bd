/* refi-random.h - projects made by chance, and all that REFI-QDA carries of a project. */
#pragma once

#include "../fixture.h"

/* Coders, a tree of codes, documents with attributes, codings, memos; words with what XML
 * and counting stumble over. The same @seed makes the same but for identities. */
void refi_random_fill (Fixture *self, guint seed);

/* All of it, a noun a line, by identity. (transfer full) */
char *refi_dump (SchoSnapshot *snapshot);
