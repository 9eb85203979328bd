#include "cas.h"

#include "../shared/pseudonyms-option.h"
#include "../shared/uncarried.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const SchoOptionSpec cas_export_options[] = {
  { "document", SCHO_OPTION_DOCUMENT, "", N_ ("Which document"), NULL },
  { "coder", SCHO_OPTION_CODER, "", N_ ("Whose codings"), NULL },
  PSEUDONYMS_OPTION,
  { NULL },
};

typedef struct
{
  SchoSnapshot *snapshot;
  SchoLosses *losses;
  Which which;
  CasFunc func;
  gpointer data;
} Walk;

guint32
cas_unit (const CasPart *part, guint32 offset)
{
  return scho_text_offset_to_utf16 (part->text, offset);
}

static gboolean
find_which (Which *which, SchoSnapshot *snapshot, SchoOptions *options, GError **error)
{
  return which_find (which, snapshot, scho_options_get_text (options, "document"), NULL,
                     scho_options_get_text (options, "coder"), error);
}

static gsize
collect (CasPart *part)
{
  gsize n;
  const SchoAnnotation *annotations
      = scho_snapshot_get_annotations (part->snapshot, part->document->id, &n);

  part->n_annotations = 0;
  for (gsize i = 0; i < n; i++)
    if (annotations[i].coder == part->coder->id)
      part->annotations[part->n_annotations++] = &annotations[i];
  return part->n_annotations;
}

/* Those who coded the document; where nobody did, it comes once all the same. */
static gboolean
walk_document (const SchoDocument *document, gpointer data, GError **error)
{
  Walk *self = data;
  g_autoptr (SchoText) text
      = scho_snapshot_read_text (self->snapshot, document->id, error);
  g_auto (Tokens) tokens = { 0 };
  g_autofree const SchoAnnotation **annotations = NULL;
  CasPart part = { self->snapshot, self->losses, document, NULL, text, &tokens };
  gsize n_coders, n;
  const SchoCoder *const *coders = scho_snapshot_get_coders (self->snapshot, &n_coders);
  gboolean done = FALSE;

  if (text == NULL)
    return FALSE;
  if (scho_text_get_length (text) == 0)
    {
      scho_losses_add (self->losses, 1, _ ("Documents without a text"), document->title);
      return TRUE;
    }
  uncarried_tell_structure (self->losses, document, text, 0);
  scho_snapshot_get_annotations (self->snapshot, document->id, &n);
  part.annotations = annotations = g_new (const SchoAnnotation *, n + 1);
  tokens_find (&tokens, text, document->language);
  for (gsize i = 0; i < n_coders; i++)
    {
      if (self->which.coder != 0 && coders[i]->id != self->which.coder)
        continue;
      part.coder = coders[i];
      if (collect (&part) == 0 && self->which.coder == 0)
        continue;
      part.is_first = !done;
      done = TRUE;
      if (!self->func (&part, self->data, error))
        return FALSE;
    }
  part.coder = NULL;
  part.n_annotations = 0;
  part.is_first = TRUE;
  return done || self->func (&part, self->data, error);
}

gboolean
cas_each_part (SchoSnapshot *snapshot,
               SchoOptions *options,
               SchoOutput *output,
               gboolean dates,
               CasFunc func,
               gpointer data,
               const SchoProgress *progress,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (SchoSnapshot) told
      = pseudonyms_take (snapshot, options, output, progress, cancellable, error);
  SchoLosses *losses = scho_output_get_losses (output);
  Walk walk = { told, losses, { 0 }, func, data };

  if (told == NULL || !find_which (&walk.which, told, options, error))
    return FALSE;
  uncarried_tell (losses, told, &walk.which,
                  CARRIES_TEXTS | CARRIES_LANGUAGES | CARRIES_CODES | CARRIES_CODERS
                      | CARRIES_CODINGS | CARRIES_WEIGHTS | CARRIES_MEMOS
                      | (dates ? CARRIES_DATES : 0));
  uncarried_tell_tree (losses, told);
  return which_each_document (&walk.which, told, walk_document, &walk, progress,
                              cancellable, error);
}

/* Where it is sure that there is one. */
gboolean
cas_is_several (SchoSnapshot *snapshot, SchoOptions *options)
{
  Which which = { 0 };
  gsize n_documents, n_coders;

  scho_snapshot_get_documents (snapshot, &n_documents);
  scho_snapshot_get_coders (snapshot, &n_coders);
  if (!find_which (&which, snapshot, options, NULL))
    return FALSE;
  return (which.document == 0 && n_documents > 1) || (which.coder == 0 && n_coders > 1);
}

typedef struct
{
  SchoOutput *output;
  const char *ending;
  CasWrite write;
  gboolean is_several;
  GCancellable *cancellable;
} Files;

static gboolean
write_part (const CasPart *part, gpointer data, GError **error)
{
  Files *self = data;
  g_autofree char *name
      = part->coder == NULL
            ? g_strdup_printf ("%s.%s", part->document->title, self->ending)
            : g_strdup_printf ("%s (%s).%s", part->document->title, part->coder->name,
                               self->ending);
  g_autoptr (GOutputStream) stream
      = self->is_several ? scho_output_add_file (self->output, name, error)
                         : scho_output_open (self->output, name, error);
  g_autoptr (TextWriter) writer = NULL;

  if (stream == NULL)
    return FALSE;
  writer = text_writer_new (stream, self->cancellable);
  self->write (part, writer);
  return text_writer_finish (writer, error);
}

gboolean
cas_write_files (SchoSnapshot *snapshot,
                 SchoOutput *output,
                 SchoOptions *options,
                 const char *ending,
                 CasWrite write,
                 const SchoProgress *progress,
                 GCancellable *cancellable,
                 GError **error)
{
  Files files
      = { output, ending, write, cas_is_several (snapshot, options), cancellable };

  if (!cas_each_part (snapshot, options, output, write != cas_tsv_write, write_part,
                      &files, progress, cancellable, error))
    return FALSE;
  if (scho_output_get_n_files (output) > 0)
    return TRUE;
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND,
               _ ("The project has no document: there is nothing to write"));
  return FALSE;
}
