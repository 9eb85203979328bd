/* print.h - tables on paper: aligned for people, CSV and JSON for programs. */
#pragma once

#include "call.h"

#include <scholiast/output.h>
#include <scholiast/table.h>

/* (transfer full): where --output says, else standard output. */
SchoOutput *cli_output_new (CliCall *call);

/* Says that it was standard output, which no library knows. Returns @done. */
gboolean cli_name_output (CliCall *call, gboolean done, GError **error);

/**
 * cli_write_tables:
 * @tables: (element-type SchoTable)
 * @as: (nullable): `csv`, `json`; %NULL: aligned columns for people
 * @name: without extension: what a file is called where a folder is named
 *
 * Several tables as CSV are a file each where a path was named, and come with an empty
 * line between on standard output; in a folder `facts.csv` is with them. Commits @output.
 */
gboolean cli_write_tables (GPtrArray *tables,
                           const char *as,
                           const char *name,
                           SchoOutput *output,
                           gboolean to_stdout,
                           GError **error);

/* How @tables (element-type SchoTable) were counted, as CSV where --facts says. */
gboolean cli_write_facts (CliCall *call, GPtrArray *tables, GError **error);

/* One table to standard output, as --as says; takes @table. */
gboolean cli_print_table (CliCall *call, SchoTable *table, GError **error);
