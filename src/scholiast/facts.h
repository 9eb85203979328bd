/* facts.h - what is printed with a result: of what it was counted, how, and when. */
#pragma once

#include <scholiast/output.h>
#include <scholiast/plugin-types.h>
#include <scholiast/snapshot.h>

/**
 * scho_facts_add:
 * @tables: (element-type SchoTable): of one run of @analysis
 *
 * Each table gets as its facts the analysis, every option with its value, the project,
 * its state, the date. The date is that of SOURCE_DATE_EPOCH where it is set, so that
 * the same project gives the same bytes.
 */
SCHO_API void scho_facts_add (GPtrArray *tables,
                              const SchoAnalysis *analysis,
                              SchoSnapshot *snapshot,
                              SchoOptions *options);

/* Which passages (@name “query”) or documents (“where”) they were counted of alone.
 * @query: (nullable): %NULL or "": all, of which nothing is said */
SCHO_API void
scho_facts_add_query (GPtrArray *tables, const char *name, const char *query);

/* Where @query left no documents or no codings in @part, each table gets a note that says
 * so. Returns: (nullable): it */
SCHO_API const char *
scho_facts_note_nothing (GPtrArray *tables, SchoSnapshot *part, const char *query);

/**
 * scho_facts_dup_fingerprint:
 *
 * 16 digits that differ where the texts, codes, coders or codings of two projects do;
 * copies of a project in the same state have the same.
 *
 * Returns: (transfer full)
 */
SCHO_API char *scho_facts_dup_fingerprint (SchoSnapshot *snapshot);

/**
 * scho_facts_new_table:
 * @tables: (element-type SchoTable): of one run, with their facts
 *
 * What has no place in CSV, as a table of its own: `name` (for programs), `title`,
 * `value`. First the facts, then each note, as `note` with the title of its table.
 *
 * Returns: (transfer full) (nullable): %NULL: nothing is known of them
 */
SCHO_API SchoTable *scho_facts_new_table (GPtrArray *tables);

/* Each of @tables as a CSV file of its own in the folder that @output is, and with them
 * `facts.csv`; does not commit. */
SCHO_API gboolean scho_facts_write_csv_files (GPtrArray *tables,
                                              SchoOutput *output,
                                              GError **error);
