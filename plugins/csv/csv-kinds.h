/* csv-kinds.h - the kinds of tables, for whoever brings another. */
#pragma once

#include <glib/gi18n-lib.h>

#define CSV_KINDS                                                                        \
  N_ ("Codings have the columns document, start, end and code; a codebook has code and " \
      "parent, colour or definition; a list of memos has of, name and memo")
