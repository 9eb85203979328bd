#include "office-write.h"

#include "../shared/controls.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What both formats have an element for that our importers read again. */
#define CARRIED                                                                          \
  (1 << SCHO_STRETCH_HEADING | 1 << SCHO_STRETCH_LIST_ITEM | 1 << SCHO_STRETCH_PAGE      \
   | 1 << SCHO_STRETCH_TABLE | 1 << SCHO_STRETCH_TABLE_ROW                               \
   | 1 << SCHO_STRETCH_TABLE_CELL)

gboolean
office_is_several (SchoSnapshot *snapshot, SchoOptions *options)
{
  gsize n;

  scho_snapshot_get_documents (snapshot, &n);
  return n > 1 && scho_options_get_text (options, "document")[0] == '\0';
}

static gboolean
write_file (Office *self,
            GOutputStream *stream,
            OfficeFunc write,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (ZipWriter) zip = zip_writer_new (stream);
  g_autoptr (TeiWriter) body = tei_writer_new (NULL, cancellable);

  self->body = body;
  return write (self, zip, error) && zip_writer_finish (zip, cancellable, error)
         && g_output_stream_close (stream, cancellable, error);
}

/* Where the lines of an item end that are its own: before the first item in it. */
static guint32
find_own_end (const SchoStretch *item, const SchoStretch *end)
{
  for (const SchoStretch *s = item + 1; s < end && s->start < item->end; s++)
    if (s->kind == SCHO_STRETCH_LIST_ITEM && s->start > item->start)
      return s->start;
  return item->end;
}

static gboolean
is_cut (SchoText *text,
        const SchoStretch *all,
        const SchoStretch *item,
        const SchoStretch *end)
{
  guint32 own_end = find_own_end (item, end);
  g_autofree char *words = scho_text_dup_range (text, item->start, own_end);
  gsize n = strlen (words);
  const char *feed;

  while (n > 0 && words[n - 1] == '\n')
    n--;
  words[n] = '\0';
  feed = strchr (words, '\n');
  /* One that is a paragraph of these lines has them all. */
  for (const SchoStretch *s = item; feed != NULL && s >= all && s->start == item->start;
       s--)
    if (s->kind == SCHO_STRETCH_PARAGRAPH)
      return FALSE;
  for (const SchoStretch *s = item; feed != NULL && s < end && s->start == item->start;
       s++)
    if (s->kind == SCHO_STRETCH_PARAGRAPH)
      return FALSE;
  return feed != NULL;
}

static void
tell_items (Office *self)
{
  gsize n;
  const SchoStretch *all = scho_text_get_stretches (self->text, &n);
  guint64 n_cut = 0;

  for (const SchoStretch *s = all; s < all + n; s++)
    n_cut += s->kind == SCHO_STRETCH_LIST_ITEM && is_cut (self->text, all, s, all + n);
  scho_losses_add (self->losses, n_cut,
                   _ ("Items of lists of several lines, of which the first stays one"),
                   self->document->title);
}

static gboolean
write_document (const Selection *selection,
                const SchoDocument *document,
                SchoOutput *output,
                const char *ending,
                gboolean several,
                OfficeFunc write,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (SchoText) text
      = scho_snapshot_read_text (selection->snapshot, document->id, error);
  g_autofree char *name = selection_dup_name (document->title, ending);
  g_autoptr (SchoCodings) codings = NULL;
  g_autoptr (GOutputStream) stream = NULL;
  Office self = { .snapshot = selection->snapshot,
                  .document = document,
                  .text = text,
                  .losses = scho_output_get_losses (output),
                  .cancellable = cancellable };
  gsize n;

  if (text == NULL
      || !(stream = several ? scho_output_add_file (output, name, error)
                            : scho_output_open (output, name, error)))
    return FALSE;
  self.codings = codings = scho_codings_new (self.snapshot, document->id, text,
                                             &selection->shown, SCHO_THEME_LIGHT);
  self.all = scho_codings_get_all (codings, &n);
  self.is_rtl = selection_is_rtl (document, text);
  uncarried_tell_structure (self.losses, document, text, CARRIED);
  tell_items (&self);
  controls_tell_text (self.losses, document, text);
  return write_file (&self, stream, write, cancellable, error);
}

/* “who: speaker” would be read as the code “who” with a memo. */
static void
tell_colons (const Selection *selection, SchoLosses *losses)
{
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (selection->snapshot, &n);
  g_autofree guint64 *counts = selection_count (selection, selection->documents);

  for (gsize i = 0; i < n; i++)
    scho_losses_add (losses,
                     counts[codes[i]->id] > 0 && strchr (codes[i]->name, ':') != NULL,
                     _ ("Names of codes with a colon, which ends a code in a comment"),
                     codes[i]->name);
}

gboolean
office_write_all (SchoSnapshot *snapshot,
                  SchoOutput *output,
                  SchoOptions *options,
                  const char *ending,
                  OfficeFunc write,
                  const SchoProgress *progress,
                  GCancellable *cancellable,
                  GError **error)
{
  g_auto (Selection) selection = { 0 };
  gboolean several = office_is_several (snapshot, options);

  if (!selection_init (&selection, snapshot, options, output, cancellable, error))
    return FALSE;
  uncarried_tell (scho_output_get_losses (output), selection.snapshot, &selection.which,
                  CARRIES_TEXTS | CARRIES_LANGUAGES | CARRIES_CODES | CARRIES_CODERS
                      | CARRIES_CODINGS | CARRIES_MEMOS | CARRIES_DATES);
  uncarried_tell_tree (scho_output_get_losses (output), selection.snapshot);
  controls_tell_names (scho_output_get_losses (output), selection.snapshot,
                       &selection.which,
                       CARRIES_TEXTS | CARRIES_CODES | CARRIES_CODERS | CARRIES_MEMOS);
  tell_colons (&selection, scho_output_get_losses (output));
  for (guint i = 0; i < selection.documents->len; i++)
    {
      const SchoDocument *document = selection.documents->pdata[i];

      scho_progress_set (progress, (double) i / selection.documents->len,
                         document->title);
      if (!write_document (&selection, document, output, ending, several, write,
                           cancellable, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
office_walk (Office *self,
             const MarginaliaHandler *handler,
             gpointer data,
             GError **error)
{
  guint n_left;

  if (!marginalia_walk (self->text, self->codings, handler, data, &n_left,
                        self->cancellable, error))
    return FALSE;
  scho_losses_add (self->losses, n_left, _ ("Codings of empty lines"),
                   self->document->title);
  return TRUE;
}

void
office_tell_coding (Office *self, const SchoAnnotation *coding)
{
  g_autofree char *place
      = uncarried_dup_place (self->document, coding->start, coding->end);

  uncarried_tell_space (self->losses, self->document, self->text, coding, TRUE);
  /* Comments are read as running text. */
  scho_losses_add (self->losses,
                   coding->memo != NULL && strchr (coding->memo, '\t') != NULL,
                   _ ("Tabs in memos"), place);
}

char *
office_dup_comment (Office *self, const SchoAnnotation *coding)
{
  g_autofree char *label = scho_snapshot_dup_code_label (self->snapshot, coding->code);

  return coding->memo != NULL && coding->memo[0] != '\0'
             ? g_strconcat (label, ": ", coding->memo, NULL)
             : g_steal_pointer (&label);
}

char *
office_dup_date (const SchoAnnotation *coding)
{
  gint64 time = scho_uuid_get_time (&coding->uuid);
  g_autoptr (GDateTime) date
      = time >= 0 ? g_date_time_new_from_unix_utc (time / 1000) : NULL;

  return date != NULL ? g_date_time_format (date, "%Y-%m-%dT%H:%M:%SZ") : NULL;
}

guint
office_count_columns (Office *self, const SchoStretch *table)
{
  gsize n;
  const SchoStretch *stretches = scho_text_get_stretches (self->text, &n);
  guint columns = 1;

  for (const SchoStretch *s = table; s < stretches + n && s->start < table->end; s++)
    if (s->kind == SCHO_STRETCH_TABLE_CELL)
      columns = MAX (columns, s->level);
  return MIN (columns, 1000);
}

gboolean
office_add_part (ZipWriter *zip,
                 const char *name,
                 TeiWriter *part,
                 GCancellable *cancellable,
                 GError **error)
{
  const GString *xml = tei_writer_peek (part);

  return zip_writer_add (zip, name, xml->str, xml->len, cancellable, error);
}

gboolean
office_add_string (ZipWriter *zip,
                   const char *name,
                   const char *part,
                   GCancellable *cancellable,
                   GError **error)
{
  return zip_writer_add (zip, name, part, strlen (part), cancellable, error);
}
