/* pdf-reader.h - asks Poppler what a PDF says, and answers in frames. */
#pragma once

#include "pdf-frames.h"

typedef void (*PdfWriteFunc) (const void *bytes, gsize n_bytes, gpointer data);

void pdf_reader_run (const char *bytes, gsize n_bytes, PdfWriteFunc write, gpointer data);
