/* table.h - typed columns and rows: what an analysis returns. */
#pragma once

#include <gio/gio.h>
#include <scholiast/error.h>

typedef enum
{
  SCHO_COLUMN_TEXT,
  SCHO_COLUMN_INTEGER,
  SCHO_COLUMN_NUMBER,
  SCHO_COLUMN_BOOLEAN,
} SchoColumnType;

typedef enum
{
  SCHO_CHART_BARS,     /* a bar a row: @label, @more; how long: @value */
  SCHO_CHART_HEAT_MAP, /* @label down, @across along, @value in the cells */
  SCHO_CHART_NETWORK,  /* from @label to @across, as strong as @value */
  SCHO_CHART_LINES,    /* @label along, in the table's order; @value and @also up */
  SCHO_CHART_LAST = SCHO_CHART_LINES
} SchoChartKind;

/**
 * SchoChart:
 * @label: of text or integers
 * @more, @further: (nullable): joined to the label where rows differ in it
 * @across: (nullable): of text; a heat map without it has all columns of figures along,
 *   but for a last one called `total`
 * @value: (nullable): of figures; %NULL for a heat map without @across
 * @also: (nullable): a second line
 * @label_size, @across_size: (nullable): how big the ends of a network's edge are
 * @low, @high: (nullable): between which limits a bar's value lies
 * @symmetric: what holds from @label to @across holds the other way too
 * @in_order: bars come as rows do, not the longest first
 *
 * How a table can be drawn. Columns are given by their names.
 */
typedef struct
{
  SchoChartKind kind;
  const char *label, *more, *further, *across;
  const char *value, *also;
  const char *label_size, *across_size;
  const char *low, *high;
  gboolean symmetric, in_order;
} SchoChart;

typedef struct _SchoTable SchoTable;

/* @id: for programs, lower case and hyphens; @title: for people, translated. */
SCHO_API SchoTable *scho_table_new (const char *id, const char *title);
SCHO_API SchoTable *scho_table_ref (SchoTable *self);
SCHO_API void scho_table_unref (SchoTable *self);

/* All columns come before the first row. @name: for programs; @title: (nullable): for
 * people, the name when %NULL. Returns the column's number. */
SCHO_API guint scho_table_add_column (SchoTable *self,
                                      const char *name,
                                      const char *title,
                                      SchoColumnType type);

/* Room for @n_rows in all, where so many are known to come: big columns are not moved as
 * they grow. */
SCHO_API void scho_table_reserve (SchoTable *self, gsize n_rows);

/* A new row of undefined cells; returns its number. */
SCHO_API gsize scho_table_add_row (SchoTable *self);

SCHO_API void
scho_table_set_text (SchoTable *self, gsize row, guint column, const char *value);
SCHO_API void
scho_table_set_integer (SchoTable *self, gsize row, guint column, gint64 value);
/* A value that is no number (NaN, infinity) stays undefined. */
SCHO_API void
scho_table_set_number (SchoTable *self, gsize row, guint column, double value);
SCHO_API void
scho_table_set_boolean (SchoTable *self, gsize row, guint column, gboolean value);

/* For tables of many rows: columns at once, at a tenth of the time.
 *
 * @n_rows new rows of undefined cells; returns the number of the first. */
SCHO_API gsize scho_table_add_rows (SchoTable *self, gsize n_rows);

/* The table's own copy of @text, for scho_table_fill_texts(). (transfer none) */
SCHO_API const char *scho_table_keep_text (SchoTable *self, const char *text);

/* Fill @n cells of @column from the row @first on. A value that is no number stays
 * undefined. @texts: what scho_table_keep_text() gave for this table. */
SCHO_API void scho_table_fill_texts (
    SchoTable *self, gsize first, guint column, const char *const *texts, gsize n);
SCHO_API void scho_table_fill_integers (
    SchoTable *self, gsize first, guint column, const gint64 *values, gsize n);
SCHO_API void scho_table_fill_numbers (
    SchoTable *self, gsize first, guint column, const double *values, gsize n);

/* A sentence below the table: how it was counted, what was left out. */
SCHO_API void scho_table_add_note (SchoTable *self, const char *format, ...)
    G_GNUC_PRINTF (2, 3);

/* A way to draw it, after its columns were added; a chart that names a column that there
 * is not, or of another type, is not kept: %FALSE. */
SCHO_API gboolean scho_table_add_chart (SchoTable *self, const SchoChart *chart);

/* What is printed with the table: a parameter, the state of the project, the date.
 * @name: for programs; @title: for people. */
SCHO_API void scho_table_add_fact (SchoTable *self,
                                   const char *name,
                                   const char *title,
                                   const char *value);

SCHO_API const char *scho_table_get_id (SchoTable *self);
SCHO_API const char *scho_table_get_title (SchoTable *self);
SCHO_API guint scho_table_get_n_columns (SchoTable *self);
SCHO_API gsize scho_table_get_n_rows (SchoTable *self);
SCHO_API const char *scho_table_get_column_name (SchoTable *self, guint column);
SCHO_API const char *scho_table_get_column_title (SchoTable *self, guint column);
SCHO_API SchoColumnType scho_table_get_column_type (SchoTable *self, guint column);
SCHO_API guint scho_table_get_n_notes (SchoTable *self);
SCHO_API const char *scho_table_get_note (SchoTable *self, guint i);
SCHO_API guint scho_table_get_n_charts (SchoTable *self);
SCHO_API const SchoChart *scho_table_get_chart (SchoTable *self, guint i);
SCHO_API guint scho_table_get_n_facts (SchoTable *self);
/* @name, @title: (out) (optional) (transfer none). Returns the value. */
SCHO_API const char *
scho_table_get_fact (SchoTable *self, guint i, const char **name, const char **title);

/* The first column of that name; -1: there is none. */
SCHO_API int scho_table_find_column (SchoTable *self, const char *name);

/* The getters ask for the column's type; an undefined text is %NULL, an undefined number
 * NaN, an undefined integer or boolean 0: ask is_defined. */
SCHO_API gboolean scho_table_is_defined (SchoTable *self, gsize row, guint column);
SCHO_API const char *scho_table_get_text (SchoTable *self, gsize row, guint column);
SCHO_API gint64 scho_table_get_integer (SchoTable *self, gsize row, guint column);
SCHO_API double scho_table_get_number (SchoTable *self, gsize row, guint column);
SCHO_API gboolean scho_table_get_boolean (SchoTable *self, gsize row, guint column);

/* Whether the column says only why figures are undefined (it is called `reason`), and
 * none is: people need not see it. */
SCHO_API gboolean scho_table_is_column_idle (SchoTable *self, guint column);

/* Any cell as text that reads back as the same value, with a point for decimals; ""
 * where undefined. (transfer full) */
SCHO_API char *scho_table_dup_cell (SchoTable *self, gsize row, guint column);

/* One table as RFC 4180 CSV: UTF-8, no mark, LF, a header of column names; cells with a
 * comma, quote, CR or LF are quoted. */
SCHO_API gboolean scho_table_write_csv (SchoTable *self,
                                        GOutputStream *stream,
                                        GError **error);

/**
 * scho_tables_write_json:
 * @tables: (element-type SchoTable)
 *
 * A list of `{"id", "title", "columns": [{"name", "type"}], "rows": [[…]], "notes":
 * […], "facts": [{"name", "title", "value"}]}`; types are text, integer, number, boolean;
 * undefined cells are null.
 */
SCHO_API gboolean scho_tables_write_json (GPtrArray *tables,
                                          GOutputStream *stream,
                                          GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoTable, scho_table_unref)
