/* pdf-reply.h - takes the frames of pdf-reader apart; believes none of them. */
#pragma once

#include "pdf-frames.h"
#include "pdf-pages.h"

/* @limit: the most text, in bytes */
typedef struct
{
  PdfPages *pages;
  const char *name; /* of the file */
  gsize limit;
  const SchoProgress *progress; /* nullable */
  GByteArray *rest;             /* what is no whole frame yet */
  guint32 n_pages;
  gboolean is_whole;
} PdfReply;

/* PdfTakeFunc and PdfWholeFunc, with a PdfReply as data. */
gboolean
pdf_reply_take (const guint8 *bytes, gsize n_bytes, gpointer data, GError **error);
gboolean pdf_reply_is_whole (gpointer data);
