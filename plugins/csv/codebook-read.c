#include "bad-rows.h"
#include "code-names.h"
#include "codebook.h"
#include "csv-kinds.h"
#include "csv-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_CODES 20000

enum
{
  CODE,
  PARENT,
  COLOUR,
  DEFINITION,
  USE_WHEN,
  USE_NOT,
  KEY,
  MEMO,
  BLURRED,
  PSEUDONYM,
};

static const CsvColumn columns[] = {
  { "code", NULL, TRUE },       { "parent", NULL, FALSE },
  { "colour", "color", FALSE }, { "definition", NULL, FALSE },
  { "use_when", NULL, FALSE },  { "use_not", NULL, FALSE },
  { "key", NULL, FALSE },       { "memo", NULL, FALSE },
  { "blurred", NULL, FALSE },   { "pseudonym", NULL, FALSE },
};

/* Parents may come after their children, so all rows are read before the tree is made. */
typedef struct
{
  char *cells[G_N_ELEMENTS (columns)];
  guint line;
  guint32 colour;
  gboolean has_colour;
  guint32 key;
  gboolean blurred;
  guint32 id; /* 0: not placed yet */
  guint pass; /* in which it was looked at last */
} Row;

typedef struct
{
  CsvReader *reader;
  const char *name;
  SchoSnapshot *base;
  SchoStep *step;
  CodeNames *codes;
  GArray *rows;             /* of Row */
  GHashTable *rows_by_name; /* of char * to the row's number + 1, G_MAXUINT: several */
  GHashTable *placed;       /* of code id to the line that placed it */
  gint64 position;
  guint n_known, n_changed;
} Import;

static void
row_clear (gpointer data)
{
  Row *row = data;

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    g_free (row->cells[i]);
}

static void
import_clear (Import *self)
{
  g_clear_pointer (&self->reader, csv_reader_free);
  g_clear_pointer (&self->step, scho_step_unref);
  g_clear_pointer (&self->codes, code_names_free);
  g_clear_pointer (&self->rows_by_name, g_hash_table_unref);
  g_clear_pointer (&self->placed, g_hash_table_unref);
  g_clear_pointer (&self->rows, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Import, import_clear)

int
codebook_guess (const guint8 *head, gsize n_bytes, const char *name)
{
  if (!csv_header_has (head, n_bytes, "code") || csv_header_has (head, n_bytes, "start")
      || csv_header_has (head, n_bytes, "end"))
    return 0;
  for (guint i = PARENT; i <= DEFINITION; i++)
    if (csv_header_has (head, n_bytes, columns[i].name)
        || (columns[i].alias != NULL && csv_header_has (head, n_bytes, columns[i].alias)))
      return 95;
  return 0;
}

static gboolean
parse_colour (Import *self, Row *row, GError **error)
{
  g_autofree char *cell = g_strstrip (g_strdup (row->cells[COLOUR]));

  row->has_colour = cell[0] != '\0';
  if (!row->has_colour || scho_colour_parse (cell, &row->colour))
    return TRUE;
  csv_reader_set_error (self->reader, error, SCHO_ERROR_INVALID,
                        _ ("“%.40s” is no colour; write it as #rrggbb"), cell);
  return FALSE;
}

static gboolean
parse_key (Import *self, Row *row, GError **error)
{
  const char *cell = row->cells[KEY];

  if (cell[0] == '\0')
    return TRUE;
  if (cell[0] < '1' || cell[0] > '9' || cell[1] != '\0')
    {
      csv_reader_set_error (self->reader, error, SCHO_ERROR_INVALID,
                            _ ("“%.40s” is no key; keys are 1 to 9"), cell);
      return FALSE;
    }
  row->key = cell[0] - '0';
  return TRUE;
}

static gboolean
parse_blurred (Import *self, Row *row, GError **error)
{
  const char *cell = row->cells[BLURRED];

  row->blurred = strcmp (cell, "yes") == 0;
  if (row->blurred || cell[0] == '\0' || strcmp (cell, "no") == 0)
    return TRUE;
  csv_reader_set_error (self->reader, error, SCHO_ERROR_INVALID,
                        _ ("“%.40s” stands under “blurred”; write yes or no"), cell);
  return FALSE;
}

static gboolean
check_row (Import *self, const Row *row, GError **error)
{
  if (row->cells[CODE][0] == '\0')
    csv_reader_set_error (self->reader, error, SCHO_ERROR_INVALID,
                          _ ("the code has no name"));
  else if (self->rows->len > MAX_CODES)
    csv_reader_set_error (self->reader, error, SCHO_ERROR_INVALID,
                          _ ("more than %d codes"), MAX_CODES);
  else
    return TRUE;
  return FALSE;
}

static gboolean
read_row (Import *self, GError **error)
{
  Row *row;
  gboolean known;

  if (!csv_reader_check_cells (self->reader, error))
    return FALSE;

  g_array_set_size (self->rows, self->rows->len + 1);
  row = &g_array_index (self->rows, Row, self->rows->len - 1);
  row->line = csv_reader_get_line (self->reader);
  row->cells[CODE] = code_names_clean (csv_reader_get (self->reader, CODE));
  row->cells[PARENT] = g_strdup (csv_reader_get_name (self->reader, PARENT));
  for (guint i = COLOUR; i < G_N_ELEMENTS (columns); i++)
    row->cells[i] = g_strdup (csv_reader_get (self->reader, i));

  known = g_hash_table_contains (self->rows_by_name, row->cells[CODE]);
  g_hash_table_insert (self->rows_by_name, row->cells[CODE],
                       GUINT_TO_POINTER (known ? G_MAXUINT : self->rows->len));
  return check_row (self, row, error) && parse_colour (self, row, error)
         && parse_key (self, row, error) && parse_blurred (self, row, error);
}

static gboolean
read_rows (Import *self, GCancellable *cancellable, GError **error)
{
  g_auto (BadRows) bad = { 0 };

  for (;;)
    {
      g_autoptr (GError) row_error = NULL;
      gboolean end;

      if (!csv_reader_next (self->reader, &end, cancellable, error))
        return FALSE;
      if (end || bad_rows_is_full (&bad))
        return bad_rows_end (&bad, self->name, NULL, error);
      if (!read_row (self, &row_error) && !bad_rows_add (&bad, &row_error))
        {
          g_propagate_error (error, g_steal_pointer (&row_error));
          return FALSE;
        }
    }
}

static const char *
or_null (const char *text)
{
  return text[0] != '\0' ? text : NULL;
}

/* What the file is silent about stays. */
static void
merge_code (Import *self, const Row *row, const SchoCode *before)
{
  g_autoptr (SchoCode) after = NULL;
  SchoCode values = *before;

  if (row->has_colour)
    values.colour = row->colour;
  if (row->key != 0)
    values.key = row->key;
  if (row->cells[DEFINITION][0] != '\0')
    values.definition = row->cells[DEFINITION];
  if (row->cells[USE_WHEN][0] != '\0')
    values.use_when = row->cells[USE_WHEN];
  if (row->cells[USE_NOT][0] != '\0')
    values.use_not = row->cells[USE_NOT];
  if (row->cells[BLURRED][0] != '\0')
    values.blurred = row->blurred;
  if (row->cells[PSEUDONYM][0] != '\0')
    values.pseudonym = row->cells[PSEUDONYM];
  if (row->cells[MEMO][0] != '\0')
    values.memo = row->cells[MEMO];

  self->n_known++;
  after = scho_code_new (&values);
  if (scho_code_equal (before, after))
    return;
  self->n_changed++;
  scho_step_replace_code (self->step, after);
}

static guint32
add_code (Import *self, const Row *row, guint32 parent)
{
  SchoCode values = { .parent = parent, .name = row->cells[CODE], .key = row->key };
  guint32 id;

  values.position = (gint32) MIN (self->position + row->line, G_MAXINT32);
  values.colour = row->has_colour ? row->colour : scho_colour_nth (row->line - 2);
  values.definition = or_null (row->cells[DEFINITION]);
  values.use_when = or_null (row->cells[USE_WHEN]);
  values.use_not = or_null (row->cells[USE_NOT]);
  values.memo = or_null (row->cells[MEMO]);
  values.blurred = row->blurred;
  values.pseudonym = or_null (row->cells[PSEUDONYM]);

  id = scho_step_add_code (self->step, &values);
  code_names_add (self->codes, id, parent, values.name);
  return id;
}

static gboolean
place_row (Import *self, Row *row, guint32 parent, GError **error)
{
  gboolean ambiguous;
  guint32 id = csv_reader_has_column (self->reader, PARENT)
                   ? code_names_find_below (self->codes, parent, row->cells[CODE])
                   : code_names_find (self->codes, row->cells[CODE], &ambiguous);
  guint line;

  if (id != 0
      && (line
          = GPOINTER_TO_UINT (g_hash_table_lookup (self->placed, GUINT_TO_POINTER (id))))
             != 0)
    {
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                   _ ("Line %u of %s: the code “%s” is on line %u already"), row->line,
                   self->name, row->cells[CODE], line);
      return FALSE;
    }

  if (id != 0)
    merge_code (self, row, scho_step_get_code (self->step, id));
  else
    id = add_code (self, row, parent);
  g_hash_table_insert (self->placed, GUINT_TO_POINTER (id), GUINT_TO_POINTER (row->line));
  row->id = id;
  return TRUE;
}

/* The one row of that name, as a label has it or as it is, or %NULL; @several says why.
 */
static Row *
find_row (Import *self, const char *label, gboolean *several)
{
  g_autofree char *name = scho_code_path_dup_name (label);
  guint number = 0;

  if (name != NULL)
    number = GPOINTER_TO_UINT (g_hash_table_lookup (self->rows_by_name, name));
  if (number == 0)
    number = GPOINTER_TO_UINT (g_hash_table_lookup (self->rows_by_name, label));
  *several = number == G_MAXUINT;
  return number == 0 || *several ? NULL : &g_array_index (self->rows, Row, number - 1);
}

/* The parent's id, or 0; then @above is the row that must be placed first, if one is
 * known. A label of several names is a path, unless nothing has that path. */
static guint32
find_parent (Import *self, const char *label, gboolean names_only, Row **above)
{
  g_autofree char *name = scho_code_path_dup_name (label);
  gboolean several, ambiguous;
  guint32 id;

  *above = NULL;
  if (name == NULL
      && ((id = code_names_find_path (self->codes, label)) != 0 || !names_only))
    return id;

  if ((*above = find_row (self, label, &several)) != NULL)
    return (*above)->id;
  if (several)
    return code_names_find_path (self->codes, label);
  return code_names_find (self->codes, label, &ambiguous);
}

/* Places @row and, before it, those above it that have a place. FALSE with no error: it
 * has to wait for a later pass. */
static gboolean
try_row (Import *self, Row *row, guint pass, gboolean names_only, GError **error)
{
  g_autoptr (GPtrArray) chain = g_ptr_array_new ();
  guint32 parent = 0;

  while (row->id == 0)
    {
      const char *label = row->cells[PARENT];
      Row *above = NULL;

      if (row->pass == pass)
        return FALSE; /* waits already, or is below itself */
      row->pass = pass;
      g_ptr_array_add (chain, row);
      if (label[0] == '\0'
          || (parent = find_parent (self, label, names_only, &above)) != 0)
        break;
      if (above == NULL)
        return FALSE;
      row = above;
    }

  for (guint i = chain->len; i-- > 0; parent = ((Row *) chain->pdata[i])->id)
    if (!place_row (self, chain->pdata[i], parent, error))
      return FALSE;
  return TRUE;
}

/* The topmost of the rows that wait, or %NULL where they wait for each other. */
static const Row *
find_culprit (Import *self, const Row *row)
{
  for (guint i = 0; i <= self->rows->len; i++)
    {
      gboolean several;
      const Row *above = find_row (self, row->cells[PARENT], &several);

      if (above == NULL)
        return row;
      row = above;
    }
  return NULL;
}

static void
refuse_row (Import *self, const Row *waiting, GError **error)
{
  const Row *row = find_culprit (self, waiting);
  const char *label = row != NULL ? row->cells[PARENT] : NULL;
  gboolean several, ambiguous;

  if (row == NULL)
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                 _ ("Line %u of %s: going up from “%s” leads around in a circle"),
                 waiting->line, self->name, waiting->cells[CODE]);
  else if (find_row (self, label, &several) == NULL
           && (several
               || (code_names_find (self->codes, label, &ambiguous) == 0 && ambiguous)))
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                 _ ("Line %u of %s: several codes are called “%s”; write the whole path, "
                    "with “/”"),
                 row->line, self->name, label);
  else
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND,
                 _ ("Line %u of %s: there is no code “%s” to be the parent"), row->line,
                 self->name, label);
}

/* Each pass places at least one row, or the next looks at names with slashes too. */
static gboolean
place_rows (Import *self, GCancellable *cancellable, GError **error)
{
  gboolean names_only = FALSE;

  for (guint pass = 1;; pass++)
    {
      const Row *waiting = NULL;
      gboolean moved = FALSE;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      for (guint i = 0; i < self->rows->len; i++)
        {
          g_autoptr (GError) row_error = NULL;
          Row *row = &g_array_index (self->rows, Row, i);

          if (row->id != 0)
            continue;
          if (try_row (self, row, pass, names_only, &row_error))
            moved = TRUE;
          else if (row_error != NULL)
            {
              g_propagate_error (error, g_steal_pointer (&row_error));
              return FALSE;
            }
          else if (waiting == NULL)
            waiting = row;
        }
      if (waiting == NULL)
        return TRUE;
      if (!moved && names_only)
        {
          refuse_row (self, waiting, error);
          return FALSE;
        }
      names_only = !moved;
    }
}

/* New codes come after those that are there. */
static gint64
find_last_position (SchoSnapshot *base)
{
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (base, &n);
  gint64 last = -1;

  for (gsize i = 0; i < n; i++)
    last = MAX (last, codes[i]->position);
  return last;
}

static void
add_notes (Import *self, GPtrArray *unknown)
{
  csv_reader_tell_unknown (self->reader, self->step, unknown, columns,
                           G_N_ELEMENTS (columns));
  if (self->n_known > 0)
    scho_step_add_note (self->step,
                        _ ("%u of %u codes were there already; %u of them changed."),
                        self->n_known, self->rows->len, self->n_changed);
  else if (self->rows->len == 0)
    scho_step_add_note (self->step, _ ("%s holds no codes."), self->name);
}

SchoStep *
codebook_read (GInputStream *stream,
               const char *name,
               const char *coder,
               SchoSnapshot *base,
               SchoOptions *options,
               const SchoProgress *progress,
               GCancellable *cancellable,
               GError **error)
{
  g_auto (Import) self = { .base = base, .name = name };
  g_autofree char *label = g_strdup_printf (_ ("Codebook from “%s”"), name);
  g_autoptr (GPtrArray) unknown = NULL;

  self.reader = csv_reader_new (stream, name);
  csv_reader_set_hint (self.reader, _ (CSV_KINDS));
  self.step = scho_step_new (base, label);
  self.codes = code_names_new (base);
  self.rows = g_array_new (FALSE, TRUE, sizeof (Row));
  g_array_set_clear_func (self.rows, row_clear);
  self.rows_by_name = g_hash_table_new (g_str_hash, g_str_equal);
  self.placed = g_hash_table_new (NULL, NULL);
  self.position = find_last_position (base);

  if (!csv_reader_read_header (self.reader, columns, G_N_ELEMENTS (columns), &unknown,
                               cancellable, error)
      || !read_rows (&self, cancellable, error)
      || !place_rows (&self, cancellable, error))
    return NULL;

  add_notes (&self, unknown);
  return g_steal_pointer (&self.step);
}
