/* documents.h - a row for each code in each document. */
#pragma once

#include "count.h"

/* To a table with the columns code, document, codings, coders, characters, share, reason.
 * Codes come in the order of the tree, within each the documents by id. */
void documents_add (Count *count, SchoTable *table);
