#include "annotations.h"
#include "bad-rows.h"
#include "code-names.h"
#include "csv-kinds.h"
#include "csv-reader.h"

#include "../shared/controls.h"
#include "../shared/lost.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_TEXT_BYTES (128 * 1024 * 1024) /* kept for comparing quotes */
#define MAX_LISTED 1000                    /* rows left out that are named one by one */

enum
{
  DOCUMENT,
  START,
  END,
  CODE,
  CODER,
  MEMO,
  QUOTE,
};

static const CsvColumn columns[] = {
  { "document", NULL, TRUE }, { "start", NULL, TRUE },  { "end", NULL, TRUE },
  { "code", NULL, TRUE },     { "coder", NULL, FALSE }, { "memo", NULL, FALSE },
  { "quote", NULL, FALSE },
};

const SchoOptionSpec annotations_import_options[] = {
  { "lenient", SCHO_OPTION_BOOLEAN, "false",
    N_ ("Import the good rows and list the others"), NULL },
  { "create-codes", SCHO_OPTION_BOOLEAN, "false",
    N_ ("Add codes that the project does not have"), NULL },
  { "repeat", SCHO_OPTION_BOOLEAN, "false",
    N_ ("Import codings that the project has already once more"), NULL },
  { NULL },
};

typedef struct
{
  CsvReader *reader;
  const char *name; /* of the file */
  SchoSnapshot *base;
  SchoStep *step;
  CodeNames *codes;
  GHashTable *documents; /* of char * to const SchoDocument * */
  GHashTable *coders;    /* of char * to id */
  GHashTable *texts;     /* of document id to SchoText */
  gsize text_bytes;
  const char *coder;
  gboolean create_codes;
  gboolean lenient;
  gboolean repeat;
  guint n_rows, n_left_out, n_there;
} Import;

static void
import_clear (Import *self)
{
  g_clear_pointer (&self->reader, csv_reader_free);
  g_clear_pointer (&self->step, scho_step_unref);
  g_clear_pointer (&self->codes, code_names_free);
  g_clear_pointer (&self->documents, g_hash_table_unref);
  g_clear_pointer (&self->coders, g_hash_table_unref);
  g_clear_pointer (&self->texts, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Import, import_clear)

int
annotations_guess (const guint8 *head, gsize n_bytes, const char *name)
{
  const char *dot = strrchr (name, '.');
  int hits = 0;

  for (guint i = DOCUMENT; i <= CODE; i++)
    hits += csv_header_has (head, n_bytes, columns[i].name);
  if (hits == 4)
    return 95;
  if (dot == NULL
      || (g_ascii_strcasecmp (dot, ".csv") != 0 && g_ascii_strcasecmp (dot, ".tsv") != 0))
    return 0;
  return hits >= 2 ? 80 : 30; /* so that the error says which column is missing */
}

/* Cells repeat: each name is looked up once. */
static const SchoDocument *
find_document (Import *self, GError **error)
{
  const char *name = csv_reader_get_name (self->reader, DOCUMENT);
  const SchoDocument *document = g_hash_table_lookup (self->documents, name);

  if (document != NULL)
    return document;
  if (!(document = scho_lookup_document (self->base, name, error)))
    {
      csv_reader_prefix_error (self->reader, error);
      return NULL;
    }
  g_hash_table_insert (self->documents, g_strdup (name), (gpointer) document);
  return document;
}

static gboolean
parse_position (Import *self, guint column, guint32 *position, GError **error)
{
  const char *cell = csv_reader_get (self->reader, column);
  const char *c = cell;
  guint64 value = 0;

  while (*c == ' ')
    c++;
  if (g_ascii_isdigit (*c))
    {
      for (; g_ascii_isdigit (*c) && value <= G_MAXUINT32; c++)
        value = 10 * value + (*c - '0');
      while (*c == ' ')
        c++;
      if (*c == '\0' && value <= G_MAXUINT32)
        {
          *position = value;
          return TRUE;
        }
    }
  csv_reader_set_error (self->reader, error, SCHO_ERROR_INVALID,
                        /* Translators: the column (start or end), what stands there */
                        _ ("%s: “%.40s” is no position"), columns[column].name, cell);
  return FALSE;
}

static gboolean
read_range (Import *self,
            const SchoDocument *document,
            SchoAnnotation *values,
            GError **error)
{
  if (!parse_position (self, START, &values->start, error)
      || !parse_position (self, END, &values->end, error))
    return FALSE;

  if (values->start == values->end)
    csv_reader_set_error (self->reader, error, SCHO_ERROR_RANGE,
                          _ ("the passage from %u to %u is empty"), values->start,
                          values->end);
  else if (values->start > values->end)
    csv_reader_set_error (self->reader, error, SCHO_ERROR_RANGE,
                          _ ("the passage from %u to %u is reversed"), values->start,
                          values->end);
  else if (values->end > document->length)
    csv_reader_set_error (
        self->reader, error, SCHO_ERROR_RANGE,
        _ ("the passage from %u to %u is outside “%s”, which has %u characters"),
        values->start, values->end, document->title, document->length);
  else
    return TRUE;
  return FALSE;
}

static SchoText *
get_text (Import *self, guint32 document, GError **error)
{
  SchoText *text = g_hash_table_lookup (self->texts, GUINT_TO_POINTER (document));
  gsize n_bytes;

  if (text != NULL)
    return text;
  if (!(text = scho_snapshot_read_text (self->base, document, error)))
    return NULL;

  scho_text_get_utf8 (text, &n_bytes);
  if (self->text_bytes + n_bytes > MAX_TEXT_BYTES)
    {
      g_hash_table_remove_all (self->texts);
      self->text_bytes = 0;
    }
  self->text_bytes += n_bytes;
  g_hash_table_insert (self->texts, GUINT_TO_POINTER (document), text);
  return text;
}

#define REPLACEMENT "\xef\xbf\xbd" /* U+FFFD */

/* Spreadsheets turn line feeds in cells into CR LF, and have no place for control
 * characters. */
static gboolean
is_same (const char *text, gsize n_bytes, const char *quote)
{
  const char *end = text + n_bytes;

  for (; *quote != '\0' && text < end; quote++, text++)
    {
      if (*quote != *text && g_str_has_prefix (quote, REPLACEMENT)
          && controls_is_one (text))
        {
          quote += strlen (REPLACEMENT) - 1;
          text = g_utf8_next_char (text) - 1;
        }
      else if (*quote == '\r' && *text == '\n' && quote[1] == '\n')
        quote++;
      else if (*quote != *text && !(*quote == '\r' && *text == '\n'))
        return FALSE;
    }
  return *quote == '\0' && text == end;
}

static char *
shorten (const char *text)
{
  if (g_utf8_strlen (text, -1) <= 60)
    return g_strdup (text);
  else
    {
      g_autofree char *start = g_utf8_substring (text, 0, 59);

      return g_strconcat (start, "…", NULL);
    }
}

static gboolean
check_quote (Import *self, const SchoAnnotation *values, GError **error)
{
  const char *quote = csv_reader_get (self->reader, QUOTE);
  g_autofree char *there = NULL, *found = NULL, *wanted = NULL;
  SchoText *text;
  gsize start, end;

  if (quote[0] == '\0')
    return TRUE;
  if (!(text = get_text (self, values->document, error)))
    return FALSE;

  start = scho_text_offset_to_byte (text, values->start);
  end = scho_text_offset_to_byte (text, values->end);
  if (is_same (scho_text_get_utf8 (text, NULL) + start, end - start, quote))
    return TRUE;

  there = scho_text_dup_range (text, values->start, values->end);
  found = shorten (there);
  wanted = shorten (quote);
  csv_reader_set_error (self->reader, error, SCHO_ERROR_INVALID,
                        _ ("the text from %u to %u is “%s”, not “%s”"), values->start,
                        values->end, found, wanted);
  return FALSE;
}

static guint32
add_code (Import *self, guint32 parent, const char *name)
{
  gsize n_added = scho_step_get_n_changes (self->step, SCHO_NOUN_CODE), n;
  guint32 id;

  scho_snapshot_get_codes (self->base, &n);
  n += n_added;
  id = scho_step_add_code (self->step,
                           &(SchoCode){ .parent = parent,
                                        .name = name,
                                        .position = (gint32) MIN (n, G_MAXINT32),
                                        .colour = scho_colour_nth (n) });
  code_names_add (self->codes, id, parent, name);
  scho_step_add_note (self->step, _ ("The code “%s” was added."), name);
  return id;
}

/* The codes of a path, those that are missing with it. */
static guint32
create_code (Import *self, const char *label, GError **error)
{
  g_auto (GStrv) parts = scho_code_path_split (label);
  guint32 parent = 0;

  for (char **part = parts; *part != NULL; part++)
    {
      g_autofree char *name = code_names_clean (*part);
      guint32 id;

      if (name[0] == '\0')
        {
          csv_reader_set_error (self->reader, error, SCHO_ERROR_INVALID,
                                _ ("“%s” holds an empty name"), label);
          return 0;
        }
      id = code_names_find_below (self->codes, parent, name);
      parent = id != 0 ? id : add_code (self, parent, name);
    }
  return parent;
}

static guint32
find_code (Import *self, GError **error)
{
  const char *label = csv_reader_get_name (self->reader, CODE);
  gboolean ambiguous;
  guint32 id = code_names_find (self->codes, label, &ambiguous);
  const SchoCode *code;

  if (id != 0)
    return id;
  if (label[0] == '\0')
    csv_reader_set_error (self->reader, error, SCHO_ERROR_INVALID,
                          _ ("there is no code"));
  else if (ambiguous)
    csv_reader_set_error (
        self->reader, error, SCHO_ERROR_INVALID,
        _ ("several codes are called “%s”; write the whole path, with “/”"), label);
  else if ((code = scho_lookup_code (self->base, label, NULL)))
    return code->id;
  else if (self->create_codes)
    return create_code (self, label, error);
  else
    csv_reader_set_error (
        self->reader, error, SCHO_ERROR_NOT_FOUND,
        _ ("there is no code “%s”; import the codebook first, or have it added "
           "(--set create-codes=true)"),
        label);
  return 0;
}

static guint32
find_coder (Import *self, const char *name)
{
  gpointer id = g_hash_table_lookup (self->coders, name);

  if (id == NULL)
    {
      id = GUINT_TO_POINTER (scho_step_ensure_coder (self->step, name));
      g_hash_table_insert (self->coders, g_strdup (name), id);
    }
  return GPOINTER_TO_UINT (id);
}

static void
add_annotation (Import *self, const SchoAnnotation *values)
{
  const SchoAnnotation *same
      = self->repeat ? NULL : scho_lookup_same_annotation (self->base, values);

  if (same == NULL)
    {
      scho_step_add_annotation (self->step, values);
      return;
    }
  self->n_there++;
  if (values->memo != NULL && g_strcmp0 (values->memo, same->memo) != 0)
    lost_add (scho_step_get_losses (self->step), 1,
              _ ("Other memos of codings that are there already"), self->name,
              values->memo);
}

/* What may fail comes before what adds to the step: a row that is left out leaves no
 * trace. */
static gboolean
read_row (Import *self, GError **error)
{
  SchoAnnotation values = { .weight = SCHO_NO_WEIGHT };
  const char *coder = csv_reader_get_name (self->reader, CODER);
  const char *memo = csv_reader_get (self->reader, MEMO);
  const SchoDocument *document;

  if (!csv_reader_check_cells (self->reader, error)
      || !(document = find_document (self, error))
      || !read_range (self, document, &values, error))
    return FALSE;
  values.document = document->id;
  if (!check_quote (self, &values, error))
    return FALSE;

  if (coder[0] == '\0' && (coder = self->coder) == NULL)
    {
      csv_reader_set_error (self->reader, error, SCHO_ERROR_INVALID,
                            _ ("there is no coder; name one for the whole import"));
      return FALSE;
    }
  if ((values.code = find_code (self, error)) == 0)
    return FALSE;
  values.coder = find_coder (self, coder);
  values.memo = memo[0] != '\0' ? memo : NULL;
  add_annotation (self, &values);
  return TRUE;
}

/* A row may be left out; a disk that fails or a user who cancels may not. */
static gboolean
forgive (Import *self, GError **error)
{
  if (!self->lenient || !g_error_matches (*error, SCHO_ERROR, (*error)->code)
      || (*error)->code == SCHO_ERROR_FAILED)
    return FALSE;

  scho_losses_add (scho_step_get_losses (self->step), 1, _ ("Rows that do not fit"),
                   (*error)->message);
  if (self->n_left_out++ < MAX_LISTED)
    scho_step_add_note (self->step, "%s", (*error)->message);
  g_clear_error (error);
  return TRUE;
}

static gboolean
end_rows (BadRows *bad, const char *name, GError **error)
{
  return bad_rows_end (bad, name,
                       _ ("the others come in alone when rows may be left out (--set "
                          "lenient=true):"),
                       error);
}

static gboolean
read_rows (Import *self,
           const char *name,
           guint64 size,
           const SchoProgress *progress,
           GCancellable *cancellable,
           GError **error)
{
  g_auto (BadRows) bad = { 0 };

  for (;; self->n_rows++)
    {
      g_autoptr (GError) row_error = NULL;
      gboolean end;

      if (!csv_reader_next (self->reader, &end, cancellable, error))
        return FALSE;
      if (end || bad_rows_is_full (&bad))
        return end_rows (&bad, name, error);
      if (!read_row (self, &row_error) && !forgive (self, &row_error)
          && !bad_rows_add (&bad, &row_error))
        {
          g_propagate_error (error, g_steal_pointer (&row_error));
          return FALSE;
        }
      if (self->n_rows % 4096 != 0)
        continue;
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      scho_progress_set (
          progress,
          size > 0 ? (double) csv_reader_get_position (self->reader) / size : -1, NULL);
    }
}

static void
note_repeats (Import *self, const char *name)
{
  if (self->n_there > 0)
    scho_step_add_note (self->step,
                        ngettext ("%u coding of %s is in the project already and was "
                                  "left out; --set repeat=true brings it again.",
                                  "%u codings of %s are in the project already and were "
                                  "left out; --set repeat=true brings them again.",
                                  self->n_there),
                        self->n_there, name);
}

static void
add_notes (Import *self, GPtrArray *unknown, const char *name)
{
  csv_reader_tell_unknown (self->reader, self->step, unknown, columns,
                           G_N_ELEMENTS (columns));
  if (self->n_rows == 0)
    scho_step_add_note (self->step, _ ("%s holds no codings."), name);
  note_repeats (self, name);
}

SchoStep *
annotations_read (GInputStream *stream,
                  const char *name,
                  const char *coder,
                  SchoSnapshot *base,
                  SchoOptions *options,
                  const SchoProgress *progress,
                  GCancellable *cancellable,
                  GError **error)
{
  g_auto (Import) self = { .name = name, .base = base, .coder = coder };
  g_autofree char *label = g_strdup_printf (_ ("Codings from “%s”"), name);
  g_autoptr (GPtrArray) unknown = NULL;

  self.create_codes = scho_options_get_boolean (options, "create-codes");
  self.repeat = scho_options_get_boolean (options, "repeat");
  self.lenient = scho_options_get_boolean (options, "lenient");
  self.reader = csv_reader_new (stream, name);
  csv_reader_set_hint (self.reader, _ (CSV_KINDS));
  self.step = scho_step_new (base, label);
  self.codes = code_names_new (base);
  self.documents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.coders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.texts = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) scho_text_unref);

  if (!csv_reader_read_header (self.reader, columns, G_N_ELEMENTS (columns), &unknown,
                               cancellable, error)
      || !read_rows (&self, name, csv_get_size (stream), progress, cancellable, error))
    return NULL;

  add_notes (&self, unknown, name);
  return g_steal_pointer (&self.step);
}
