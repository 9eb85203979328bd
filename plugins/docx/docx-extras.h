/* docx-extras.h - the notes and comments of a Word document, by their ids. */
#pragma once

#include "docx-parts.h"

#include "../shared/office.h"

typedef struct _DocxExtras DocxExtras;

DocxExtras *docx_extras_new (Package *package,
                             const DocxParts *parts,
                             const char *name,
                             GCancellable *cancellable,
                             GError **error);
void docx_extras_free (DocxExtras *self);

/* (nullable): what is in the note, as XML. @id: (nullable) */
const char *docx_extras_get_note (DocxExtras *self, gboolean is_endnote, const char *id);

typedef struct
{
  char *author, *date; /* nullable */
  GString *words;
  gboolean is_placed;
  gboolean is_answer, is_settled;
} DocxComment;

/* (nullable): for its place in the text */
const DocxComment *docx_extras_get_comment (DocxExtras *self, const char *id);

/* Those that nobody asked for have no place. */
void docx_extras_lose_comments (DocxExtras *self, OfficeText *office);

/* A note that the text refers to. */
typedef struct
{
  const char *xml; /* of the extras */
  char *label;     /* nullable: the text has a mark of its own */
  gboolean is_endnote;
} DocxNote;

/* @number: 0: the text has a mark of its own */
DocxNote *docx_note_new (const char *xml, gboolean is_endnote, guint number);
void docx_note_free (gpointer note);
