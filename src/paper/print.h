/* print.h - a coded document on paper: text, highlights, stripes with names in the
 * margin, and at the end what the colours mean.
 *
 * Paragraphs are laid out when a page needs them and forgotten after it, so a book costs
 * no more memory than a letter. A printout may be made and used in any one thread.
 */
#pragma once

#include "codings.h"

#include <cairo.h>
#include <gio/gio.h>
#include <scholiast/progress.h>

typedef struct _SchoPrint SchoPrint;

/**
 * scho_print_new:
 * @shown: (nullable): which codings are printed; %NULL: all
 * @family: (nullable): of the text's letters
 * @width: of the paper, in points
 *
 * Reads the text from the project file.
 */
SchoPrint *scho_print_new (SchoSnapshot *snapshot,
                           guint32 document,
                           const SchoShown *shown,
                           const char *family,
                           double width,
                           double height,
                           GError **error);
void scho_print_free (SchoPrint *self);

/* Finds where a few more pages end. %TRUE when all are found. */
gboolean scho_print_paginate (SchoPrint *self);

/* How much of the document the pages found so far hold, 0 to 1. */
double scho_print_get_fraction (SchoPrint *self);

/* All of these once all pages are found. */
guint scho_print_get_n_pages (SchoPrint *self);
void scho_print_draw_page (SchoPrint *self, cairo_t *cr, guint page);

/* The offset of the first character on a page; the document's length on those that have
 * the legend only. */
guint32 scho_print_get_page_start (SchoPrint *self, guint page);

/* Finds the pages and writes all as PDF. */
gboolean scho_print_write_pdf (SchoPrint *self,
                               GOutputStream *stream,
                               const SchoProgress *progress,
                               GCancellable *cancellable,
                               GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoPrint, scho_print_free)
