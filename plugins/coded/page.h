/* page.h - coded documents as one page of HTML that needs no script.
 *
 * It is well-formed XML too. Highlights lie in each other, each with its wash and its
 * line in a lane below the text; in the margin stand brackets and names, paragraph by
 * paragraph; at the end each code, with links to its passages.
 */
#pragma once

#include "runs.h"
#include "selection.h"

#include "../tei/tei-writer.h"

typedef struct
{
  SchoSnapshot *snapshot;
  TeiWriter *writer;
  const Selection *selection;
  GPtrArray *documents; /* of SchoDocument: of this page */
  guint64 *counts;      /* of its codings, by code id */
  SchoMark *marks;      /* by code id */
  SchoLosses *losses;
} Page;

/* @stream: (transfer full) */
gboolean page_write (const Selection *selection,
                     GPtrArray *documents,
                     GOutputStream *stream,
                     SchoLosses *losses,
                     const SchoProgress *progress,
                     GCancellable *cancellable,
                     GError **error);

/* Title and memo of a document, then its text. @level: of its heading */
gboolean page_write_document (Page *self,
                              const SchoDocument *document,
                              guint level,
                              GCancellable *cancellable,
                              GError **error);

/* What the whole page looks like, and the colours of the codes that are on it. */
void page_write_style (Page *self);

/* Swatches, names and counts, with links to page_write_codes(). */
void page_write_legend (Page *self);
void page_write_codes (Page *self);

/* The small coloured square of a code. */
void page_write_swatch (Page *self, const SchoCode *code);

/* <p class="@class">title: words</p>; nothing when there are no words. @title: nullable,
 * translated */
void
page_write_memo (Page *self, const char *class, const char *title, const char *words);

gboolean page_has_code (Page *self, guint32 code);
