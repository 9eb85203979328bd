#include "office.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static CommentsCodes
get_codes (SchoOptions *options)
{
  const char *codes = scho_options_get_text (options, "codes");

  return strcmp (codes, "known") == 0 ? COMMENTS_KNOWN_CODES
         : strcmp (codes, "new") == 0 ? COMMENTS_NEW_CODES
                                      : COMMENTS_NO_CODES;
}

void
office_text_init (OfficeText *self, const char *name, SchoOptions *options)
{
  self->name = name;
  self->builder = text_builder_new (import_get_limit (options));
  self->losses = scho_losses_new ();
  self->original = strcmp (scho_options_get_text (options, "changes"), "original") == 0;
  if (scho_options_get_boolean (options, "comments")
      || get_codes (options) != COMMENTS_NO_CODES)
    self->comments = comments_new (get_codes (options));
}

void
office_text_clear (OfficeText *self)
{
  g_clear_pointer (&self->builder, text_builder_free);
  g_clear_pointer (&self->comments, comments_free);
  g_clear_pointer (&self->losses, scho_losses_unref);
  lost_link_clear (&self->link);
}

guint
office_text_open_note (OfficeText *self, const char *label)
{
  guint stretch;

  text_builder_break_line (self->builder);
  stretch = text_builder_open (self->builder, SCHO_STRETCH_NOTE, 0, label);
  if (label == NULL)
    return stretch;
  text_builder_append (self->builder, "[", 1);
  text_builder_append (self->builder, label, -1);
  text_builder_append (self->builder, "]", 1);
  return stretch;
}

/* In the order of the kinds. */
static const char *const lost[] = {
  N_ ("Pictures"),
  N_ ("Drawings: lines, arrows and shapes"),
  N_ ("Charts"),
  N_ ("Diagrams, with their words"),
  N_ ("Objects of other programs"),
  N_ ("Formulas"),
  N_ ("Hidden passages"),
  N_ ("Signs of special fonts"),
  N_ ("Readings above characters"),
  N_ ("Parts that lie in files of their own"),
  N_ ("Headers and footers of pages"),
  N_ ("Comments (--set comments=true makes memos of them)"),
  N_ ("Comments on nothing"),
  N_ ("Fields of forms"),
  N_ ("Passages inserted by tracked changes"),
  N_ ("Passages deleted by tracked changes"),
  N_ ("Notes and comments that are not in the file"),
  N_ ("Passages that are not in the encoding they say"),
  N_ ("Which comments answer others"),
  N_ ("Marks of comments that are settled"),
  N_ ("Properties that programs keep for themselves"),
};

void
office_text_lose_elsewhere (OfficeText *self, OfficeLost what, const char *words)
{
  lost_add (self->losses, 1, _ (lost[what]), self->name, words);
}

static gboolean
has_letters (const char *words)
{
  for (; *words != '\0'; words = g_utf8_next_char (words))
    if (g_unichar_isalpha (g_utf8_get_char (words)))
      return TRUE;
  return FALSE;
}

void
office_text_lose_header (OfficeText *self, const char *words, gboolean has_picture)
{
  if (has_picture || has_letters (words))
    office_text_lose_elsewhere (self, OFFICE_HEADER, words);
}

void
office_text_lose (OfficeText *self, OfficeLost what, const char *words)
{
  if (words != NULL && words[0] != '\0')
    office_text_lose_elsewhere (self, what, words);
  else
    lost_add_here (self->losses, _ (lost[what]), self->name, self->builder);
}

void
office_text_lose_thread (OfficeText *self,
                         gboolean is_answer,
                         gboolean is_settled,
                         const char *words)
{
  if (is_answer)
    office_text_lose_elsewhere (self, OFFICE_ANSWER, words);
  if (is_settled)
    office_text_lose_elsewhere (self, OFFICE_SETTLED, words);
}

void
office_text_begin_link (OfficeText *self, const char *address)
{
  lost_link_begin (&self->link, address, self->builder);
}

void
office_text_end_link (OfficeText *self)
{
  lost_link_end (&self->link, self->losses, self->name, self->builder);
}

static void
tell (SchoStep *step, const OfficeText *self)
{
  if (self->n_inserted + self->n_deleted > 0)
    scho_step_add_note (step,
                        self->original
                            ? _ ("“%s” has tracked changes; the text is as it was "
                                 "before them (%u insertions, %u deletions).")
                            : _ ("“%s” has tracked changes; the text is as if they "
                                 "were accepted (%u insertions, %u deletions)."),
                        self->name, self->n_inserted, self->n_deleted);
  import_note_formulas (step, self->name, self->n_formulas);
}

gboolean
office_text_add_formula (OfficeText *self, Formula *formula, char **line, GError **error)
{
  gboolean built;

  *line = NULL;
  if (formula_is_too_big (formula))
    {
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                   _ ("“%s”: a formula is too big"), self->name);
      return FALSE;
    }
  *line = formula_finish (formula, &built);
  self->n_formulas += built;
  return TRUE;
}

SchoStep *
office_text_finish (OfficeText *self,
                    const Properties *properties,
                    SchoSnapshot *base,
                    SchoOptions *options,
                    const char *coder,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (SchoStep) step = import_step_new (base, self->name);
  g_autoptr (SchoText) text = text_builder_finish (self->builder, self->name, error);
  SchoDocument document = { .source = self->name, .language = properties->language };
  guint32 id;

  if (text == NULL
      || !(text = speakers_add (g_steal_pointer (&text), options, step, self->name,
                                cancellable, error)))
    return NULL;
  document.attributes
      = import_attributes_get (properties->attributes, &document.n_attributes);
  id = import_add_document (step, self->name, &document, text);
  tell (step, self);
  for (guint i = 0; properties->left_out != NULL && i < properties->left_out->len; i++)
    office_text_lose_elsewhere (self, OFFICE_PROPERTY, properties->left_out->pdata[i]);
  if (self->comments != NULL)
    comments_apply (self->comments, self->builder, step, id, self->name, coder);
  scho_losses_append (scho_step_get_losses (step), self->losses);
  return g_steal_pointer (&step);
}
