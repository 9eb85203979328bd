/* brat.c - codings from brat: .ann files beside their texts. */
#include "brat-codes.h"
#include "brat-file.h"
#include "brat-place.h"
#include "brat-settings.h"
#include "brat-write.h"

#include "../shared/decode.h"
#include "../shared/import.h"
#include "../shared/link.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_LISTED 1000 /* passages left out that are named one by one */

static const SchoOptionSpec import_options[] = {
  { "near", SCHO_OPTION_BOOLEAN, "false",
    N_ ("Look nearby for words that do not stand where the file says"), NULL },
  { "lenient", SCHO_OPTION_BOOLEAN, "false",
    N_ ("Import the passages that fit and list the others"), NULL },
  { "repeat", SCHO_OPTION_BOOLEAN, "false",
    N_ ("Import codings that the project has already once more"), NULL },
  IMPORT_LIMIT_OPTION,
  { NULL },
};

typedef struct
{
  BratFile file;
  BratPlace place;
  SchoSnapshot *base;
  SchoStep *step;
  GHashTable *codes; /* of type to id */
  BratCodes known;
  guint32 coder;
  gboolean lenient, repeat, is_empty;
  guint n_new_codes, n_split, n_there, n_left_out;
} Import;

static void
import_clear (Import *self)
{
  brat_place_clear (&self->place);
  brat_file_clear (&self->file);
  g_clear_pointer (&self->step, scho_step_unref);
  g_clear_pointer (&self->codes, g_hash_table_unref);
  brat_codes_clear (&self->known);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Import, import_clear)

/* Whether a line begins as `T12 TAB` does, or `#`, `A`, `R` …; empty files are brat's
 * too. */
static gboolean
is_brat (const char *head, gsize n_bytes)
{
  gsize i = 1;

  if (n_bytes < 3 || strchr ("T#AREMN", head[0]) == NULL)
    return FALSE;
  while (i < n_bytes && g_ascii_isdigit (head[i]))
    i++;
  return i > 1 && i < n_bytes && head[i] == '\t';
}

static int
guess (const guint8 *head, gsize n_bytes, const char *name)
{
  if (!import_is_called (name, "ann"))
    return 0;
  return is_brat ((const char *) head, n_bytes) ? 95 : 50;
}

/* The text of `a.ann` is `a.txt`. */
static const SchoDocument *
find_document (SchoSnapshot *base, const char *name, GError **error)
{
  g_autofree char *stem = g_strdup (name);
  g_autofree char *text = NULL;
  g_autoptr (GError) problem = NULL;
  const SchoDocument *document;

  if (import_is_called (name, "ann"))
    *strrchr (stem, '.') = '\0';
  text = g_strconcat (stem, ".txt", NULL);
  document = scho_lookup_document (base, text, &problem);
  if (document == NULL && g_error_matches (problem, SCHO_ERROR, SCHO_ERROR_NOT_FOUND))
    document = scho_lookup_document (base, stem, NULL);
  if (document != NULL)
    return document;
  if (g_error_matches (problem, SCHO_ERROR, SCHO_ERROR_NOT_FOUND))
    /* Translators: the file of the codings, the file of the text */
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND,
                 _ ("%s: its text is not in the project; import %s with it, or before"),
                 name, text);
  else
    g_propagate_prefixed_error (error, g_steal_pointer (&problem), "%s: ", name);
  return NULL;
}

/* A type is a code: one that the project has, or a new one. */
static guint32
ensure_code (Import *self, const char *type)
{
  gpointer id = g_hash_table_lookup (self->codes, type);
  const SchoCode *code;
  gsize n;

  if (id != NULL)
    return GPOINTER_TO_UINT (id);
  if ((code = brat_codes_find (&self->known, type)) != NULL)
    id = GUINT_TO_POINTER (code->id);
  else
    {
      scho_snapshot_get_codes (self->base, &n);
      n += self->n_new_codes++;
      id = GUINT_TO_POINTER (scho_step_add_code (
          self->step, &(SchoCode){ .name = type,
                                   .position = (gint32) MIN (n, G_MAXINT32),
                                   .colour = scho_colour_nth (n) }));
      scho_step_add_note (self->step, _ ("The code “%s” was added."), type);
    }
  g_hash_table_insert (self->codes, (gpointer) type, id);
  return GPOINTER_TO_UINT (id);
}

static void
add_span (Import *self, BratSpan *span)
{
  guint32 code = ensure_code (self, span->type);

  self->n_split += span->fragments->len > 1;
  for (guint i = 0; i < span->fragments->len; i++)
    {
      const BratFragment *fragment = &g_array_index (span->fragments, BratFragment, i);
      SchoAnnotation values = { .document = self->place.document->id,
                                .start = fragment->start,
                                .end = fragment->end,
                                .code = code,
                                .coder = self->coder,
                                .memo = span->memo != NULL ? span->memo->str : NULL,
                                .weight = span->weight };
      const SchoAnnotation *same
          = self->repeat ? NULL : scho_lookup_same_annotation (self->base, &values);

      values.uuid = same != NULL ? same->uuid : scho_uuid_new ();
      if (i == 0)
        span->coding = values.uuid;
      if (same != NULL)
        self->n_there++;
      else
        scho_step_add_annotation (self->step, &values);
    }
}

static void
leave_out (Import *self, const GError *problem)
{
  scho_losses_add (scho_step_get_losses (self->step), 1, _ ("Passages that do not fit"),
                   problem->message);
  if (self->n_left_out++ < MAX_LISTED)
    scho_step_add_note (self->step, "%s", problem->message);
}

static gboolean
add_spans (Import *self,
           const SchoProgress *progress,
           GCancellable *cancellable,
           GError **error)
{
  for (guint i = 0; i < self->file.spans->len; i++)
    {
      BratSpan *span = self->file.spans->pdata[i];
      g_autoptr (GError) problem = NULL;

      if (brat_place_find (&self->place, &self->file, span, &problem))
        add_span (self, span);
      else if (self->lenient)
        leave_out (self, problem);
      else
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      if (i % 1024 != 0)
        continue;
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      scho_progress_set (progress, (double) i / self->file.spans->len, self->file.name);
    }
  return TRUE;
}

/* Texts of the links that the project has. */
static GHashTable *
list_links (Import *self)
{
  GHashTable *texts = g_hash_table_new (g_str_hash, g_str_equal);
  gsize n;
  const SchoAttachment *const *all = scho_snapshot_get_attachments (self->base, &n);

  for (gsize i = 0; i < n; i++)
    if (g_str_equal (all[i]->kind, SCHO_ATTACHMENT_LINK) && all[i]->text != NULL)
      g_hash_table_add (texts, (gpointer) all[i]->text);
  return texts;
}

static void
add_relations (Import *self)
{
  g_autoptr (GHashTable) there = list_links (self);

  for (guint i = 0; i < self->file.relations->len; i++)
    {
      const BratRelation *relation
          = &g_array_index (self->file.relations, BratRelation, i);
      g_autofree char *text = NULL;

      if (scho_uuid_is_null (&relation->from->coding)
          || scho_uuid_is_null (&relation->to->coding))
        {
          self->file.n_loose++;
          continue;
        }
      text = link_dup_text (&relation->from->coding, &relation->to->coding,
                            relation->type);
      if (!g_hash_table_contains (there, text))
        scho_step_add_attachment (self->step,
                                  &(SchoAttachment){ .kind = SCHO_ATTACHMENT_LINK,
                                                     .name = relation->type,
                                                     .text = text },
                                  NULL);
    }
}

static void
tell_unread (Import *self)
{
  const struct
  {
    guint n;
    const char *what;
  } kinds[] = {
    { self->file.n_loose, N_ ("Relations whose passages are not there") },
    { self->file.n_elsewhere, N_ ("Notes and attributes of what is no passage") },
    { self->file.n_unknown, N_ ("Lines of another kind") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    scho_losses_add (scho_step_get_losses (self->step), kinds[i].n, _ (kinds[i].what),
                     self->file.name);
}

static void
add_notes (Import *self)
{
  const char *name = self->file.name;

  if (self->file.spans->len == 0 && !self->is_empty)
    scho_step_add_note (self->step, _ ("%s holds no codings."), name);
  if (self->n_split > 0)
    scho_step_add_note (self->step,
                        ngettext ("%s: %u passage in several parts; each part is a "
                                  "coding of its own.",
                                  "%s: %u passages in several parts; each part is a "
                                  "coding of its own.",
                                  self->n_split),
                        name, self->n_split);
  if (self->place.n_moved > 0)
    scho_step_add_note (self->step,
                        ngettext ("%s: %u passage stood elsewhere and was found nearby "
                                  "by its words.",
                                  "%s: %u passages stood elsewhere and were found nearby "
                                  "by their words.",
                                  self->place.n_moved),
                        name, self->place.n_moved);
  if (self->n_there > 0)
    scho_step_add_note (self->step,
                        ngettext ("%u coding of %s is in the project already and was "
                                  "left out; with repeat=true it comes again.",
                                  "%u codings of %s are in the project already and were "
                                  "left out; with repeat=true they come again.",
                                  self->n_there),
                        self->n_there, name);
  if (self->file.n_events > 0)
    scho_step_add_note (
        self->step,
        ngettext ("%s: %u event became links from the passage that names "
                  "it to its parts.",
                  "%s: %u events became links from the passages that name "
                  "them to their parts.",
                  self->file.n_events),
        name, self->file.n_events);
  tell_unread (self);
}

static gboolean
read_file (Import *self,
           GInputStream *stream,
           Decoded *decoded,
           SchoOptions *options,
           GCancellable *cancellable,
           GError **error)
{
  gsize n_bytes;
  char *bytes = import_read_all (stream, self->file.name, import_get_limit (options),
                                 &n_bytes, cancellable, error);

  self->is_empty = bytes != NULL && n_bytes == 0;
  return bytes != NULL
         && decode (bytes, n_bytes, "UTF-8", self->file.name, decoded, error)
         && brat_file_read (&self->file, decoded->utf8, cancellable, error);
}

static SchoStep *
brat_read (GInputStream *stream,
           const char *name,
           const char *coder,
           SchoSnapshot *base,
           SchoOptions *options,
           const SchoProgress *progress,
           GCancellable *cancellable,
           GError **error)
{
  g_auto (Decoded) decoded = { 0 };
  g_auto (Import) self = { .file.name = name, .base = base, .known.snapshot = base };
  g_autofree char *label = g_strdup_printf (_ ("Codings from “%s”"), name);
  g_autoptr (GPtrArray) faults
      = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  const SchoDocument *document;

  self.lenient = scho_options_get_boolean (options, "lenient");
  if (self.lenient)
    self.file.faults = faults;
  self.repeat = scho_options_get_boolean (options, "repeat");
  if (!read_file (&self, stream, &decoded, options, cancellable, error)
      || !(document = find_document (base, name, error))
      || !brat_place_open (&self.place, base, document,
                           scho_options_get_boolean (options, "near"), error))
    return NULL;
  if (coder == NULL && self.file.spans->len > 0)
    {
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                   _ ("%s: it does not say who coded; name a coder for the whole import "
                      "(--coder)"),
                   name);
      return NULL;
    }
  self.step = scho_step_new (base, label);
  self.codes = g_hash_table_new (g_str_hash, g_str_equal);
  self.coder = self.file.spans->len > 0 ? scho_step_ensure_coder (self.step, coder) : 0;
  for (guint i = 0; i < faults->len; i++)
    leave_out (&self, faults->pdata[i]);
  if (!add_spans (&self, progress, cancellable, error))
    return NULL;
  add_relations (&self);
  add_notes (&self);
  return g_steal_pointer (&self.step);
}

static const SchoOptionSpec settings_options[] = {
  IMPORT_LIMIT_OPTION,
  { NULL },
};

static const SchoImporter importers[] = {
  { .id = "brat",
    .title = N_ ("Codings from brat"),
    .extensions = "ann",
    .options = import_options,
    .guess = guess,
    .read = brat_read },
  { .id = "brat-settings",
    .title = N_ ("Types and colours of brat"),
    .extensions = "conf",
    .options = settings_options,
    .guess = brat_settings_guess,
    .read = brat_settings_read },
  { NULL },
};

static const SchoExporter exporters[] = {
  { .id = "brat",
    .title = N_ ("Texts and codings for brat"),
    .extension = "zip",
    .options = brat_export_options,
    .write = brat_write,
    .is_several = brat_is_several },
  { NULL },
};

const SchoPlugin scho_plugin = {
  .api = SCHO_PLUGIN_API,
  .id = "org.scholiast.brat",
  .title = N_ ("brat"),
  .description = N_ ("Reads codings from brat into the texts they belong to, and writes "
                     "both."),
  .importers = importers,
  .exporters = exporters,
};
