/* edit.c - the steps behind users' actions. */
#include <scholiast/edit.h>

#include <stdarg.h>

#include <glib/gi18n-lib.h>
#include <scholiast/attribute-private.h>
#include <scholiast/edit-private.h>
#include <scholiast/words-private.h>

SchoStep *
scho_edit_new_step (SchoSnapshot *snapshot, const char *format, ...)
{
  g_autofree char *label = NULL;
  va_list arguments;

  va_start (arguments, format);
  label = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return scho_step_new (snapshot, label);
}

gpointer
scho_edit_refuse (GError **error, SchoError code, const char *sentence)
{
  g_set_error_literal (error, SCHO_ERROR, code, sentence);
  return NULL;
}

const char *
scho_edit_get_code_name (SchoSnapshot *snapshot, guint32 id)
{
  const SchoCode *code = scho_snapshot_get_code (snapshot, id);

  return code != NULL ? code->name : "";
}

void
scho_edit_remove_codings (SchoSnapshot *snapshot,
                          SchoStep *step,
                          const SchoFilter *filter)
{
  g_autoptr (GPtrArray) annotations = scho_lookup_annotations (snapshot, filter);

  for (guint i = 0; i < annotations->len; i++)
    scho_step_remove_annotation (step, annotations->pdata[i]);
}

/* Codings */

static gboolean
check_positions (const SchoAnnotation *values,
                 const SchoDocument *document,
                 GError **error)
{
  if (values->end < values->start)
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_RANGE,
                 _ ("Position %'u–%'u: the end is before the start"), values->start,
                 values->end);
  else if (values->end == values->start)
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_RANGE,
                 _ ("Position %'u–%'u: the passage is empty"), values->start,
                 values->end);
  else if (values->end > document->length)
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_RANGE,
                 _ ("The text of “%s” has %'u characters: %'u–%'u is outside"),
                 document->title, document->length, values->start, values->end);
  else
    return TRUE;
  return FALSE;
}

/* All but the coder; %NULL and @error where the coding cannot be. */
static SchoStep *
new_coding (SchoSnapshot *snapshot, const SchoAnnotation *values, GError **error)
{
  const SchoDocument *document = scho_snapshot_get_document (snapshot, values->document);
  const SchoCode *code = scho_snapshot_get_code (snapshot, values->code);

  if (document == NULL)
    return scho_edit_refuse (error, SCHO_ERROR_NOT_FOUND,
                             _ ("This document does not exist"));
  if (code == NULL)
    return scho_edit_refuse (error, SCHO_ERROR_NOT_FOUND, _ ("This code does not exist"));
  if (!check_positions (values, document, error))
    return NULL;
  if (values->weight < SCHO_NO_WEIGHT || values->weight > 100)
    return scho_edit_refuse (error, SCHO_ERROR_RANGE,
                             _ ("A weight is a number from 0 to 100"));
  /* Translators: a code and the title of a document. */
  return scho_edit_new_step (snapshot, _ ("“%s” coded in “%s”"), code->name,
                             document->title);
}

static void
fill_coding (SchoStep *step, const SchoAnnotation *values, guint32 coder)
{
  SchoAnnotation coding = *values;

  coding.coder = coder;
  scho_step_set_coder (step, coder);
  scho_step_add_annotation (step, &coding);
}

SchoStep *
scho_edit_annotate (SchoSnapshot *snapshot, const SchoAnnotation *values, GError **error)
{
  SchoStep *step;

  if (scho_snapshot_get_coder (snapshot, values->coder) == NULL)
    return scho_edit_refuse (error, SCHO_ERROR_NOT_FOUND,
                             _ ("This coder does not exist"));
  if ((step = new_coding (snapshot, values, error)) != NULL)
    fill_coding (step, values, values->coder);
  return step;
}

SchoStep *
scho_edit_annotate_by (SchoSnapshot *snapshot,
                       const SchoAnnotation *values,
                       const char *coder,
                       GError **error)
{
  g_autofree char *clean = scho_name_dup (coder);
  SchoStep *step;

  if (clean[0] == '\0')
    return scho_edit_refuse (error, SCHO_ERROR_INVALID, _ ("A coder needs a name"));
  if ((step = new_coding (snapshot, values, error)) != NULL)
    fill_coding (step, values, scho_step_ensure_coder (step, clean));
  return step;
}

SchoStep *
scho_edit_remove_annotation (SchoSnapshot *snapshot, const SchoAnnotation *annotation)
{
  /* Translators: the code of a passage. */
  SchoStep *step
      = scho_edit_new_step (snapshot, _ ("Coding “%s” removed"),
                            scho_edit_get_code_name (snapshot, annotation->code));

  scho_step_remove_annotation (step, annotation);
  return step;
}

SchoStep *
scho_edit_set_annotation_memo (SchoSnapshot *snapshot,
                               const SchoAnnotation *annotation,
                               const char *memo)
{
  const char *name = scho_edit_get_code_name (snapshot, annotation->code);
  g_autofree char *label = scho_edit_dup_coding_memo_label (name, annotation->memo, memo);
  SchoStep *step = scho_step_new (snapshot, label);
  SchoAnnotation after = *annotation;

  after.memo = memo != NULL && memo[0] != '\0' ? memo : NULL;
  if (!scho_annotation_equal (annotation, &after))
    scho_step_replace_annotation (step, annotation, &after);
  return step;
}

/* Documents */

/* What is kept with the document goes with it. */
static void
remove_attachments (SchoSnapshot *snapshot, SchoStep *step, guint32 document)
{
  gsize n;
  const SchoAttachment *const *all = scho_snapshot_get_attachments (snapshot, &n);

  for (gsize i = 0; i < n; i++)
    if (all[i]->document == document)
      scho_step_remove_attachment (step, all[i]->id);
}

SchoStep *
scho_edit_remove_document (SchoSnapshot *snapshot, guint32 document)
{
  const SchoDocument *before = scho_snapshot_get_document (snapshot, document);
  SchoStep *step;

  g_return_val_if_fail (before != NULL, NULL);

  step = scho_edit_new_step (snapshot, _ ("Document “%s” removed"), before->title);
  scho_edit_remove_codings (snapshot, step, &(SchoFilter){ .document = document });
  remove_attachments (snapshot, step, document);
  scho_step_remove_document (step, document);
  return step;
}

SchoStep *
scho_edit_change_document (SchoSnapshot *snapshot,
                           const SchoDocument *after,
                           GError **error)
{
  const SchoDocument *before = scho_snapshot_get_document (snapshot, after->id);
  g_autoptr (SchoDocument) document = NULL;
  g_autofree char *label = NULL;
  SchoDocument values;
  SchoStep *step;

  if (before == NULL)
    return scho_edit_refuse (error, SCHO_ERROR_NOT_FOUND,
                             _ ("This document does not exist"));
  if (!scho_attributes_check (after->attributes, after->n_attributes, error))
    return NULL;

  values = *before;
  values.title = after->title;
  values.source = after->source;
  values.language = after->language;
  values.memo = after->memo;
  values.attributes = after->attributes;
  values.n_attributes = after->n_attributes;
  document = scho_document_new (&values);
  if (document->title[0] == '\0')
    return scho_edit_refuse (error, SCHO_ERROR_INVALID, _ ("A document needs a title"));

  label = scho_edit_dup_document_label (before, document);
  step = scho_step_new (snapshot, label);
  if (!scho_document_equal (before, document))
    scho_step_replace_document (step, document, NULL);
  return step;
}

/* Coders and the project */

SchoStep *
scho_edit_add_coder (SchoSnapshot *snapshot,
                     const char *name,
                     guint32 *id,
                     GError **error)
{
  g_autofree char *clean = scho_name_dup (name);
  SchoStep *step;

  if (clean[0] == '\0')
    return scho_edit_refuse (error, SCHO_ERROR_INVALID, _ ("A coder needs a name"));
  step = scho_edit_new_step (snapshot, _ ("Coder “%s” added"), clean);
  *id = scho_step_ensure_coder (step, clean);
  scho_step_set_coder (step, *id);
  return step;
}

SchoStep *
scho_edit_change_info (SchoSnapshot *snapshot,
                       const SchoProjectInfo *after,
                       GError **error)
{
  const SchoProjectInfo *before = scho_snapshot_get_info (snapshot);
  g_autofree char *title = scho_name_dup (after->title);
  g_autofree char *memo = scho_words_dup (after->memo);
  SchoProjectInfo values = { .uuid = before->uuid, .title = title, .memo = memo };
  g_autofree char *label = NULL;
  SchoStep *step;

  if (title[0] == '\0')
    return scho_edit_refuse (error, SCHO_ERROR_INVALID, _ ("A project needs a title"));
  label = scho_edit_dup_info_label (before, &values);
  step = scho_step_new (snapshot, label);
  if (!scho_project_info_equal (before, &values))
    scho_step_replace_info (step, &values);
  return step;
}

gsize
scho_edit_count_removed (SchoStep *step)
{
  gsize n = scho_step_get_n_changes (step, SCHO_NOUN_ANNOTATION), n_removed = 0;

  for (gsize i = 0; i < n; i++)
    n_removed += scho_step_get_change (step, SCHO_NOUN_ANNOTATION, i).after == NULL;
  return n_removed;
}
