/* uncarried.h - what a project has and a format does not carry: for the losses of
 * exporters that write only some of it. */
#pragma once

#include "which.h"

/* What a format may carry. Of a thing that it does not carry at all, the parts are not
 * counted too: no weights where there are no codings. */
typedef enum
{
  CARRIES_TEXTS = 1 << 0, /* the documents, with what is written in them */
  CARRIES_LANGUAGES = 1 << 1,
  CARRIES_SOURCES = 1 << 2,
  CARRIES_ATTRIBUTES = 1 << 3,
  CARRIES_DOCUMENT_MEMOS = 1 << 4,
  CARRIES_CODES = 1 << 5, /* their names, and which is below which */
  CARRIES_COLOURS = 1 << 6,
  CARRIES_DEFINITIONS = 1 << 7,
  CARRIES_USES = 1 << 8, /* when to use it, when not */
  CARRIES_KEYS = 1 << 9,
  CARRIES_BLURRED = 1 << 10,
  CARRIES_CODE_MEMOS = 1 << 11,
  CARRIES_CODERS = 1 << 12,
  CARRIES_ASKED = 1 << 13, /* which documents coders were asked to code */
  CARRIES_CODINGS = 1 << 14,
  CARRIES_WEIGHTS = 1 << 15,
  CARRIES_MEMOS = 1 << 16, /* of codings */
  CARRIES_EXAMPLES = 1 << 17,
  CARRIES_PROJECT_MEMO = 1 << 18,
  CARRIES_PSEUDONYMS = 1 << 20,
  CARRIES_ATTACHMENTS = 1 << 21,  /* of the documents that are written */
  CARRIES_UNUSED_CODES = 1 << 19, /* of no coding that is written */
  CARRIES_UNUSED_CODERS = 1 << 22,
  CARRIES_DATES = 1 << 23, /* when passages were coded */
  CARRIES_LINKS = 1 << 24, /* or tells of them itself */
} Carries;

/* What belongs to one noun. Of a format that is about that noun only, what belongs to
 * others is no loss: it carries ~UNCARRIED_OF_CODES | CARRIES_CODES | … */
enum
{
  UNCARRIED_OF_CODINGS
  = CARRIES_CODINGS | CARRIES_WEIGHTS | CARRIES_MEMOS | CARRIES_EXAMPLES,
  UNCARRIED_OF_CODES = CARRIES_CODES | CARRIES_COLOURS | CARRIES_DEFINITIONS
                       | CARRIES_USES | CARRIES_KEYS | CARRIES_BLURRED
                       | CARRIES_CODE_MEMOS | CARRIES_PSEUDONYMS | CARRIES_EXAMPLES,
  UNCARRIED_OF_DOCUMENTS = CARRIES_LANGUAGES | CARRIES_SOURCES | CARRIES_ATTRIBUTES
                           | CARRIES_DOCUMENT_MEMOS, /* but for their texts */
};

/* Counts in @losses what @snapshot has of the rest. @which: what was asked for; of a code
 * those below it too. */
void uncarried_tell (SchoLosses *losses,
                     SchoSnapshot *snapshot,
                     const Which *which,
                     guint carries);

/* What lies in one text beside its words: headings, turns and the like. @carried: kinds
 * that the format has, `1 << SCHO_STRETCH_HEADING` and so on; 0: none */
void uncarried_tell_structure (SchoLosses *losses,
                               const SchoDocument *document,
                               SchoText *text,
                               guint carried);

/* Codes that are below others, for formats that carry scho_snapshot_dup_code_label()
 * only: which says where a code is when its name does not say which. */
void uncarried_tell_tree (SchoLosses *losses, SchoSnapshot *snapshot);

/* A passage that begins or ends with white space, where its ends shrink to the words.
 * @keeps_spaces: only the ends of lines are taken from it */
void uncarried_tell_space (SchoLosses *losses,
                           const SchoDocument *document,
                           SchoText *text,
                           const SchoAnnotation *coding,
                           gboolean keeps_spaces);

/* `Interview 3, 120–140` (transfer full) */
char *uncarried_dup_place (const SchoDocument *document, guint32 start, guint32 end);
