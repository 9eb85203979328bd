/* import-report.h - how a document came in: what, and what was guessed, changed, left
 * out.
 *
 * A report is text in the language of who imported. First, a line each, what came in:
 * "Words: 87". Then, after an empty line, the sentences of the
 * importer, and a line for each loss: "Left out: pictures: 3 (Figure 1; …)".
 */
#pragma once

#include <scholiast/change.h>

/* "headings: 2; notes: 1", of what the text has; %NULL when it has none of it. */
SCHO_API char *scho_text_describe_structure (SchoText *text);

/**
 * scho_step_write_reports:
 * @file: name of the file that was read
 * @kind: the importer's title, translated
 *
 * Writes the report into each document that the step adds: what came in is counted here,
 * so importers need no note of it.
 */
SCHO_API void
scho_step_write_reports (SchoStep *self, const char *file, const char *kind);

/* What came in, on one line: "documents: 3; words: 5341; headings: 12; codings: 40".
 * %NULL when no document came in. */
SCHO_API char *scho_step_describe_arrivals (SchoStep *self);

/**
 * scho_step_list_arrivals:
 * @most: of more documents there is one sentence for all
 *
 * A sentence for each document that the step adds: what came in.
 *
 * Returns: (transfer full) (element-type utf8)
 */
SCHO_API GPtrArray *scho_step_list_arrivals (SchoStep *self, guint most);
