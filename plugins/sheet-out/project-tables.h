/* project-tables.h - codings, documents, codes and memos of a project as tables. */
#pragma once

#include <scholiast/plugin.h>

/* Its words, with `|` between: codings, documents, codebook, memos; `all` of them. */
#define PROJECT_TABLES_OPTION                                                            \
  {                                                                                      \
    "what", SCHO_OPTION_CHOICE, "all", N_ ("Write"),                                     \
        "all|codings|documents|codebook|memos"                                           \
  }

/**
 * project_tables_new:
 * @what: a choice of %PROJECT_TABLES_OPTION
 * @losses: what such tables do not hold
 *
 * The columns are those that the importers of codings, codebooks and attributes read.
 *
 * Returns: (transfer full) (element-type SchoTable) (nullable)
 */
GPtrArray *project_tables_new (SchoSnapshot *snapshot,
                               const char *what,
                               SchoLosses *losses,
                               const SchoProgress *progress,
                               GCancellable *cancellable,
                               GError **error);
