/* pdf-frames.h - what pdf-reader says to the plugin, piece by piece.
 *
 * Poppler reads what strangers made, and a file that breaks it must not break the
 * program: so it runs in a program of its own. This gets the file as its input and writes
 * frames: a head, then as many bytes as it says. Numbers are the machine's own; strings
 * end with a zero byte.
 */
#pragma once

#include <glib.h>

/* More than any page needs that was made to be read. */
#define PDF_MAX_FRAME (64u << 20)

#define PDF_MAX_PAGES 100000

typedef enum
{
  PDF_FRAME_COUNT = 1, /* PdfCountHead */
  PDF_FRAME_ABOUT,     /* strings: title, author, date; empty where unknown */
  PDF_FRAME_PAGE,      /* PdfPageHead, strings: label, text; then the boxes */
  PDF_FRAME_ENCRYPTED,
  PDF_FRAME_DAMAGED, /* a string: what Poppler said */
  PDF_FRAME_END,
} PdfFrameKind;

typedef struct
{
  guint32 kind;
  guint32 n_bytes;
} PdfFrameHead;

typedef struct
{
  guint32 n_pages;
  guint32 n_files; /* that lie within the file */
} PdfCountHead;

/* What the page has beside its text is only counted. */
typedef struct
{
  double height;
  guint32 n_boxes;
  guint32 n_pictures, n_comments, n_fields;
} PdfPageHead;

/* Of a character. */
typedef struct
{
  double x1, y1, x2, y2;
} PdfBox;
