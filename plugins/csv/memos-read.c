#include "bad-rows.h"
#include "code-names.h"
#include "csv-kinds.h"
#include "csv-reader.h"
#include "memos.h"

#include <glib/gi18n-lib.h>
#include <string.h>

enum
{
  OF,
  NAME,
  DOCUMENT,
  START,
  END,
  CODER,
  MEMO,
};

static const CsvColumn columns[] = {
  { "of", NULL, TRUE },     { "name", NULL, TRUE }, { "document", NULL, FALSE },
  { "start", NULL, FALSE }, { "end", NULL, FALSE }, { "coder", NULL, FALSE },
  { "memo", NULL, TRUE },
};

typedef enum
{
  OF_PROJECT,
  OF_DOCUMENT,
  OF_CODE,
  OF_CODING,
  N_KINDS
} Kind;

static const char *const kinds[N_KINDS] = { "project", "document", "code", "coding" };

/* What has a memo: a noun of the base, and the words it will have. */
typedef struct
{
  Kind kind;
  gconstpointer noun;
  char *memo; /* nullable */
  gboolean changed;
} Target;

typedef struct
{
  CsvReader *reader;
  const char *name; /* of the file */
  SchoSnapshot *base;
  SchoStep *step;
  CodeNames *codes;
  GHashTable *targets; /* of the noun to Target */
  guint n_rows, n_there, n_below;
} Import;

static void
target_free (gpointer data)
{
  Target *self = data;

  g_free (self->memo);
  g_free (self);
}

static void
import_clear (Import *self)
{
  g_clear_pointer (&self->reader, csv_reader_free);
  g_clear_pointer (&self->step, scho_step_unref);
  g_clear_pointer (&self->codes, code_names_free);
  g_clear_pointer (&self->targets, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Import, import_clear)

int
memos_guess (const guint8 *head, gsize n_bytes, const char *name)
{
  return csv_header_has (head, n_bytes, "of") && csv_header_has (head, n_bytes, "name")
                 && csv_header_has (head, n_bytes, "memo")
             ? 96
             : 0;
}

/* Words ---------------------------------------------------------------------------------
 */

/* Spreadsheets turn line feeds in cells into CR LF. (transfer full) (nullable) */
static char *
dup_memo (const char *words)
{
  GString *memo = g_string_new (words);

  g_string_replace (memo, "\r\n", "\n", 0);
  g_string_replace (memo, "\r", "\n", 0);
  if (memo->len == 0)
    return g_string_free (memo, TRUE), NULL;
  return g_string_free (memo, FALSE);
}

/* As a whole, or as paragraphs of its own, which is how they came in before. */
static gboolean
has_memo (const char *all, const char *memo)
{
  gsize length = strlen (memo);

  for (const char *p = all; (p = strstr (p, memo)) != NULL; p++)
    if ((p == all || (p >= all + 2 && p[-1] == '\n' && p[-2] == '\n'))
        && (p[length] == '\0' || (p[length] == '\n' && p[length + 1] == '\n')))
      return TRUE;
  return FALSE;
}

static void
target_add (Import *self, Target *target, const char *words)
{
  g_autofree char *memo = dup_memo (words);
  g_autofree char *before = dup_memo (target->memo);

  if (memo == NULL)
    return;
  if (before != NULL && has_memo (before, memo))
    {
      self->n_there++;
      return;
    }
  self->n_below += before != NULL;
  g_free (target->memo);
  target->memo
      = before == NULL ? g_strdup (memo) : g_strconcat (before, "\n\n", memo, NULL);
  target->changed = TRUE;
}

static Target *
get_target (Import *self, Kind kind, gconstpointer noun, const char *memo)
{
  Target *target = g_hash_table_lookup (self->targets, noun);

  if (target != NULL)
    return target;
  target = g_new0 (Target, 1);
  *target = (Target){ .kind = kind, .noun = noun, .memo = g_strdup (memo) };
  g_hash_table_insert (self->targets, (gpointer) noun, target);
  return target;
}

/* Whose it is
 * ----------------------------------------------------------------------------
 */

static gboolean
parse_kind (Import *self, Kind *kind, GError **error)
{
  const char *cell = csv_reader_get_name (self->reader, OF);

  for (*kind = 0; *kind < N_KINDS; (*kind)++)
    if (g_ascii_strcasecmp (cell, kinds[*kind]) == 0)
      return TRUE;
  csv_reader_set_error (self->reader, error, SCHO_ERROR_INVALID,
                        _ ("“%.40s” stands under “of”; write project, document, code or "
                           "coding"),
                        cell);
  return FALSE;
}

static gboolean
parse_position (Import *self, guint column, guint32 *position, GError **error)
{
  const char *cell = csv_reader_get_name (self->reader, column);
  guint64 value;

  if (g_ascii_string_to_unsigned (cell, 10, 0, G_MAXUINT32, &value, NULL))
    {
      *position = (guint32) value;
      return TRUE;
    }
  csv_reader_set_error (self->reader, error, SCHO_ERROR_INVALID,
                        /* Translators: the column (start or end), what stands there */
                        _ ("%s: “%.40s” is no position"), columns[column].name, cell);
  return FALSE;
}

static const SchoDocument *
find_document (Import *self, guint column, GError **missing)
{
  const SchoDocument *document = scho_lookup_document (
      self->base, csv_reader_get_name (self->reader, column), missing);

  if (document == NULL)
    csv_reader_prefix_error (self->reader, missing);
  return document;
}

static const SchoCode *
find_code (Import *self, GError **missing)
{
  const char *label = csv_reader_get_name (self->reader, NAME);
  gboolean ambiguous;
  guint32 id = code_names_find (self->codes, label, &ambiguous);
  const SchoCode *code = id != 0 ? scho_snapshot_get_code (self->base, id)
                                 : scho_lookup_code (self->base, label, missing);

  if (code == NULL)
    csv_reader_prefix_error (self->reader, missing);
  return code;
}

static gsize
find_first (const SchoAnnotation *codings, gsize n, guint32 start)
{
  gsize from = 0;

  while (from < n)
    {
      gsize middle = from + (n - from) / 2;

      if (codings[middle].start < start)
        from = middle + 1;
      else
        n = middle;
    }
  return from;
}

/* Of several alike: the one that has the memo, or none, or the first. */
static guint
rank (Import *self, const SchoAnnotation *coding)
{
  const Target *target = g_hash_table_lookup (self->targets, coding);
  g_autofree char *words = dup_memo (csv_reader_get (self->reader, MEMO));
  g_autofree char *before = dup_memo (target != NULL ? target->memo : coding->memo);

  return before == NULL ? 2 : words != NULL && has_memo (before, words) ? 3 : 1;
}

static const SchoAnnotation *
find_coding (Import *self, const SchoAnnotation *place)
{
  const char *coder = csv_reader_get_name (self->reader, CODER);
  gsize n;
  const SchoAnnotation *all
      = scho_snapshot_get_annotations (self->base, place->document, &n);
  const SchoAnnotation *best = NULL;
  guint best_rank = 0;

  for (gsize i = find_first (all, n, place->start); i < n && all[i].start == place->start;
       i++)
    {
      guint r;

      if (all[i].end != place->end || all[i].code != place->code
          || (coder[0] != '\0'
              && strcmp (scho_snapshot_get_coder (self->base, all[i].coder)->name, coder)
                     != 0))
        continue;
      if ((r = rank (self, &all[i])) > best_rank)
        {
          best = &all[i];
          best_rank = r;
        }
    }
  return best;
}

/* FALSE: the row makes no sense. *@target is %NULL where the project has no such noun;
 * then @missing says which. */
static gboolean
find_coding_target (Import *self, Target **target, GError **missing, GError **error)
{
  SchoAnnotation place = { 0 };
  const SchoDocument *document;
  const SchoCode *code;
  const SchoAnnotation *coding;

  if (!parse_position (self, START, &place.start, error)
      || !parse_position (self, END, &place.end, error))
    return FALSE;
  if (!(document = find_document (self, DOCUMENT, missing))
      || !(code = find_code (self, missing)))
    return TRUE;
  place.document = document->id;
  place.code = code->id;
  if ((coding = find_coding (self, &place)) != NULL)
    *target = get_target (self, OF_CODING, coding, coding->memo);
  else
    csv_reader_set_error (self->reader, missing, SCHO_ERROR_NOT_FOUND,
                          /* Translators: a code, two positions, a document */
                          _ ("no coding with “%s” from %u to %u of “%s”"), code->name,
                          place.start, place.end, document->title);
  return TRUE;
}

static gboolean
find_target (Import *self, Target **target, GError **missing, GError **error)
{
  const SchoProjectInfo *info = scho_snapshot_get_info (self->base);
  const SchoDocument *document;
  const SchoCode *code;
  Kind kind;

  if (!parse_kind (self, &kind, error))
    return FALSE;
  if (kind == OF_CODING)
    return find_coding_target (self, target, missing, error);
  if (kind == OF_PROJECT)
    *target = get_target (self, kind, info, info->memo);
  else if (kind == OF_DOCUMENT
           && (document = find_document (self, NAME, missing)) != NULL)
    *target = get_target (self, kind, document, document->memo);
  else if (kind == OF_CODE && (code = find_code (self, missing)) != NULL)
    *target = get_target (self, kind, code, code->memo);
  return TRUE;
}

/* The file
 * -------------------------------------------------------------------------------
 */

static gboolean
read_row (Import *self, GError **error)
{
  g_autoptr (GError) missing = NULL;
  Target *target = NULL;

  if (!csv_reader_check_cells (self->reader, error)
      || !find_target (self, &target, &missing, error))
    return FALSE;
  if (target != NULL)
    target_add (self, target, csv_reader_get (self->reader, MEMO));
  else
    scho_losses_add (scho_step_get_losses (self->step), 1,
                     _ ("Memos of what the project does not have"), missing->message);
  return TRUE;
}

static gboolean
read_rows (Import *self, GCancellable *cancellable, GError **error)
{
  g_auto (BadRows) bad = { 0 };

  for (;; self->n_rows++)
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
      if (self->n_rows % 4096 == 0
          && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }
}

static void
change_document (SchoStep *step, const Target *target)
{
  SchoDocument values = *(const SchoDocument *) target->noun;
  g_autoptr (SchoDocument) after = NULL;

  values.memo = target->memo;
  after = scho_document_new (&values);
  scho_step_replace_document (step, after, NULL);
}

static void
change_code (SchoStep *step, const Target *target)
{
  SchoCode values = *(const SchoCode *) target->noun;
  g_autoptr (SchoCode) after = NULL;

  values.memo = target->memo;
  after = scho_code_new (&values);
  scho_step_replace_code (step, after);
}

static void
change_noun (SchoStep *step, const Target *target)
{
  if (target->kind == OF_DOCUMENT)
    change_document (step, target);
  else if (target->kind == OF_CODE)
    change_code (step, target);
  else if (target->kind == OF_CODING)
    {
      SchoAnnotation after = *(const SchoAnnotation *) target->noun;

      after.memo = target->memo;
      scho_step_replace_annotation (step, target->noun, &after);
    }
  else
    {
      SchoProjectInfo after = *(const SchoProjectInfo *) target->noun;

      after.memo = target->memo;
      scho_step_replace_info (step, &after);
    }
}

static void
change_nouns (Import *self)
{
  GHashTableIter iter;
  gpointer target;

  g_hash_table_iter_init (&iter, self->targets);
  while (g_hash_table_iter_next (&iter, NULL, &target))
    if (((Target *) target)->changed)
      change_noun (self->step, target);
}

static void
add_notes (Import *self, GPtrArray *unknown)
{
  csv_reader_tell_unknown (self->reader, self->step, unknown, columns,
                           G_N_ELEMENTS (columns));
  if (self->n_rows == 0)
    scho_step_add_note (self->step, _ ("%s holds no memos."), self->name);
  if (self->n_there > 0)
    scho_step_add_note (self->step, _ ("Memos that are in the project already: %u"),
                        self->n_there);
  if (self->n_below > 0)
    scho_step_add_note (self->step, _ ("Memos that were put below another one: %u"),
                        self->n_below);
}

SchoStep *
memos_read (GInputStream *stream,
            const char *name,
            const char *coder,
            SchoSnapshot *base,
            SchoOptions *options,
            const SchoProgress *progress,
            GCancellable *cancellable,
            GError **error)
{
  g_auto (Import) self = { .base = base, .name = name };
  g_autofree char *label = g_strdup_printf (_ ("Memos from “%s”"), name);
  g_autoptr (GPtrArray) unknown = NULL;

  self.reader = csv_reader_new (stream, name);
  csv_reader_set_hint (self.reader, _ (CSV_KINDS));
  self.step = scho_step_new (base, label);
  self.codes = code_names_new (base);
  self.targets = g_hash_table_new_full (NULL, NULL, NULL, target_free);

  if (!csv_reader_read_header (self.reader, columns, G_N_ELEMENTS (columns), &unknown,
                               cancellable, error)
      || !read_rows (&self, cancellable, error))
    return NULL;

  scho_step_set_is_about_others (self.step);
  change_nouns (&self);
  add_notes (&self, unknown);
  return g_steal_pointer (&self.step);
}
