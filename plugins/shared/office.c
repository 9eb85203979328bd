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

/* What a text cannot have, and how much of it there was. */
static void
tell_what_is_left_out (SchoStep *step, const OfficeText *self)
{
  const struct
  {
    guint n;
    const char *what;
  } kinds[] = {
    { self->n_hidden, N_ ("hidden passages left out") },
    { self->n_symbols, N_ ("signs of special fonts left out") },
    { self->n_charts, N_ ("charts left out") },
    { self->n_diagrams, N_ ("diagrams left out, with their words") },
    { self->n_objects, N_ ("objects of other programs left out") },
    { self->n_readings, N_ ("readings above characters left out") },
    { self->n_parts, N_ ("parts that lie in files of their own, left out") },
    { self->n_headers, N_ ("headers and footers of pages left out") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].n > 0)
      /* Translators: a file, what was left out or changed, how many */
      scho_step_add_note (step, _ ("“%s”: %s: %u"), self->name, _ (kinds[i].what),
                          kinds[i].n);
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
  if (self->n_comments > 0 && self->comments == NULL)
    scho_step_add_note (step,
                        _ ("“%s”: comments left out: %u; --set comments=true makes "
                           "memos of them."),
                        self->name, self->n_comments);
  import_note_pictures (step, self->name, self->n_pictures);
  tell_what_is_left_out (step, self);
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
  if (self->comments != NULL)
    comments_apply (self->comments, self->builder, step, id, self->name, coder);
  return g_steal_pointer (&step);
}
