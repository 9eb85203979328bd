#include "csv-reader.h"

#include <gio/gfiledescriptorbased.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>

#define BLOCK_SIZE (256 * 1024)
#define MAX_ROW (64 * 1024 * 1024)
#define MAX_CELLS 1000
#define MAX_KNOWN 64

typedef enum
{
  AT_CELL_START,
  IN_PLAIN,
  IN_QUOTES,
  AFTER_QUOTE, /* the end of the cell, or the first of two */
} ScanState;

typedef struct
{
  gsize start, end; /* from the beginning of the row, without the outer quotes */
  gboolean has_doubled;
} Cell;

struct _CsvReader
{
  GInputStream *stream;
  char *name;
  const char *hint; /* nullable */

  char *buffer;
  gsize size, filled;
  gsize row;     /* where the row begins in the buffer */
  gsize scanned; /* how far in the row */
  gboolean at_end;
  gboolean skip_lf; /* the last row ended with CR */
  guint64 n_read;

  ScanState state;
  char separator;
  guint line, row_line, quote_line;
  GArray *cells; /* of Cell */
  Cell cell;
  gboolean was_quoted;

  guint n_header_cells;
  int places[MAX_KNOWN]; /* of the known columns; -1: not there */
};

CsvReader *
csv_reader_new (GInputStream *stream, const char *name)
{
  CsvReader *self = g_new0 (CsvReader, 1);

  self->stream = g_object_ref (stream);
  self->name = g_strdup (name);
  self->size = BLOCK_SIZE;
  self->buffer = g_malloc (self->size + 1);
  self->separator = ',';
  self->line = 1;
  self->cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  for (guint i = 0; i < MAX_KNOWN; i++)
    self->places[i] = -1;
  return self;
}

void
csv_reader_free (CsvReader *self)
{
  g_object_unref (self->stream);
  g_array_unref (self->cells);
  g_free (self->name);
  g_free (self->buffer);
  g_free (self);
}

static void
set_error_at (CsvReader *self, guint line, GError **error, int code, const char *text)
{
  /* Translators: a line number, a file name, what is wrong there */
  g_set_error (error, SCHO_ERROR, code, _ ("Line %u of %s: %s"), line, self->name, text);
}

void
csv_reader_set_error (
    CsvReader *self, GError **error, SchoError code, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  set_error_at (self, self->row_line, error, code, text);
}

void
csv_reader_prefix_error (CsvReader *self, GError **error)
{
  /* Translators: before a sentence that says what is wrong */
  g_prefix_error (error, _ ("Line %u of %s: "), self->row_line, self->name);
}

/* Moves the row at hand to the front and reads on behind it. */
static gboolean
fill (CsvReader *self, GCancellable *cancellable, GError **error)
{
  gssize n;

  if (self->row > 0)
    {
      memmove (self->buffer, self->buffer + self->row, self->filled - self->row);
      self->filled -= self->row;
      self->row = 0;
    }
  if (self->size - self->filled < BLOCK_SIZE / 2)
    {
      self->size *= 2;
      self->buffer = g_realloc (self->buffer, self->size + 1);
    }

  n = g_input_stream_read (self->stream, self->buffer + self->filled,
                           self->size - self->filled, cancellable, error);
  if (n < 0)
    return FALSE;
  self->at_end = n == 0;
  self->filled += n;
  self->n_read += n;
  return TRUE;
}

/* Excel and others put a mark before UTF-8. */
static gboolean
start_file (CsvReader *self, GCancellable *cancellable, GError **error)
{
  while (!self->at_end && self->filled < 3)
    if (!fill (self, cancellable, error))
      return FALSE;

  if (self->filled >= 2
      && (memcmp (self->buffer, "\xff\xfe", 2) == 0
          || memcmp (self->buffer, "\xfe\xff", 2) == 0))
    {
      self->row_line = 1;
      csv_reader_set_error (self, error, SCHO_ERROR_INVALID, "%s",
                            _ ("this is UTF-16; save the file as CSV in UTF-8"));
      return FALSE;
    }
  if (self->filled >= 3 && memcmp (self->buffer, "\xef\xbb\xbf", 3) == 0)
    self->row = 3;
  return TRUE;
}

static void
end_cell (CsvReader *self, gsize end)
{
  if (!self->was_quoted)
    self->cell.end = end;
  g_array_append_val (self->cells, self->cell);
  self->cell = (Cell){ .start = end + 1 };
  self->was_quoted = FALSE;
  self->state = AT_CELL_START;
}

typedef enum
{
  SCAN_MORE,
  SCAN_ROW,
  SCAN_BAD,
} ScanResult;

/* After the closing quote of a cell only a separator or the row's end may come. */
static ScanResult
scan_after_quote (CsvReader *self, char c, gsize i)
{
  if (c == '"')
    {
      self->cell.has_doubled = TRUE;
      self->state = IN_QUOTES;
      return SCAN_MORE;
    }

  self->cell.end = i - 1;
  if (c == self->separator)
    end_cell (self, i);
  else if (c == '\n' || c == '\r')
    return SCAN_ROW;
  else
    return SCAN_BAD;
  return SCAN_MORE;
}

static gsize
scan_quoted (CsvReader *self, const char *row, gsize i, gsize n)
{
  for (; i < n && row[i] != '"'; i++)
    if (row[i] == '\n' || (row[i] == '\r' && i + 1 < n && row[i + 1] != '\n'))
      self->line++;
  if (i < n)
    self->state = AFTER_QUOTE;
  return i;
}

static gsize
scan_plain (CsvReader *self, const char *row, gsize i, gsize n)
{
  char separator = self->separator;

  while (i < n && row[i] != separator && row[i] != '\n' && row[i] != '\r')
    i++;
  return i;
}

static void
open_quote (CsvReader *self, gsize i)
{
  self->cell.start = i + 1;
  self->was_quoted = TRUE;
  self->quote_line = self->line;
  self->state = IN_QUOTES;
}

/* Goes on where it was, so that a row that crosses blocks is looked at once. On the end
 * of a row, self->scanned is at its line end. */
static ScanResult
scan (CsvReader *self)
{
  const char *row = self->buffer + self->row;
  gsize n = self->filled - self->row;
  gsize i = self->scanned;
  ScanResult result = SCAN_MORE;

  for (; i < n && result == SCAN_MORE; i += result == SCAN_MORE)
    if (self->state == IN_QUOTES)
      {
        if ((i = scan_quoted (self, row, i, n)) == n)
          break;
      }
    else if (self->state == AFTER_QUOTE)
      result = scan_after_quote (self, row[i], i);
    else if (self->state == AT_CELL_START && row[i] == '"')
      open_quote (self, i);
    else
      {
        self->state = IN_PLAIN;
        if ((i = scan_plain (self, row, i, n)) == n)
          break;
        if (row[i] == self->separator)
          end_cell (self, i);
        else
          result = SCAN_ROW;
      }
  self->scanned = i;
  return result;
}

static gboolean
check_limits (CsvReader *self, GError **error)
{
  if (self->cells->len > MAX_CELLS)
    csv_reader_set_error (self, error, SCHO_ERROR_INVALID,
                          _ ("more than %d cells in a row"), MAX_CELLS);
  else if (self->scanned > MAX_ROW)
    csv_reader_set_error (
        self, error, SCHO_ERROR_INVALID,
        _ ("a row of more than %d MiB; is a quotation mark not closed?"),
        MAX_ROW / 1024 / 1024);
  else
    return TRUE;
  return FALSE;
}

static void
start_row (CsvReader *self)
{
  if (self->skip_lf && self->row < self->filled)
    {
      if (self->buffer[self->row] == '\n')
        self->row++;
      self->skip_lf = FALSE;
    }
  self->scanned = 0;
  self->state = AT_CELL_START;
  self->cell = (Cell){ 0 };
  self->was_quoted = FALSE;
  self->row_line = self->line;
  g_array_set_size (self->cells, 0);
}

/* The text ends inside a row, or right after one. */
static gboolean
finish_file (CsvReader *self, gboolean *end, GError **error)
{
  if (self->state == IN_QUOTES)
    {
      set_error_at (self, self->quote_line, error, SCHO_ERROR_INVALID,
                    _ ("the quotation mark that opens here is never closed"));
      return FALSE;
    }
  if (self->scanned == 0)
    {
      *end = TRUE;
      return TRUE;
    }
  if (self->state == AFTER_QUOTE)
    self->cell.end = self->scanned - 1;
  end_cell (self, self->scanned);
  return TRUE;
}

/* Ends the row that was found; the next one begins behind its line end. */
static void
finish_row (CsvReader *self)
{
  end_cell (self, self->scanned);
  self->skip_lf = self->buffer[self->row + self->scanned] == '\r';
  self->line++;
}

/* Finds the cells of the next row, which may be an empty line. */
static gboolean
scan_row (CsvReader *self, gboolean *end, GCancellable *cancellable, GError **error)
{
  for (;;)
    {
      ScanResult result = scan (self);

      if (!check_limits (self, error))
        return FALSE;
      if (result == SCAN_ROW)
        {
          finish_row (self);
          return TRUE;
        }
      if (result == SCAN_BAD)
        {
          csv_reader_set_error (self, error, SCHO_ERROR_INVALID, "%s",
                                _ ("text after a closing quotation mark"));
          return FALSE;
        }
      if (self->at_end)
        return finish_file (self, end, error);
      if (!fill (self, cancellable, error))
        return FALSE;
      if (self->scanned == 0)
        start_row (self);
    }
}

static void
undouble (char *text, gsize n)
{
  gsize to = 0;

  for (gsize from = 0; from < n; from++, to++)
    {
      text[to] = text[from];
      if (text[from] == '"')
        from++;
    }
  text[to] = '\0';
}

static gboolean
finish_cells (CsvReader *self, GError **error)
{
  char *row = self->buffer + self->row;

  if (!g_utf8_validate_len (row, self->scanned, NULL))
    {
      csv_reader_set_error (self, error, SCHO_ERROR_INVALID, "%s",
                            _ ("this is not UTF-8; save the file as CSV in UTF-8"));
      return FALSE;
    }

  for (guint i = 0; i < self->cells->len; i++)
    {
      Cell *cell = &g_array_index (self->cells, Cell, i);

      row[cell->end] = '\0';
      if (cell->has_doubled)
        undouble (row + cell->start, cell->end - cell->start);
    }
  return TRUE;
}

static gboolean
is_empty_line (CsvReader *self)
{
  return self->cells->len == 1 && self->scanned == 0;
}

gboolean
csv_reader_next (CsvReader *self,
                 gboolean *end,
                 GCancellable *cancellable,
                 GError **error)
{
  *end = FALSE;
  do
    {
      /* Behind the row before, and its line end if there was one. */
      self->row = MIN (self->row + self->scanned + (self->cells->len > 0), self->filled);
      start_row (self);
      if (!scan_row (self, end, cancellable, error))
        return FALSE;
    }
  while (!*end && is_empty_line (self));

  return *end || finish_cells (self, error);
}

static char *
get_cell (CsvReader *self, guint i)
{
  return self->buffer + self->row + g_array_index (self->cells, Cell, i).start;
}

static char *
fold_name (const char *name)
{
  GString *folded = g_string_new (NULL);

  for (; *name != '\0'; name++)
    if (strchr (" \t-_", *name) == NULL)
      g_string_append_c (folded, g_ascii_tolower (*name));
  return g_string_free (folded, FALSE);
}

static gboolean
is_named (const char *folded, const char *name)
{
  g_autofree char *other = NULL;

  if (name == NULL)
    return FALSE;
  other = fold_name (name);
  return strcmp (folded, other) == 0;
}

/* The separator the header has most of, outside quotes. */
static gboolean
find_separator (CsvReader *self, GCancellable *cancellable, GError **error)
{
  static const char separators[] = ",;\t";
  gsize counts[G_N_ELEMENTS (separators) - 1] = { 0 };
  gboolean in_quotes = FALSE;
  guint best = 0;

  while (!self->at_end && self->filled < BLOCK_SIZE / 2)
    if (!fill (self, cancellable, error))
      return FALSE;

  for (gsize i = self->row; i < self->filled; i++)
    {
      const char *found = strchr (separators, self->buffer[i]);

      if (self->buffer[i] == '"')
        in_quotes = !in_quotes;
      else if (!in_quotes && (self->buffer[i] == '\n' || self->buffer[i] == '\r'))
        break;
      else if (!in_quotes && found != NULL && *found != '\0')
        counts[found - separators]++;
    }
  for (guint i = 1; i < G_N_ELEMENTS (counts); i++)
    if (counts[i] > counts[best])
      best = i;
  self->separator = separators[best];
  return TRUE;
}

static gboolean
place_column (CsvReader *self,
              guint cell,
              const CsvColumn *columns,
              guint n_columns,
              GPtrArray *unknown,
              GError **error)
{
  g_autofree char *folded = fold_name (get_cell (self, cell));

  for (guint i = 0; i < n_columns; i++)
    {
      if (!is_named (folded, columns[i].name) && !is_named (folded, columns[i].alias))
        continue;
      if (self->places[i] >= 0)
        {
          csv_reader_set_error (self, error, SCHO_ERROR_INVALID,
                                _ ("the column “%s” is there twice"), columns[i].name);
          return FALSE;
        }
      self->places[i] = cell;
      return TRUE;
    }
  if (folded[0] != '\0')
    g_ptr_array_add (unknown, g_strdup (get_cell (self, cell)));
  return TRUE;
}

static char *
join_header (CsvReader *self)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < self->cells->len && names->len < 200; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", get_cell (self, i));
  return g_string_free (names, FALSE);
}

static gboolean
check_required (CsvReader *self,
                const CsvColumn *columns,
                guint n_columns,
                GError **error)
{
  for (guint i = 0; i < n_columns; i++)
    if (columns[i].required && self->places[i] < 0)
      {
        g_autofree char *header = join_header (self);

        csv_reader_set_error (self, error, SCHO_ERROR_INVALID,
                              _ ("the column “%s” is missing; the header says: %s%s%s"),
                              columns[i].name, header, self->hint != NULL ? ". " : "",
                              self->hint != NULL ? self->hint : "");
        return FALSE;
      }
  return TRUE;
}

gboolean
csv_reader_read_header (CsvReader *self,
                        const CsvColumn *columns,
                        guint n_columns,
                        GPtrArray **unknown,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (g_free);
  gboolean end;

  g_return_val_if_fail (n_columns <= MAX_KNOWN, FALSE);

  if (!start_file (self, cancellable, error) || !find_separator (self, cancellable, error)
      || !csv_reader_next (self, &end, cancellable, error))
    return FALSE;
  if (end)
    {
      set_error_at (self, 1, error, SCHO_ERROR_INVALID, _ ("there is no header"));
      return FALSE;
    }

  self->n_header_cells = self->cells->len;
  for (guint i = 0; i < self->cells->len; i++)
    if (!place_column (self, i, columns, n_columns, others, error))
      return FALSE;
  if (!check_required (self, columns, n_columns, error))
    return FALSE;

  *unknown = g_steal_pointer (&others);
  return TRUE;
}

void
csv_reader_set_hint (CsvReader *self, const char *hint)
{
  self->hint = hint;
}

void
csv_reader_tell_unknown (CsvReader *self,
                         SchoStep *step,
                         GPtrArray *unknown,
                         const CsvColumn *columns,
                         guint n_columns)
{
  g_autoptr (GString) known = g_string_new (NULL);
  g_autofree char *what = NULL;

  for (guint i = 0; i < n_columns; i++)
    g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", columns[i].name);
  /* Translators: a list of names of columns */
  what = g_strdup_printf (_ ("Columns other than %s"), known->str);
  for (guint i = 0; i < unknown->len; i++)
    {
      /* Translators: a file, words in it */
      g_autofree char *example = g_strdup_printf (_ ("%s: “%s”"), self->name,
                                                  (const char *) unknown->pdata[i]);

      scho_losses_add (scho_step_get_losses (step), 1, what, example);
    }
}

gboolean
csv_reader_check_cells (CsvReader *self, GError **error)
{
  if (self->cells->len == self->n_header_cells)
    return TRUE;
  csv_reader_set_error (self, error, SCHO_ERROR_INVALID,
                        _ ("the header has %u cells, this row %u"), self->n_header_cells,
                        self->cells->len);
  return FALSE;
}

const char *
csv_reader_get (CsvReader *self, guint column)
{
  int place = self->places[column];

  return place >= 0 && (guint) place < self->cells->len ? get_cell (self, place) : "";
}

const char *
csv_reader_get_name (CsvReader *self, guint column)
{
  int place = self->places[column];

  /* In place: the row is ours until the next one. */
  return place >= 0 && (guint) place < self->cells->len
             ? g_strstrip (get_cell (self, place))
             : "";
}

gboolean
csv_reader_has_column (CsvReader *self, guint column)
{
  return self->places[column] >= 0;
}

guint
csv_reader_get_line (CsvReader *self)
{
  return self->row_line;
}

guint64
csv_reader_get_position (CsvReader *self)
{
  return self->n_read - (self->filled - self->row);
}

gboolean
csv_header_has (const guint8 *head, gsize n_bytes, const char *column)
{
  gsize n = 0;
  g_autofree char *line = NULL;
  g_auto (GStrv) cells = NULL;
  gboolean found = FALSE;

  if (n_bytes >= 3 && memcmp (head, "\xef\xbb\xbf", 3) == 0)
    head += 3, n_bytes -= 3;
  while (n < n_bytes && head[n] != '\n' && head[n] != '\r')
    n++;
  if (n == 0)
    return FALSE;
  line = g_strndup ((const char *) head, n);
  cells = g_strsplit_set (line, ",;\t", MAX_CELLS);
  for (char **cell = cells; *cell != NULL && !found; cell++)
    {
      g_autofree char *folded = NULL;

      g_strdelimit (*cell, "\"", ' ');
      folded = fold_name (*cell);
      found = is_named (folded, column);
    }
  return found;
}

guint64
csv_get_size (GInputStream *stream)
{
  struct stat status;

  if (G_IS_FILE_DESCRIPTOR_BASED (stream)
      && fstat (g_file_descriptor_based_get_fd (G_FILE_DESCRIPTOR_BASED (stream)),
                &status)
             == 0
      && S_ISREG (status.st_mode))
    return status.st_size;
  return 0;
}
