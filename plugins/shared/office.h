/* office.h - what importers of texts from Word and LibreOffice have in common. */
#pragma once

#include "comments.h"
#include "formula.h"
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

/**
 * OfficeText:
 * @original: the text as it was before its tracked changes
 * @comments: (nullable): wanted
 * @n_headers: and footers
 * @n_formulas: that were written on one line
 * @n_readings: above characters of East Asia
 * @n_parts: that lie in other files
 *
 * The first fields are for the reader; the counts are what it found.
 */
typedef struct
{
  const char *name; /* of the file */
  TextBuilder *builder;
  gboolean original;
  Comments *comments;

  guint n_inserted, n_deleted, n_hidden, n_symbols, n_comments, n_headers, n_pictures;
  guint n_formulas, n_charts, n_diagrams, n_objects, n_readings, n_parts;
} OfficeText;

void office_text_init (OfficeText *self, const char *name, SchoOptions *options);
void office_text_clear (OfficeText *self);

/* Opens the stretch of a note and writes its label. @label: (nullable) */
guint office_text_open_note (OfficeText *self, const char *label);

/* What stands in the text for a formula that ends. @line: (out) (transfer full) */
gboolean
office_text_add_formula (OfficeText *self, Formula *formula, char **line, GError **error);

/* The step of the whole document, with notes of what was left out. */
SchoStep *office_text_finish (OfficeText *self,
                              const Properties *properties,
                              SchoSnapshot *base,
                              SchoOptions *options,
                              const char *coder,
                              GCancellable *cancellable,
                              GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (OfficeText, office_text_clear)
