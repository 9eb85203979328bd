/* csv-kinds.h - the two kinds of tables, for whoever brings a third. */
#pragma once

#include <glib/gi18n-lib.h>

#define CSV_KINDS                                                                        \
  N_ ("Codings have the columns document, start, end and code; a codebook has code and " \
      "parent, colour or definition")
