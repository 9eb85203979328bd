#include <scholiast/edit-text.h>

#include <string.h>

#include <glib/gi18n-lib.h>

static void
move_annotations (SchoStep *step,
                  const SchoAnnotation *all,
                  gsize n,
                  SchoTextEdit *edit,
                  GPtrArray *lost)
{
  for (gsize i = 0; i < n; i++)
    {
      SchoAnnotation after = all[i];

      if (!scho_text_edit_map (edit, all[i].start, all[i].end, &after.start, &after.end))
        {
          scho_step_remove_annotation (step, &all[i]);
          g_ptr_array_add (lost, (gpointer) &all[i]);
        }
      else if (after.start != all[i].start || after.end != all[i].end)
        scho_step_replace_annotation (step, &all[i], &after);
    }
}

SchoStep *
scho_edit_change_text (SchoSnapshot *snapshot,
                       guint32 document,
                       SchoTextEdit *edit,
                       GPtrArray **lost,
                       GError **error)
{
  const SchoDocument *before = scho_snapshot_get_document (snapshot, document);
  const char *digest = scho_text_get_digest (scho_text_edit_get_before (edit));
  g_autoptr (SchoText) text = NULL;
  g_autoptr (GPtrArray) gone = g_ptr_array_new ();
  g_autofree char *label = NULL;
  const SchoAnnotation *all;
  SchoStep *step;
  gsize n;

  if (before == NULL)
    {
      g_set_error_literal (error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND,
                           _ ("This document does not exist"));
      return NULL;
    }
  if (strcmp (before->digest, digest) != 0)
    {
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_CONFLICT,
                   _ ("The text of “%s” is another one by now"), before->title);
      return NULL;
    }
  if ((text = scho_text_edit_make_text (edit, error)) == NULL)
    return NULL;

  /* Translators: the title of a document. */
  label = g_strdup_printf (_ ("Text of “%s” corrected"), before->title);
  step = scho_step_new (snapshot, label);
  if (strcmp (before->digest, scho_text_get_digest (text)) != 0)
    scho_step_replace_document (step, before, text);
  all = scho_snapshot_get_annotations (snapshot, document, &n);
  move_annotations (step, all, n, edit, gone);
  if (lost != NULL)
    *lost = g_steal_pointer (&gone);
  return step;
}
