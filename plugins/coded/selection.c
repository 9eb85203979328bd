#include "selection.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
show (Selection *self)
{
  if (self->which.code != 0)
    {
      self->shown.codes = scho_lookup_branch (self->snapshot, self->which.code);
      self->shown.n_codes = scho_snapshot_get_code_limit (self->snapshot);
    }
  if (self->which.coder != 0)
    {
      self->shown.n_coders = scho_snapshot_get_coder_limit (self->snapshot);
      self->shown.coders = g_new0 (gboolean, self->shown.n_coders);
      self->shown.coders[self->which.coder] = TRUE;
    }
}

gboolean
selection_init_any (Selection *self,
                    SchoSnapshot *snapshot,
                    SchoOptions *options,
                    SchoOutput *output,
                    GCancellable *cancellable,
                    GError **error)
{
  gsize n;
  const SchoDocument *const *documents;

  *self = (Selection){ .snapshot = pseudonyms_take (snapshot, options, output, NULL,
                                                    cancellable, error) };
  if (self->snapshot == NULL
      || !which_find (&self->which, self->snapshot,
                      scho_options_get_text (options, "document"),
                      scho_options_get_text (options, "code"),
                      scho_options_get_text (options, "coder"), error))
    return FALSE;
  documents = scho_snapshot_get_documents (self->snapshot, &n);
  self->documents = g_ptr_array_new ();
  for (gsize i = 0; i < n; i++)
    if (self->which.document == 0 || documents[i]->id == self->which.document)
      g_ptr_array_add (self->documents, (gpointer) documents[i]);
  show (self);
  return TRUE;
}

gboolean
selection_init (Selection *self,
                SchoSnapshot *snapshot,
                SchoOptions *options,
                SchoOutput *output,
                GCancellable *cancellable,
                GError **error)
{
  if (!selection_init_any (self, snapshot, options, output, cancellable, error))
    return FALSE;
  if (self->documents->len > 0)
    return TRUE;
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND,
               _ ("The project has no document"));
  return FALSE;
}

void
selection_clear (Selection *self)
{
  g_clear_pointer (&self->documents, g_ptr_array_unref);
  g_clear_pointer (&self->shown.codes, g_free);
  g_clear_pointer (&self->shown.coders, g_free);
  g_clear_pointer (&self->snapshot, scho_snapshot_unref);
}

gboolean
selection_has (const Selection *self, const SchoAnnotation *coding)
{
  return (self->shown.codes == NULL || self->shown.codes[coding->code])
         && (self->shown.coders == NULL || self->shown.coders[coding->coder]);
}

guint64 *
selection_count (const Selection *self, GPtrArray *documents)
{
  guint64 *counts = g_new0 (guint64, scho_snapshot_get_code_limit (self->snapshot) + 1);

  for (guint i = 0; i < documents->len; i++)
    {
      const SchoDocument *document = documents->pdata[i];
      gsize n;
      const SchoAnnotation *codings
          = scho_snapshot_get_annotations (self->snapshot, document->id, &n);

      for (gsize k = 0; k < n; k++)
        counts[codings[k].code] += selection_has (self, &codings[k]);
    }
  return counts;
}

gboolean
selection_is_several (SchoSnapshot *snapshot, SchoOptions *options)
{
  gsize n;

  scho_snapshot_get_documents (snapshot, &n);
  return n > 1 && scho_options_get_text (options, "document")[0] == '\0'
         && strcmp (scho_options_get_text (options, "files"), "each") == 0;
}

char *
selection_dup_name (const char *title, const char *ending)
{
  const char *dot = strrchr (title, '.');
  gsize length = strlen (title);

  if (dot != NULL && dot != title && strlen (dot) <= 6 && strchr (dot, ' ') == NULL)
    length = (gsize) (dot - title);
  return g_strdup_printf ("%.*s.%s", (int) length, title, ending);
}

static gboolean
is_rtl_letter (gunichar c)
{
  switch (g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_ARABIC:
    case G_UNICODE_SCRIPT_HEBREW:
    case G_UNICODE_SCRIPT_SYRIAC:
    case G_UNICODE_SCRIPT_THAANA:
    case G_UNICODE_SCRIPT_NKO:
    case G_UNICODE_SCRIPT_MANDAIC:
    case G_UNICODE_SCRIPT_SAMARITAN:
    case G_UNICODE_SCRIPT_ADLAM:
      return TRUE;
    default:
      return FALSE;
    }
}

gboolean
selection_is_rtl (const SchoDocument *document, SchoText *text)
{
  static const char *const languages[]
      = { "ar", "he", "fa", "ur", "yi", "dv", "ps", "sd", "ug", "ckb", "syr" };
  g_autofree char *begin = scho_text_dup_range (text, 0, 2000);

  if (document->language != NULL)
    for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
      {
        gsize n = strlen (languages[i]);

        if (g_ascii_strncasecmp (document->language, languages[i], n) == 0
            && !g_ascii_isalpha (document->language[n]))
          return TRUE;
      }
  for (const char *p = begin; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalpha (g_utf8_get_char (p)))
      return is_rtl_letter (g_utf8_get_char (p));
  return FALSE;
}
