/* office.h - what importers of texts from Word and LibreOffice have in common. */
#pragma once

#include "comments.h"
#include "formula.h"
#include "lost.h"
#include "properties.h"
#include "speakers.h"

/* Options of importers that call office_text_init() and office_text_finish(). */
#define OFFICE_OPTIONS                                                                     \
  { "changes", SCHO_OPTION_CHOICE, "accepted",                                             \
    N_ ("Tracked changes: the text with them, or as it was before"),                       \
    "accepted|original" },                                                                 \
      { "comments", SCHO_OPTION_BOOLEAN, "false",                                          \
        N_ ("Comments become memos on their passages"), NULL },                            \
      { "codes", SCHO_OPTION_CHOICE, "none",                                               \
        N_ ("Comments such as “code: memo” become codings: none, those of codes that " \
            "are known, or new codes too"),                                                \
        "none|known|new" },                                                                \
      SPEAKERS_OPTIONS, IMPORT_LIMIT_OPTION

/* What such a document has and its text does not get. */
typedef enum
{
  OFFICE_PICTURE,
  OFFICE_DRAWING, /* lines, arrows and shapes without words */
  OFFICE_CHART,
  OFFICE_DIAGRAM,
  OFFICE_OBJECT, /* of another program */
  OFFICE_FORMULA,
  OFFICE_HIDDEN,
  OFFICE_SYMBOL,  /* of a font that has signs of its own */
  OFFICE_READING, /* above characters of East Asia */
  OFFICE_PART,    /* that lies in another file */
  OFFICE_HEADER,  /* or footer */
  OFFICE_COMMENT,
  OFFICE_LONE_COMMENT, /* on nothing */
  OFFICE_FORM,         /* a field to fill in */
  OFFICE_INSERTED,
  OFFICE_DELETED,
  OFFICE_MISSING,    /* a note or a comment that the text refers to */
  OFFICE_UNREADABLE, /* not in the encoding that it says */
  OFFICE_ANSWER,     /* which comment one answers */
  OFFICE_SETTLED,    /* that nobody needs to think of it any more */
  OFFICE_PROPERTY,   /* of a program */
} OfficeLost;

/**
 * OfficeText:
 * @original: the text as it was before its tracked changes
 * @comments: (nullable): wanted
 * @link: the open one
 * @n_formulas: that were written on one line
 *
 * The first fields are for the reader; the rest is what it found.
 */
typedef struct
{
  const char *name; /* of the file */
  TextBuilder *builder;
  gboolean original;
  Comments *comments;

  SchoLosses *losses;
  LostLink link;
  guint n_inserted, n_deleted, n_formulas;
} OfficeText;

void office_text_init (OfficeText *self, const char *name, SchoOptions *options);
void office_text_clear (OfficeText *self);

/* Opens the stretch of a note and writes its label. @label: (nullable) */
guint office_text_open_note (OfficeText *self, const char *label);

/* @words: (nullable): by which it is found, else by its place in the text */
void office_text_lose (OfficeText *self, OfficeLost what, const char *words);

/* The same of what has no place in the text. */
void office_text_lose_elsewhere (OfficeText *self, OfficeLost what, const char *words);

/* A header or footer of pages: one that is empty or only a number is no loss. */
void office_text_lose_header (OfficeText *self, const char *words, gboolean has_picture);

/* What is not kept of a comment that came in. */
void office_text_lose_thread (OfficeText *self,
                              gboolean is_answer,
                              gboolean is_settled,
                              const char *words);

/* A link begins or ends. @address: (nullable) */
void office_text_begin_link (OfficeText *self, const char *address);
void office_text_end_link (OfficeText *self);

/* What stands in the text for a formula that ends. @line: (out) (transfer full) */
gboolean
office_text_add_formula (OfficeText *self, Formula *formula, char **line, GError **error);

/* The step of the whole document, with what was lost and changed. */
SchoStep *office_text_finish (OfficeText *self,
                              const Properties *properties,
                              SchoSnapshot *base,
                              SchoOptions *options,
                              const char *coder,
                              GCancellable *cancellable,
                              GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (OfficeText, office_text_clear)
