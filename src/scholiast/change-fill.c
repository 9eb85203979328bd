/* change-fill.c - what a step adds, replaces and removes. */
#include <scholiast/step-private.h>

/* A copy with a memo of its own. */
static SchoAnnotation
annotation_copy (const SchoAnnotation *values)
{
  SchoAnnotation copy = { 0 };

  if (values == NULL)
    return copy;
  copy = *values;
  copy.memo = scho_memo_new (values->memo);
  if (scho_uuid_is_null (&copy.uuid))
    copy.uuid = scho_uuid_new ();
  return copy;
}
/* Adding -------------------------------------------------------------------------- */

void
scho_step_keep_text (SchoStep *self, SchoText *text)
{
  /* The key is the text's own digest. */
  g_hash_table_replace (self->texts, (char *) scho_text_get_digest (text),
                        scho_text_ref (text));
}

guint32
scho_step_add_document (SchoStep *self, const SchoDocument *values, SchoText *text)
{
  SchoDocument document = *values, *made;
  GHashTable *titles = g_steal_pointer (&self->titles);

  document.id = self->next[SCHO_NUMBERED_DOCUMENT]++;
  document.digest = scho_text_get_digest (text);
  document.length = scho_text_get_length (text);
  scho_step_keep_text (self, text);
  made = scho_document_new (&document);
  scho_step_take_change (self, SCHO_NOUN_DOCUMENT, NULL, made);

  /* Adding one title spoils nothing; making the table anew for each of 10,000 would. */
  if (titles != NULL)
    scho_step_insert_title (titles, made);
  self->titles = titles;
  return document.id;
}

guint32
scho_step_add_code (SchoStep *self, const SchoCode *values)
{
  SchoCode code = *values;

  code.id = self->next[SCHO_NUMBERED_CODE]++;
  scho_step_take_change (self, SCHO_NOUN_CODE, NULL, scho_code_new (&code));
  return code.id;
}

guint32
scho_step_add_coder (SchoStep *self, const SchoCoder *values)
{
  SchoCoder coder = *values;

  coder.id = self->next[SCHO_NUMBERED_CODER]++;
  scho_step_take_change (self, SCHO_NOUN_CODER, NULL, scho_coder_new (&coder));
  return coder.id;
}

/* What @content says of itself, into @attachment, where the digest lives as long as the
 * step. */
static void
keep_content (SchoStep *self, SchoAttachment *attachment, GBytes *content)
{
  char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);

  attachment->digest = digest;
  attachment->size = g_bytes_get_size (content);
  g_hash_table_replace (self->contents, digest, g_bytes_ref (content));
}

guint32
scho_step_add_attachment (SchoStep *self, const SchoAttachment *values, GBytes *content)
{
  SchoAttachment attachment = *values;

  attachment.id = self->next[SCHO_NUMBERED_ATTACHMENT]++;
  if (content != NULL)
    keep_content (self, &attachment, content);
  scho_step_take_change (self, SCHO_NOUN_ATTACHMENT, NULL,
                         scho_attachment_new (&attachment));
  return attachment.id;
}

void
scho_step_add_annotation (SchoStep *self, const SchoAnnotation *values)
{
  SchoAnnotationChange change = { 0 };

  g_return_if_fail (values->start < values->end);
  change.after = annotation_copy (values);
  scho_step_take_annotation_change (self, &change);
}

/* Replacing and removing ---------------------------------------------------------- */

static void
replace_noun (SchoStep *self, SchoNoun noun, guint32 id, gpointer after)
{
  const SchoNounClass *class = scho_noun_get_class (noun);
  gconstpointer before = scho_step_get_noun (self, noun, id);

  if (before == NULL)
    {
      g_critical ("A step can only change what is there");
      g_clear_pointer (&after, class->unref);
      return;
    }
  if (after != NULL && class->equal (before, after))
    {
      class->unref (after);
      return;
    }
  scho_step_take_change (self, noun, class->ref (before), after);
}

void
scho_step_replace_info (SchoStep *self, const SchoProjectInfo *after)
{
  replace_noun (self, SCHO_NOUN_INFO, 1, scho_project_info_new (after));
}

void
scho_step_replace_document (SchoStep *self, const SchoDocument *after, SchoText *text)
{
  SchoDocument document = *after;

  if (text != NULL)
    {
      document.digest = scho_text_get_digest (text);
      document.length = scho_text_get_length (text);
      scho_step_keep_text (self, text);
    }
  replace_noun (self, SCHO_NOUN_DOCUMENT, after->id, scho_document_new (&document));
}

void
scho_step_replace_code (SchoStep *self, const SchoCode *after)
{
  replace_noun (self, SCHO_NOUN_CODE, after->id, scho_code_new (after));
}

void
scho_step_replace_coder (SchoStep *self, const SchoCoder *after)
{
  replace_noun (self, SCHO_NOUN_CODER, after->id, scho_coder_new (after));
}

void
scho_step_replace_attachment (SchoStep *self,
                              const SchoAttachment *after,
                              GBytes *content)
{
  SchoAttachment attachment = *after;

  if (content != NULL)
    keep_content (self, &attachment, content);
  replace_noun (self, SCHO_NOUN_ATTACHMENT, after->id, scho_attachment_new (&attachment));
}

void
scho_step_replace_annotation (SchoStep *self,
                              const SchoAnnotation *before,
                              const SchoAnnotation *after)
{
  SchoAnnotationChange change = { annotation_copy (before), annotation_copy (after) };

  if (scho_annotation_equal (&change.before, &change.after))
    scho_annotation_change_clear (&change);
  else
    scho_step_take_annotation_change (self, &change);
}

void
scho_step_remove_document (SchoStep *self, guint32 id)
{
  replace_noun (self, SCHO_NOUN_DOCUMENT, id, NULL);
}

void
scho_step_remove_code (SchoStep *self, guint32 id)
{
  replace_noun (self, SCHO_NOUN_CODE, id, NULL);
}

void
scho_step_remove_coder (SchoStep *self, guint32 id)
{
  replace_noun (self, SCHO_NOUN_CODER, id, NULL);
}

void
scho_step_remove_attachment (SchoStep *self, guint32 id)
{
  replace_noun (self, SCHO_NOUN_ATTACHMENT, id, NULL);
}

void
scho_step_remove_annotation (SchoStep *self, const SchoAnnotation *before)
{
  SchoAnnotationChange change = { .before = annotation_copy (before) };

  scho_step_take_annotation_change (self, &change);
}
