#include <scholiast/program-reply.h>

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <scholiast/lookup.h>
#include <scholiast/snapshot-private.h>
#include <string.h>

#define MOST_BYTES (256 * 1024 * 1024)
#define MOST_OF_LINE (4 * 1024 * 1024)
#define MOST_TABLES 100
#define MOST_COLUMNS 1000
#define MOST_CELLS 10000000
#define MOST_NOTES 1000
#define MOST_PROPOSALS 1000000

struct _SchoProgramReply
{
  const SchoProgram *program;
  SchoSnapshot *snapshot;
  const SchoProgress *progress;
  GString *rest; /* of a line whose end has not come */
  gsize n_bytes;
  guint64 n_lines;

  GPtrArray *tables;
  SchoTable *table; /* the last of them, nullable */
  gsize row;        /* of the table: the last */
  guint cell;       /* of the row: the next */
  gsize n_cells;
  GPtrArray *notes; /* that came before any table, and ours */
  guint n_notes;

  SchoStep *step; /* nullable */
  guint32 coder;  /* 0: not needed yet */
  SchoTable *passages;
  GHashTable *documents, *codes; /* what it called them → id */
  GHashTable *seen;              /* of Passage: proposed already */
  gsize n_double;
};

typedef struct
{
  guint32 document, start, end, code;
} Passage;

static guint
hash_passage (gconstpointer data)
{
  const Passage *self = data;

  return ((self->document * 31 + self->start) * 31 + self->end) * 31 + self->code;
}

static gboolean
equal_passages (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (Passage)) == 0;
}

gboolean
scho_program_refuse (GError **error, const char *format, ...)
{
  va_list arguments;
  g_autofree char *words = NULL;

  va_start (arguments, format);
  words = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, SCHO_ERROR, SCHO_ERROR_INVALID, words);
  return FALSE;
}

SchoProgramReply *
scho_program_reply_new (const SchoProgram *program,
                        SchoSnapshot *snapshot,
                        const SchoProgress *progress)
{
  SchoProgramReply *self = g_new0 (SchoProgramReply, 1);

  self->program = program;
  self->snapshot = scho_snapshot_ref (snapshot);
  self->progress = progress;
  self->rest = g_string_new (NULL);
  self->tables = g_ptr_array_new_with_free_func ((GDestroyNotify) scho_table_unref);
  self->notes = g_ptr_array_new_with_free_func (g_free);
  self->documents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->seen = g_hash_table_new_full (hash_passage, equal_passages, g_free, NULL);
  return self;
}

void
scho_program_reply_free (SchoProgramReply *self)
{
  scho_snapshot_unref (self->snapshot);
  g_string_free (self->rest, TRUE);
  g_ptr_array_unref (self->tables);
  g_ptr_array_unref (self->notes);
  g_clear_pointer (&self->step, scho_step_unref);
  g_clear_pointer (&self->passages, scho_table_unref);
  g_hash_table_unref (self->documents);
  g_hash_table_unref (self->codes);
  g_hash_table_unref (self->seen);
  g_free (self);
}

void
scho_program_reply_progress (SchoProgramReply *self, double fraction, const char *what)
{
  scho_progress_set (self->progress, fraction >= 0 && fraction <= 1 ? fraction : -1,
                     what);
}

/* Also the name of a file, where the tables are written. */
static gboolean
check_id (SchoProgramReply *self, const char *id, GError **error)
{
  if (id == NULL || id[0] == '\0' || strlen (id) > 64
      || id[strspn (id, "abcdefghijklmnopqrstuvwxyz0123456789-")] != '\0')
    return scho_program_refuse (
        error, _ ("the id of a table is made of at most 64 small letters, digits and "
                  "hyphens"));
  for (guint i = 0; i < self->tables->len; i++)
    if (g_str_equal (scho_table_get_id (self->tables->pdata[i]), id))
      return scho_program_refuse (error, _ ("there is a table “%s” already"), id);
  return TRUE;
}

gboolean
scho_program_reply_begin_table (SchoProgramReply *self,
                                const char *id,
                                const char *title,
                                GError **error)
{
  if (!check_id (self, id, error))
    return FALSE;
  if (self->tables->len == MOST_TABLES)
    return scho_program_refuse (error, _ ("that are more than %d tables"), MOST_TABLES);
  self->table = scho_table_new (id, title != NULL && title[0] != '\0' ? title : id);
  self->row = 0;
  g_ptr_array_add (self->tables, self->table);
  return TRUE;
}

gboolean
scho_program_reply_add_column (SchoProgramReply *self,
                               const char *name,
                               const char *title,
                               const char *type,
                               GError **error)
{
  static const char *const types[] = { "text", "integer", "number", "boolean" };
  guint i = 0;

  if (name == NULL || name[0] == '\0')
    return scho_program_refuse (error, _ ("a column has no name"));
  if (scho_table_get_n_columns (self->table) == MOST_COLUMNS)
    return scho_program_refuse (error, _ ("that are more than %d columns"), MOST_COLUMNS);
  while (type != NULL && i < G_N_ELEMENTS (types) && !g_str_equal (type, types[i]))
    i++;
  if (i == G_N_ELEMENTS (types))
    return scho_program_refuse (
        error, _ ("“%s” is no type of a column: it is text, integer, number or boolean"),
        type);
  scho_table_add_column (self->table, name,
                         title != NULL && title[0] != '\0' ? title : NULL,
                         (SchoColumnType) i);
  return TRUE;
}

gboolean
scho_program_reply_begin_row (SchoProgramReply *self, GError **error)
{
  if (self->table == NULL || scho_table_get_n_columns (self->table) == 0)
    return scho_program_refuse (error, _ ("a row comes before a table with columns"));
  self->n_cells += scho_table_get_n_columns (self->table);
  if (self->n_cells > MOST_CELLS)
    return scho_program_refuse (error, _ ("that are more than %d cells"), MOST_CELLS);
  self->row = scho_table_add_row (self->table);
  self->cell = 0;
  return TRUE;
}

static gboolean
set_number (SchoTable *table, gsize row, guint column, const char *value)
{
  char *end;
  double number = g_ascii_strtod (value, &end);

  if (*end != '\0' || end == value)
    return FALSE;
  scho_table_set_number (table, row, column, number);
  return TRUE;
}

static gboolean
set_integer (SchoTable *table, gsize row, guint column, const char *value)
{
  gint64 number;

  if (!g_ascii_string_to_signed (value, 10, G_MININT64, G_MAXINT64, &number, NULL))
    return FALSE;
  scho_table_set_integer (table, row, column, number);
  return TRUE;
}

/* As Python, R and JSON write them. */
static gboolean
set_boolean (SchoTable *table, gsize row, guint column, const char *value)
{
  gboolean is_true = g_ascii_strcasecmp (value, "true") == 0;

  if (!is_true && g_ascii_strcasecmp (value, "false") != 0)
    return FALSE;
  scho_table_set_boolean (table, row, column, is_true);
  return TRUE;
}

static gboolean
set_cell (SchoTable *table, gsize row, guint column, const char *value)
{
  switch (scho_table_get_column_type (table, column))
    {
    case SCHO_COLUMN_INTEGER:
      return set_integer (table, row, column, value);
    case SCHO_COLUMN_NUMBER:
      return set_number (table, row, column, value);
    case SCHO_COLUMN_BOOLEAN:
      return set_boolean (table, row, column, value);
    case SCHO_COLUMN_TEXT:
    default:
      scho_table_set_text (table, row, column, value);
      return TRUE;
    }
}

gboolean
scho_program_reply_add_cell (SchoProgramReply *self, const char *value, GError **error)
{
  guint column = self->cell++;

  if (column >= scho_table_get_n_columns (self->table))
    return scho_program_refuse (error,
                                _ ("the row has more cells than there are columns"));
  if (value == NULL || set_cell (self->table, self->row, column, value))
    return TRUE;
  return scho_program_refuse (error, _ ("“%.50s” is no value of the column “%s”"), value,
                              scho_table_get_column_name (self->table, column));
}

void
scho_program_reply_add_note (SchoProgramReply *self, const char *note)
{
  if (self->table != NULL)
    scho_table_add_note (self->table, "%s", note);
  else
    g_ptr_array_add (self->notes, g_strdup (note));
}

gboolean
scho_program_reply_note (SchoProgramReply *self, const char *note, GError **error)
{
  if (note == NULL || note[0] == '\0')
    return scho_program_refuse (error, _ ("a note says nothing"));
  if (self->n_notes++ == MOST_NOTES)
    return scho_program_refuse (error, _ ("that are more than %d notes"), MOST_NOTES);
  scho_program_reply_add_note (self, note);
  return TRUE;
}

gboolean
scho_program_reply_fail (const char *message, GError **error)
{
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_FAILED, "%s",
               message != NULL && message[0] != '\0' ? message
                                                     : _ ("it does not say what failed"));
  return FALSE;
}

/* Proposals */

static const SchoDocument *
find_document (SchoProgramReply *self, const char *name, GError **error)
{
  guint32 id;
  const SchoDocument *found;

  if (name == NULL)
    {
      scho_program_refuse (error, _ ("an annotation names no document"));
      return NULL;
    }
  id = GPOINTER_TO_UINT (g_hash_table_lookup (self->documents, name));
  if (id != 0)
    return scho_snapshot_get_document (self->snapshot, id);
  found = scho_lookup_document (self->snapshot, name, error);
  if (found != NULL)
    g_hash_table_insert (self->documents, g_strdup (name), GUINT_TO_POINTER (found->id));
  return found;
}

static const SchoCode *
find_code (SchoProgramReply *self, const char *name, GError **error)
{
  guint32 id;
  const SchoCode *found;

  if (name == NULL)
    {
      scho_program_refuse (error, _ ("an annotation names no code"));
      return NULL;
    }
  id = GPOINTER_TO_UINT (g_hash_table_lookup (self->codes, name));
  if (id != 0)
    return scho_snapshot_get_code (self->snapshot, id);
  found = scho_lookup_code (self->snapshot, name, error);
  if (found != NULL)
    g_hash_table_insert (self->codes, g_strdup (name), GUINT_TO_POINTER (found->id));
  return found;
}

static void
begin_step (SchoProgramReply *self)
{
  self->step = scho_step_new (self->snapshot, self->program->title);
  self->coder = scho_step_ensure_coder (self->step, self->program->coder);
  scho_step_set_coder (self->step, self->coder);
  self->passages = scho_table_new ("annotations", _ ("Annotations proposed"));
  scho_table_add_column (self->passages, "document", _ ("Document"), SCHO_COLUMN_TEXT);
  scho_table_add_column (self->passages, "start", _ ("Start"), SCHO_COLUMN_INTEGER);
  scho_table_add_column (self->passages, "end", _ ("End"), SCHO_COLUMN_INTEGER);
  scho_table_add_column (self->passages, "code", _ ("Code"), SCHO_COLUMN_TEXT);
  scho_table_add_column (self->passages, "memo", _ ("Memo"), SCHO_COLUMN_TEXT);
}

/* By this program, now or in an earlier run; it may have been given a part of what is
 * there. */
static gboolean
is_there (SchoProgramReply *self, const SchoAnnotation *values)
{
  Passage passage = { values->document, values->start, values->end, values->code };
  SchoSnapshot *whole = scho_snapshot_get_whole (self->snapshot);

  if (scho_lookup_same_annotation (whole, values) == NULL
      && g_hash_table_add (self->seen, g_memdup2 (&passage, sizeof passage)))
    return FALSE;
  self->n_double++;
  return TRUE;
}

static void
list_proposal (SchoProgramReply *self,
               const SchoDocument *document,
               const SchoAnnotation *values)
{
  gsize row = scho_table_add_row (self->passages);
  g_autofree char *code = scho_snapshot_dup_code_label (self->snapshot, values->code);

  scho_table_set_text (self->passages, row, 0, document->title);
  scho_table_set_integer (self->passages, row, 1, values->start);
  scho_table_set_integer (self->passages, row, 2, values->end);
  scho_table_set_text (self->passages, row, 3, code);
  if (values->memo != NULL)
    scho_table_set_text (self->passages, row, 4, values->memo);
}

gboolean
scho_program_reply_propose (SchoProgramReply *self,
                            const SchoProposal *proposal,
                            GError **error)
{
  const SchoDocument *document = find_document (self, proposal->document, error);
  const SchoCode *code
      = document != NULL ? find_code (self, proposal->code, error) : NULL;
  SchoAnnotation values = { 0 };

  if (code == NULL)
    return FALSE;
  if (proposal->start < 0 || proposal->end <= proposal->start
      || proposal->end > document->length)
    return scho_program_refuse (error,
                                _ ("%" PRId64 "–%" PRId64 " is no passage of “%s”, which "
                                   "has %u characters"),
                                proposal->start, proposal->end, document->title,
                                document->length);
  if (proposal->weight != SCHO_NO_WEIGHT
      && (proposal->weight < 0 || proposal->weight > 100))
    return scho_program_refuse (error, _ ("a weight is a whole number from 0 to 100"));
  if (self->step == NULL)
    begin_step (self);
  values = (SchoAnnotation){
    .document = document->id,
    .start = (guint32) proposal->start,
    .end = (guint32) proposal->end,
    .code = code->id,
    .coder = self->coder,
    .weight = (gint16) proposal->weight,
    .memo = proposal->memo != NULL && proposal->memo[0] != '\0' ? proposal->memo : NULL,
  };
  if (is_there (self, &values))
    return TRUE;
  if (scho_table_get_n_rows (self->passages) == MOST_PROPOSALS)
    return scho_program_refuse (error, _ ("that are more than %d annotations"),
                                MOST_PROPOSALS);
  scho_step_add_annotation (self->step, &values);
  list_proposal (self, document, &values);
  return TRUE;
}

/* Lines */

static gboolean
take_line (SchoProgramReply *self, char *line, gsize n, GError **error)
{
  gboolean done;

  self->n_lines++;
  if (n > 0 && line[n - 1] == '\r')
    line[--n] = '\0';
  if (n == 0)
    return TRUE;
  if (!g_utf8_validate (line, (gssize) n, NULL))
    done = scho_program_refuse (error, _ ("that is not valid UTF-8"));
  else if (self->program->format == SCHO_PROGRAM_JSON)
    done = scho_program_json_take (self, line, error);
  else
    done = scho_program_tab_take (self, line, error);
  if (!done && !g_error_matches (*error, SCHO_ERROR, SCHO_ERROR_FAILED))
    /* Translators: followed by what is wrong with it */
    g_prefix_error (error, _ ("Line %" PRIu64 " of what it says: "), self->n_lines);
  return done;
}

static gboolean
take_rest (SchoProgramReply *self, GError **error)
{
  gboolean done = take_line (self, self->rest->str, self->rest->len, error);

  g_string_truncate (self->rest, 0);
  return done;
}

gboolean
scho_program_reply_feed (SchoProgramReply *self,
                         const char *bytes,
                         gsize n,
                         GError **error)
{
  self->n_bytes += n;
  if (self->n_bytes > MOST_BYTES)
    return scho_program_refuse (error, _ ("It says more than %d MiB, and was ended"),
                                MOST_BYTES / 1024 / 1024);
  while (n > 0)
    {
      const char *end = memchr (bytes, '\n', n);
      gsize length = end != NULL ? (gsize) (end - bytes) : n;

      if (self->rest->len + length > MOST_OF_LINE)
        return scho_program_refuse (
            error, _ ("A line of what it says is longer than %d MiB; it was ended"),
            MOST_OF_LINE / 1024 / 1024);
      g_string_append_len (self->rest, bytes, (gssize) length);
      if (end == NULL)
        return TRUE;
      if (!take_rest (self, error))
        return FALSE;
      bytes += length + 1;
      n -= length + 1;
    }
  return TRUE;
}

/* The passages come last; where it made no table, they are there even if they are none.
 */
static void
add_passages (SchoProgramReply *self)
{
  if (self->passages == NULL && self->tables->len == 0)
    {
      SchoTable *table = scho_table_new ("result", self->program->title);

      scho_table_add_column (table, "result", _ ("Result"), SCHO_COLUMN_TEXT);
      scho_table_set_text (table, scho_table_add_row (table), 0,
                           _ ("It has neither counted nor proposed anything."));
      g_ptr_array_add (self->tables, table);
    }
  if (self->passages == NULL)
    return;
  if (self->n_double > 0)
    scho_table_add_note (
        self->passages,
        g_dngettext (GETTEXT_PACKAGE, "%" PRIu64 " was proposed already.",
                     "%" PRIu64 " were proposed already.", (gulong) self->n_double),
        (guint64) self->n_double);
  g_ptr_array_add (self->tables, scho_table_ref (self->passages));
}

GPtrArray *
scho_program_reply_finish (SchoProgramReply *self, SchoStep **step, GError **error)
{
  if (self->rest->len > 0 && !take_rest (self, error))
    return NULL;
  add_passages (self);
  for (guint i = 0; i < self->notes->len; i++)
    scho_table_add_note (self->tables->pdata[0], "%s", (char *) self->notes->pdata[i]);
  if (self->passages != NULL && scho_table_get_n_rows (self->passages) > 0)
    *step = g_steal_pointer (&self->step);
  return g_ptr_array_ref (self->tables);
}
