#include "print.h"

#include "terminal.h"

#include <glib/gi18n.h>
#include <math.h>
#include <scholiast/facts.h>
#include <string.h>
#include <unistd.h>

enum
{
  WIDEST = 60,       /* a longer cell is cut; CSV and JSON have all of it */
  LONGEST_WORD = 20, /* a longer one is cut: not all scripts have spaces */
  GAP = 2,
};

SchoOutput *
cli_output_new (CliCall *call)
{
  const char *path = cli_call_get_option (call, "output");
  g_autoptr (GOutputStream) stream = NULL;

  if (path != NULL)
    return scho_output_new_for_path (path);
  if (isatty (STDOUT_FILENO))
    cli_call_stop_progress (call);
  stream = cli_stdout_new ();
  return scho_output_new_for_stream (stream);
}

gboolean
cli_name_output (CliCall *call, gboolean done, GError **error)
{
  if (!done && cli_call_get_option (call, "output") == NULL && error != NULL
      && (*error)->domain == G_IO_ERROR)
    g_prefix_error (error, "%s: ", _ ("standard output"));
  return done;
}

static guint
character_width (gunichar c)
{
  if (c < 0x80)
    return 1;
  if (g_unichar_iszerowidth (c))
    return 0;
  return g_unichar_iswide (c) ? 2 : 1;
}

static guint
text_width (const char *text)
{
  guint width = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    width += character_width (g_utf8_get_char (text));
  return width;
}

/* @end, or the space before the word that ends there, if that is not far. */
static char *
drop_cut_word (char *text, char *end)
{
  char *p = end;

  if (*end == ' ')
    return end;
  for (guint i = 0; i < LONGEST_WORD && p > text; i++)
    {
      p = g_utf8_prev_char (p);
      if (*p == ' ')
        return p > text ? p : end;
    }
  return end;
}

/* At most WIDEST columns, one line, nothing that steers the terminal. Of a text of many
 * pages the first is looked at. */
static char *
dup_shown (const char *text)
{
  gsize enough = WIDEST * 32;
  gboolean is_long = strlen (text) > enough;
  g_autofree char *head
      = is_long ? g_strndup (text,
                             (gsize) (g_utf8_find_prev_char (text, text + enough) - text))
                : NULL;
  g_autofree char *plain = cli_dup_plain (is_long ? head : text);
  guint width = 0;
  char *p = plain;

  if (text_width (plain) <= WIDEST)
    return is_long ? g_strconcat (plain, "…", NULL) : g_steal_pointer (&plain);
  while (width + character_width (g_utf8_get_char (p)) < WIDEST)
    {
      width += character_width (g_utf8_get_char (p));
      p = g_utf8_next_char (p);
    }
  *drop_cut_word (plain, p) = '\0';
  return g_strconcat (plain, "…", NULL);
}

/* How a column is set: how wide, and how many decimals its numbers have. */
typedef struct
{
  guint width;
  int decimals;
} Setting;

/* Four figures of the greatest say enough, the same places for all, so that the points
 * stand below each other; none where all are whole. */
static int
find_decimals (SchoTable *table, guint column)
{
  double greatest = 0;
  gboolean whole = TRUE;

  if (scho_table_get_column_type (table, column) != SCHO_COLUMN_NUMBER)
    return 0;
  for (gsize row = 0; row < scho_table_get_n_rows (table); row++)
    if (scho_table_is_defined (table, row, column))
      {
        double value = fabs (scho_table_get_number (table, row, column));

        greatest = MAX (greatest, value);
        whole = whole && value == floor (value);
      }
  return whole ? 0 : greatest >= 100 ? 1 : greatest >= 10 ? 2 : greatest >= 1 ? 3 : 4;
}

static char *
dup_number (double value, int decimals)
{
  gboolean vanishes = value != 0 && fabs (value) < 0.5 * pow (10, -decimals);
  char format[8], words[G_ASCII_DTOSTR_BUF_SIZE * 12];

  g_snprintf (format, sizeof format, vanishes ? "%%.2g" : "%%.%df", decimals);
  return g_strdup (g_ascii_formatd (words, sizeof words, format, value));
}

static char *
dup_cell (SchoTable *table, gsize row, guint column, int decimals)
{
  g_autofree char *cell = NULL;

  if (scho_table_get_column_type (table, column) == SCHO_COLUMN_NUMBER
      && scho_table_is_defined (table, row, column))
    return dup_number (scho_table_get_number (table, row, column), decimals);
  cell = scho_table_dup_cell (table, row, column);
  return dup_shown (cell);
}

static Setting *
measure_columns (SchoTable *table)
{
  guint n_columns = scho_table_get_n_columns (table);
  Setting *settings = g_new (Setting, n_columns);

  for (guint column = 0; column < n_columns; column++)
    {
      g_autofree char *title = dup_shown (scho_table_get_column_title (table, column));

      settings[column].width = text_width (title);
      settings[column].decimals = find_decimals (table, column);
      for (gsize row = 0; row < scho_table_get_n_rows (table); row++)
        {
          g_autofree char *cell
              = dup_cell (table, row, column, settings[column].decimals);

          settings[column].width = MAX (settings[column].width, text_width (cell));
        }
    }
  return settings;
}

static gboolean
is_number (SchoTable *table, guint column)
{
  SchoColumnType type = scho_table_get_column_type (table, column);

  return type == SCHO_COLUMN_INTEGER || type == SCHO_COLUMN_NUMBER;
}

/* Numbers to the right; nothing behind the last text. */
static void
append_cell (GString *line, SchoTable *table, guint column, const char *cell, guint width)
{
  int pad = (int) (width - text_width (cell));

  if (column > 0)
    g_string_append_printf (line, "%*s", GAP, "");
  if (is_number (table, column))
    g_string_append_printf (line, "%*s%s", pad, "", cell);
  else if (column + 1 < scho_table_get_n_columns (table))
    g_string_append_printf (line, "%s%*s", cell, pad, "");
  else
    g_string_append (line, cell);
}

/* Reasons come last; where there are none, their column says nothing. */
static guint
count_shown_columns (SchoTable *table)
{
  guint n = scho_table_get_n_columns (table);

  return n > 0 && scho_table_is_column_idle (table, n - 1) ? n - 1 : n;
}

static gboolean
write_line (GOutputStream *stream, GString *line, GError **error)
{
  gboolean done;

  while (line->len > 0 && line->str[line->len - 1] == ' ')
    g_string_truncate (line, line->len - 1);
  g_string_append_c (line, '\n');
  done = g_output_stream_write_all (stream, line->str, line->len, NULL, NULL, error);
  g_string_truncate (line, 0);
  return done;
}

static gboolean
write_rows (SchoTable *table, GOutputStream *stream, GError **error)
{
  g_autofree Setting *settings = measure_columns (table);
  g_autoptr (GString) line = g_string_new (NULL);
  guint n_columns = count_shown_columns (table);

  for (guint column = 0; column < n_columns; column++)
    {
      g_autofree char *title = dup_shown (scho_table_get_column_title (table, column));

      append_cell (line, table, column, title, settings[column].width);
    }
  if (!write_line (stream, line, error))
    return FALSE;
  for (gsize row = 0; row < scho_table_get_n_rows (table); row++)
    {
      for (guint column = 0; column < n_columns; column++)
        {
          g_autofree char *cell
              = dup_cell (table, row, column, settings[column].decimals);

          append_cell (line, table, column, cell, settings[column].width);
        }
      if (!write_line (stream, line, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_notes (SchoTable *table, GOutputStream *stream, GError **error)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < scho_table_get_n_notes (table); i++)
    {
      g_autofree char *note = cli_dup_plain (scho_table_get_note (table, i));

      g_string_append (line, note);
      if (!write_line (stream, line, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_gap (GOutputStream *stream, GError **error)
{
  return g_output_stream_write_all (stream, "\n", 1, NULL, NULL, error);
}

static gboolean
write_title (SchoTable *table, GOutputStream *stream, GError **error)
{
  g_autofree char *plain = cli_dup_plain (scho_table_get_title (table));
  g_autoptr (GString) line = g_string_new (plain);

  return write_line (stream, line, error);
}

/* Titles where there are several. */
static gboolean
write_for_people (GPtrArray *tables, GOutputStream *stream, GError **error)
{
  for (guint i = 0; i < tables->len; i++)
    {
      SchoTable *table = g_ptr_array_index (tables, i);

      if ((i > 0 && !write_gap (stream, error))
          || (tables->len > 1 && !write_title (table, stream, error))
          || !write_rows (table, stream, error) || !write_notes (table, stream, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_csv_stream (GPtrArray *tables, GOutputStream *stream, GError **error)
{
  for (guint i = 0; i < tables->len; i++)
    if ((i > 0 && !write_gap (stream, error))
        || !scho_table_write_csv (g_ptr_array_index (tables, i), stream, error))
      return FALSE;
  return TRUE;
}

static gboolean
write_one_file (GPtrArray *tables,
                const char *as,
                const char *name,
                SchoOutput *output,
                GError **error)
{
  g_autofree char *file = g_strconcat (name, ".", as != NULL ? as : "txt", NULL);
  g_autoptr (GOutputStream) stream = scho_output_open (output, file, error);
  gboolean done;

  if (stream == NULL)
    return FALSE;
  if (as == NULL)
    done = write_for_people (tables, stream, error);
  else if (g_str_equal (as, "csv"))
    done = write_csv_stream (tables, stream, error);
  else
    done = scho_tables_write_json (tables, stream, error);
  return done && g_output_stream_close (stream, NULL, error);
}

gboolean
cli_write_tables (GPtrArray *tables,
                  const char *as,
                  const char *name,
                  SchoOutput *output,
                  gboolean to_stdout,
                  GError **error)
{
  gboolean is_folder = tables->len > 1 || scho_output_prefers_folder (output);
  gboolean many = is_folder && g_strcmp0 (as, "csv") == 0 && !to_stdout;
  gboolean done = many ? scho_facts_write_csv_files (tables, output, error)
                       : write_one_file (tables, as, name, output, error);

  return done && scho_output_commit (output, error);
}

gboolean
cli_write_facts (CliCall *call, GPtrArray *tables, GError **error)
{
  const char *path = cli_call_get_option (call, "facts");
  g_autoptr (SchoTable) facts = path != NULL ? scho_facts_new_table (tables) : NULL;
  g_autoptr (SchoOutput) output = NULL;
  g_autoptr (GOutputStream) stream = NULL;

  if (facts == NULL)
    return TRUE;
  output = scho_output_new_for_path (path);
  stream = scho_output_open (output, "facts.csv", error);
  return stream != NULL && scho_table_write_csv (facts, stream, error)
         && g_output_stream_close (stream, NULL, error)
         && scho_output_commit (output, error);
}

gboolean
cli_print_table (CliCall *call, SchoTable *table, GError **error)
{
  g_autoptr (GPtrArray) tables
      = g_ptr_array_new_with_free_func ((GDestroyNotify) scho_table_unref);
  g_autoptr (SchoOutput) output = cli_output_new (call);

  g_ptr_array_add (tables, table);
  return cli_name_output (call,
                          cli_write_tables (tables, cli_call_get_option (call, "as"),
                                            scho_table_get_id (table), output, TRUE,
                                            error),
                          error);
}
