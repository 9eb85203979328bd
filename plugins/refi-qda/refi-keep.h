/* refi-keep.h - what Scholiast does not show of a project is kept with it, to go out
 * again.
 *
 * An attachment holds XML that is a valid project by itself, less what became nouns; the
 * files that it names are attachments too. What texts and their passages have besides is
 * in another one, compressed.
 */
#pragma once

#include "refi-xml.h"

/* In the order of the standard. */
typedef enum
{
  REFI_USERS, /* those who coded nothing */
  REFI_CODES, /* which are not for coding */
  REFI_VARIABLES,
  REFI_CASES_PART,
  REFI_SOURCES, /* pictures, sound, film, PDF; of texts, what else they have */
  REFI_NOTES,   /* whose words are memos here */
  REFI_LINKS,
  REFI_SETS,
  REFI_GRAPHS,
  REFI_N_PARTS
} RefiPart;

/* The elements around those of a part: `<CodeBook><Codes>`, and their ends. */
const char *refi_part_get_begin (RefiPart part);
const char *refi_part_get_end (RefiPart part);

/* Base names of the files that an element and those in it name. (transfer none) in the
 * table, which is a set. */
void refi_keep_list_files (const xmlNode *node, GHashTable *names);
/* The same, but not those in it. */
void refi_keep_list_own_files (const xmlNode *node, GHashTable *names);
