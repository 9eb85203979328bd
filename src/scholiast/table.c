#include <scholiast/table.h>

#include <math.h>
#include <stdarg.h>
#include <string.h>

typedef union
{
  const char *text; /* in the table's words */
  gint64 integer;
  double number;
} Cell;

typedef struct
{
  char *name;
  char *title;
  SchoColumnType type;
  Cell *cells;     /* what is not defined has not been written either */
  guint8 *defined; /* a bit a row */
} Column;

/* Where a caller's string was kept. A look here is far cheaper than the hash of all
 * words, and rows name the same few codes over and over. */
typedef struct
{
  const char *given;
  const char *kept;
} Recent;

#define RECENT_BITS 12

/* All are the table's words. */
typedef struct
{
  const char *name, *title, *value;
} Fact;

struct _SchoTable
{
  gatomicrefcount ref_count;
  char *id;
  char *title;
  GArray *columns; /* of Column */
  gsize n_rows;
  gsize capacity;
  GStringChunk *words; /* each different text once */
  Recent *recent;      /* by the address of the caller's string */
  GPtrArray *notes;    /* of char* */
  GArray *charts;      /* of SchoChart; their words are the table's */
  GArray *facts;       /* of Fact */
};

static void
column_clear (gpointer data)
{
  Column *column = data;

  g_free (column->name);
  g_free (column->title);
  g_free (column->cells);
  g_free (column->defined);
}

static Column *
get_column (SchoTable *self, guint column)
{
  return &g_array_index (self->columns, Column, column);
}

static void
grow (SchoTable *self, gsize capacity)
{
  gsize before = self->capacity;

  self->capacity = capacity;
  for (guint i = 0; i < self->columns->len; i++)
    {
      Column *column = get_column (self, i);

      column->cells = g_renew (Cell, column->cells, self->capacity);
      column->defined = g_renew (guint8, column->defined, self->capacity / 8);
      memset (column->defined + before / 8, 0, (self->capacity - before) / 8);
    }
}

/* %NULL, with a warning, where the caller asks for what is not there. */
static Cell *
define_cell (SchoTable *self, gsize row, guint number, SchoColumnType type)
{
  Column *column = NULL;

  g_return_val_if_fail (number < self->columns->len, NULL);
  g_return_val_if_fail (row < self->n_rows, NULL);
  column = get_column (self, number);
  g_return_val_if_fail (column->type == type, NULL);
  column->defined[row / 8] |= 1u << (row % 8);
  return &column->cells[row];
}

/* Whole bytes of bits at once; %NULL, with a warning, as for one cell. */
static Cell *
define_cells (SchoTable *self, gsize first, guint number, SchoColumnType type, gsize n)
{
  Column *column = NULL;
  gsize row = first, end = first + n;

  g_return_val_if_fail (number < self->columns->len, NULL);
  g_return_val_if_fail (first <= self->n_rows && n <= self->n_rows - first, NULL);
  column = get_column (self, number);
  g_return_val_if_fail (column->type == type, NULL);
  for (; row < end && row % 8 != 0; row++)
    column->defined[row / 8] |= 1u << (row % 8);
  memset (column->defined + row / 8, 0xFF, (end - row) / 8);
  for (row += (end - row) / 8 * 8; row < end; row++)
    column->defined[row / 8] |= 1u << (row % 8);
  return &column->cells[first];
}

static void
undefine_cell (SchoTable *self, gsize row, guint number)
{
  g_return_if_fail (number < self->columns->len && row < self->n_rows);
  get_column (self, number)->defined[row / 8] &= ~(1u << (row % 8));
}

static const Cell *
get_cell (SchoTable *self, gsize row, guint number, SchoColumnType type)
{
  const Column *column = NULL;

  g_return_val_if_fail (number < self->columns->len, NULL);
  g_return_val_if_fail (row < self->n_rows, NULL);
  column = get_column (self, number);
  g_return_val_if_fail (column->type == type, NULL);
  if ((column->defined[row / 8] & (1u << (row % 8))) == 0)
    return NULL;
  return &column->cells[row];
}

SchoTable *
scho_table_new (const char *id, const char *title)
{
  SchoTable *self = g_new0 (SchoTable, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->id = g_strdup (id);
  self->title = g_strdup (title);
  self->columns = g_array_new (FALSE, TRUE, sizeof (Column));
  g_array_set_clear_func (self->columns, column_clear);
  self->words = g_string_chunk_new (4096);
  self->recent = g_new0 (Recent, 1 << RECENT_BITS);
  self->notes = g_ptr_array_new_with_free_func (g_free);
  self->charts = g_array_new (FALSE, FALSE, sizeof (SchoChart));
  self->facts = g_array_new (FALSE, FALSE, sizeof (Fact));
  return self;
}

SchoTable *
scho_table_ref (SchoTable *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
scho_table_unref (SchoTable *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->id);
  g_free (self->title);
  g_array_unref (self->columns);
  g_string_chunk_free (self->words);
  g_free (self->recent);
  g_ptr_array_unref (self->notes);
  g_array_unref (self->charts);
  g_array_unref (self->facts);
  g_free (self);
}

guint
scho_table_add_column (SchoTable *self,
                       const char *name,
                       const char *title,
                       SchoColumnType type)
{
  Column column = { .type = type };

  g_return_val_if_fail (self->n_rows == 0, 0);
  column.name = g_strdup (name);
  column.title = g_strdup (title != NULL ? title : name);
  g_array_append_val (self->columns, column);
  return self->columns->len - 1;
}

gsize
scho_table_add_row (SchoTable *self)
{
  if (self->n_rows == self->capacity)
    grow (self, MAX (64, self->capacity * 2));
  return self->n_rows++;
}

gsize
scho_table_add_rows (SchoTable *self, gsize n_rows)
{
  gsize first = self->n_rows;

  if (n_rows > self->capacity - first)
    grow (self, (MAX (first + n_rows, self->capacity * 2) + 63) / 64 * 64);
  self->n_rows += n_rows;
  return first;
}

void
scho_table_reserve (SchoTable *self, gsize n_rows)
{
  gsize capacity = (n_rows + 63) / 64 * 64; /* whole bytes of bits, as elsewhere */

  if (capacity > self->capacity)
    grow (self, capacity);
}

/* Strings that were made one after another lie at even distances: multiplied by 2^32 over
 * the golden ratio they spread over all places. */
static Recent *
find_recent (SchoTable *self, const char *value)
{
  guint32 spread = (guint32) GPOINTER_TO_SIZE (value) * 0x9E3779B9u;

  return &self->recent[spread >> (32 - RECENT_BITS)];
}

/* The address alone says nothing: the caller may have written something else there. */
static const char *
keep_word (SchoTable *self, const char *value)
{
  Recent *recent = find_recent (self, value);

  if (recent->given != value || strcmp (recent->kept, value) != 0)
    *recent = (Recent){ value, g_string_chunk_insert_const (self->words, value) };
  return recent->kept;
}

void
scho_table_set_text (SchoTable *self, gsize row, guint column, const char *value)
{
  Cell *cell = NULL;

  if (value == NULL)
    {
      undefine_cell (self, row, column);
      return;
    }
  if ((cell = define_cell (self, row, column, SCHO_COLUMN_TEXT)) != NULL)
    cell->text = keep_word (self, value);
}

void
scho_table_set_integer (SchoTable *self, gsize row, guint column, gint64 value)
{
  Cell *cell = define_cell (self, row, column, SCHO_COLUMN_INTEGER);

  if (cell != NULL)
    cell->integer = value;
}

void
scho_table_set_number (SchoTable *self, gsize row, guint column, double value)
{
  Cell *cell = NULL;

  if (!isfinite (value))
    {
      undefine_cell (self, row, column);
      return;
    }
  if ((cell = define_cell (self, row, column, SCHO_COLUMN_NUMBER)) != NULL)
    cell->number = value;
}

void
scho_table_set_boolean (SchoTable *self, gsize row, guint column, gboolean value)
{
  Cell *cell = define_cell (self, row, column, SCHO_COLUMN_BOOLEAN);

  if (cell != NULL)
    cell->integer = value != FALSE;
}

const char *
scho_table_keep_text (SchoTable *self, const char *text)
{
  return keep_word (self, text);
}

void
scho_table_fill_texts (
    SchoTable *self, gsize first, guint column, const char *const *texts, gsize n)
{
  Cell *cells = define_cells (self, first, column, SCHO_COLUMN_TEXT, n);

  for (gsize i = 0; cells != NULL && i < n; i++)
    cells[i].text = texts[i];
}

void
scho_table_fill_integers (
    SchoTable *self, gsize first, guint column, const gint64 *values, gsize n)
{
  Cell *cells = define_cells (self, first, column, SCHO_COLUMN_INTEGER, n);

  for (gsize i = 0; cells != NULL && i < n; i++)
    cells[i].integer = values[i];
}

void
scho_table_fill_numbers (
    SchoTable *self, gsize first, guint column, const double *values, gsize n)
{
  Cell *cells = define_cells (self, first, column, SCHO_COLUMN_NUMBER, n);

  for (gsize i = 0; cells != NULL && i < n; i++)
    if (isfinite (values[i]))
      cells[i].number = values[i];
    else
      undefine_cell (self, first + i, column);
}

void
scho_table_add_note (SchoTable *self, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (self->notes, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

int
scho_table_find_column (SchoTable *self, const char *name)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (g_str_equal (get_column (self, i)->name, name))
      return (int) i;
  return -1;
}

static gboolean
is_figure (SchoColumnType type)
{
  return type == SCHO_COLUMN_INTEGER || type == SCHO_COLUMN_NUMBER;
}

/* Where it names a column, there must be one, of figures or of what names something. The
 * name becomes the table's. */
static gboolean
keep_column (SchoTable *self, const char **name, gboolean figures)
{
  int column = *name != NULL ? scho_table_find_column (self, *name) : -1;
  SchoColumnType type;

  if (*name == NULL)
    return TRUE;
  if (column < 0)
    return FALSE;
  type = get_column (self, (guint) column)->type;
  if (figures ? !is_figure (type)
              : type != SCHO_COLUMN_TEXT && type != SCHO_COLUMN_INTEGER)
    return FALSE;
  *name = get_column (self, (guint) column)->name;
  return TRUE;
}

gboolean
scho_table_add_chart (SchoTable *self, const SchoChart *chart)
{
  SchoChart kept = *chart;
  gboolean is_wide = kept.kind == SCHO_CHART_HEAT_MAP && kept.across == NULL;

  if (kept.kind > SCHO_CHART_LAST || kept.label == NULL
      || (kept.value == NULL && !is_wide)
      || (kept.across == NULL && kept.kind == SCHO_CHART_NETWORK)
      || !keep_column (self, &kept.label, FALSE) || !keep_column (self, &kept.more, FALSE)
      || !keep_column (self, &kept.further, FALSE)
      || !keep_column (self, &kept.across, FALSE)
      || !keep_column (self, &kept.value, TRUE) || !keep_column (self, &kept.also, TRUE)
      || !keep_column (self, &kept.label_size, TRUE)
      || !keep_column (self, &kept.across_size, TRUE)
      || !keep_column (self, &kept.low, TRUE) || !keep_column (self, &kept.high, TRUE))
    return FALSE;
  g_array_append_val (self->charts, kept);
  return TRUE;
}

void
scho_table_add_fact (SchoTable *self,
                     const char *name,
                     const char *title,
                     const char *value)
{
  Fact fact = {
    g_string_chunk_insert (self->words, name),
    g_string_chunk_insert (self->words, title),
    g_string_chunk_insert (self->words, value),
  };

  g_array_append_val (self->facts, fact);
}

const char *
scho_table_get_id (SchoTable *self)
{
  return self->id;
}

const char *
scho_table_get_title (SchoTable *self)
{
  return self->title;
}

guint
scho_table_get_n_columns (SchoTable *self)
{
  return self->columns->len;
}

gsize
scho_table_get_n_rows (SchoTable *self)
{
  return self->n_rows;
}

const char *
scho_table_get_column_name (SchoTable *self, guint column)
{
  g_return_val_if_fail (column < self->columns->len, NULL);
  return get_column (self, column)->name;
}

const char *
scho_table_get_column_title (SchoTable *self, guint column)
{
  g_return_val_if_fail (column < self->columns->len, NULL);
  return get_column (self, column)->title;
}

SchoColumnType
scho_table_get_column_type (SchoTable *self, guint column)
{
  g_return_val_if_fail (column < self->columns->len, SCHO_COLUMN_TEXT);
  return get_column (self, column)->type;
}

guint
scho_table_get_n_notes (SchoTable *self)
{
  return self->notes->len;
}

const char *
scho_table_get_note (SchoTable *self, guint i)
{
  g_return_val_if_fail (i < self->notes->len, NULL);
  return self->notes->pdata[i];
}

guint
scho_table_get_n_charts (SchoTable *self)
{
  return self->charts->len;
}

const SchoChart *
scho_table_get_chart (SchoTable *self, guint i)
{
  g_return_val_if_fail (i < self->charts->len, NULL);
  return &g_array_index (self->charts, SchoChart, i);
}

guint
scho_table_get_n_facts (SchoTable *self)
{
  return self->facts->len;
}

const char *
scho_table_get_fact (SchoTable *self, guint i, const char **name, const char **title)
{
  const Fact *fact = NULL;

  g_return_val_if_fail (i < self->facts->len, NULL);
  fact = &g_array_index (self->facts, Fact, i);
  if (name != NULL)
    *name = fact->name;
  if (title != NULL)
    *title = fact->title;
  return fact->value;
}

gboolean
scho_table_is_defined (SchoTable *self, gsize row, guint column)
{
  g_return_val_if_fail (column < self->columns->len && row < self->n_rows, FALSE);
  return (get_column (self, column)->defined[row / 8] & (1u << (row % 8))) != 0;
}

const char *
scho_table_get_text (SchoTable *self, gsize row, guint column)
{
  const Cell *cell = get_cell (self, row, column, SCHO_COLUMN_TEXT);

  return cell != NULL ? cell->text : NULL;
}

gint64
scho_table_get_integer (SchoTable *self, gsize row, guint column)
{
  const Cell *cell = get_cell (self, row, column, SCHO_COLUMN_INTEGER);

  return cell != NULL ? cell->integer : 0;
}

double
scho_table_get_number (SchoTable *self, gsize row, guint column)
{
  const Cell *cell = get_cell (self, row, column, SCHO_COLUMN_NUMBER);

  return cell != NULL ? cell->number : NAN;
}

gboolean
scho_table_get_boolean (SchoTable *self, gsize row, guint column)
{
  const Cell *cell = get_cell (self, row, column, SCHO_COLUMN_BOOLEAN);

  return cell != NULL && cell->integer != 0;
}

/* 0.1 and not 0.10000000000000001, but always the same number when read again. */
static char *
format_number (double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  for (int digits = 15; digits <= 17; digits++)
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%dg", digits);
      g_ascii_formatd (buffer, sizeof buffer, format, number);
      if (g_ascii_strtod (buffer, NULL) == number)
        break;
    }
  return g_strdup (buffer);
}

char *
scho_table_dup_cell (SchoTable *self, gsize row, guint column)
{
  if (!scho_table_is_defined (self, row, column))
    return g_strdup ("");
  switch (get_column (self, column)->type)
    {
    case SCHO_COLUMN_TEXT:
      return g_strdup (scho_table_get_text (self, row, column));
    case SCHO_COLUMN_INTEGER:
      return g_strdup_printf ("%" G_GINT64_FORMAT,
                              scho_table_get_integer (self, row, column));
    case SCHO_COLUMN_NUMBER:
      return format_number (scho_table_get_number (self, row, column));
    case SCHO_COLUMN_BOOLEAN:
      return g_strdup (scho_table_get_boolean (self, row, column) ? "true" : "false");
    default:
      g_assert_not_reached ();
    }
}

gboolean
scho_table_is_column_idle (SchoTable *self, guint column)
{
  if (!g_str_equal (scho_table_get_column_name (self, column), "reason"))
    return FALSE;
  for (gsize row = 0; row < scho_table_get_n_rows (self); row++)
    if (scho_table_is_defined (self, row, column))
      return FALSE;
  return TRUE;
}
