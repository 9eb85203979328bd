/* import.h - what every importer of documents does: read the bytes, make the step. */
#pragma once

#include "text-builder.h"

/* An option of every importer of documents. */
#define IMPORT_LIMIT_OPTION                                                              \
  {                                                                                      \
    "limit", SCHO_OPTION_INTEGER, "512", N_ ("The most to read from a file, in MiB"),    \
        NULL                                                                             \
  }

/* Of IMPORT_LIMIT_OPTION, in bytes. */
gsize import_get_limit (SchoOptions *options);

/* @extensions: `htm|html` */
gboolean import_is_called (const char *name, const char *extensions);

/* Whether the first bytes of a file, of which there may be none, have @words in them. */
gboolean import_head_has (const guint8 *head, gsize n_bytes, const char *words);

/* Whether the first letter, after a mark and white space, is one of @letters, and the
 * file is not called as texts are: notes about a format are not of that format. */
gboolean import_head_begins (const guint8 *head,
                             gsize n_bytes,
                             const char *name,
                             const char *letters);

/* All of the stream, zero-terminated; fails beyond @limit. */
char *import_read_all (GInputStream *stream,
                       const char *name,
                       gsize limit,
                       gsize *n_bytes,
                       GCancellable *cancellable,
                       GError **error);

/* The step for one file that becomes one or more documents. */
SchoStep *import_step_new (SchoSnapshot *base, const char *name);

/* Adds a document whose title is @name, or another if that is there already. */
guint32 import_add_document (SchoStep *step,
                             const char *name,
                             const SchoDocument *values,
                             SchoText *text);

/* A note of so many formulas that stand on one line now. */
void import_note_formulas (SchoStep *step, const char *name, guint n);

/* A note that a guess was made about the encoding, and what to do when it is wrong. */
void import_note_encoding (SchoStep *step, const char *name, const char *encoding);

/* YYYY-MM-DD, then nothing or a time. */
gboolean import_is_date (const char *value);

/* What the file says about itself, in the order found; for SchoDocument.attributes. */
typedef struct _ImportAttributes ImportAttributes;

ImportAttributes *import_attributes_new (void);
void import_attributes_free (ImportAttributes *self);

/* Empty values and names that are there already are left out. A date that is no ISO date
 * is kept as a text. */
void import_attributes_add (ImportAttributes *self,
                            const char *name,
                            const char *value,
                            SchoAttributeType type);

/* The same, but a second value of that name stands after the first: “Ada; Ben”. */
void import_attributes_join (ImportAttributes *self, const char *name, const char *value);

const SchoAttribute *import_attributes_get (ImportAttributes *self, gsize *n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ImportAttributes, import_attributes_free)
