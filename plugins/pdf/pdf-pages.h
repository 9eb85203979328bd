/* pdf-pages.h - the lines of all pages in reading order, with where they stand. */
#pragma once

#include "pdf-frames.h"

#include <scholiast/plugin.h>

typedef struct
{
  guint page;
  gsize start, n_bytes; /* in PdfPages.text */
  double left, top, right, bottom;
  double first_word;  /* its width */
  gboolean is_margin; /* a header, a footer, a page number */
  gboolean is_rest;   /* of the line before, behind a gap that may be one of columns */
} PdfLine;

typedef struct
{
  GString *text;
  GArray *lines;               /* of PdfLine */
  GPtrArray *labels;           /* what each page calls itself */
  GArray *heights;             /* of double, one a page */
  const char *name;            /* of the file */
  SchoLosses *losses;          /* what pages have beside their text */
  char *title, *author, *date; /* empty where unknown */
} PdfPages;

/* As Poppler gives it: a box for each character, line feeds too, in the order of the
 * text.
 */
typedef struct
{
  const char *label, *text;
  double height;
  const PdfBox *boxes;
  guint n_boxes;
  guint n_pictures, n_comments, n_fields;
} PdfRawPage;

void pdf_pages_init (PdfPages *self, const char *name);
void pdf_pages_clear (PdfPages *self);
void pdf_pages_add (PdfPages *self, const PdfRawPage *page);

/* Marks what stands at the same height near the edge of several pages, but for numbers.
 */
void pdf_pages_find_margins (PdfPages *self);

/* What pdf_pages_find_margins() has found is lost, but for the numbers of pages. */
void pdf_pages_lose_margins (PdfPages *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PdfPages, pdf_pages_clear)
