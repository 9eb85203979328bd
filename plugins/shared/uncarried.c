#include "uncarried.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  SchoLosses *losses;
  SchoSnapshot *snapshot;
  Which which;
  guint carries;
  gboolean *codes, *coders; /* by id: which the codings use */
} Uncarried;

/* The code that was asked for, or one below it? */
static gboolean
is_asked_for (const Uncarried *self, guint32 code)
{
  while (self->which.code != 0 && code != 0 && code != self->which.code)
    code = scho_snapshot_get_code (self->snapshot, code)->parent;
  return code != 0;
}

char *
uncarried_dup_place (const SchoDocument *document, guint32 start, guint32 end)
{
  /* Translators: the title of a document, and from where to where: “Interview 3, 120–140”
   */
  return g_strdup_printf (_ ("%s, %u–%u"), document->title, start, end);
}

static void
tell (Uncarried *self, Carries kind, guint64 n, const char *what, const char *example)
{
  if (!(self->carries & kind))
    scho_losses_add (self->losses, n, what, example);
}

static void
tell_coding (Uncarried *self,
             const SchoDocument *document,
             const SchoAnnotation *coding,
             Carries kind,
             const char *what)
{
  g_autofree char *place = NULL;

  if (self->carries & kind)
    return;
  place = uncarried_dup_place (document, coding->start, coding->end);
  scho_losses_add (self->losses, 1, what, place);
}

static void
tell_parts (Uncarried *self, const SchoDocument *document, const SchoAnnotation *coding)
{
  if (coding->weight != SCHO_NO_WEIGHT)
    tell_coding (self, document, coding, CARRIES_WEIGHTS, _ ("Weights of passages"));
  tell_coding (self, document, coding, CARRIES_DATES, _ ("Dates of codings"));
  if (coding->memo != NULL)
    tell_coding (self, document, coding, CARRIES_MEMOS, _ ("Memos of passages"));
  if (coding->flags & SCHO_ANNOTATION_EXAMPLE)
    tell_coding (self, document, coding, CARRIES_EXAMPLES,
                 _ ("Marks of example passages"));
}

static void
tell_codings (Uncarried *self, const SchoDocument *document)
{
  gsize n;
  const SchoAnnotation *codings
      = scho_snapshot_get_annotations (self->snapshot, document->id, &n);

  for (gsize i = 0; i < n; i++)
    {
      if ((self->which.coder != 0 && codings[i].coder != self->which.coder)
          || !is_asked_for (self, codings[i].code))
        continue;
      self->codes[codings[i].code] = self->coders[codings[i].coder] = TRUE;
      if (self->carries & CARRIES_CODINGS)
        tell_parts (self, document, &codings[i]);
      else
        tell_coding (self, document, &codings[i], CARRIES_CODINGS, _ ("Codings"));
    }
}

static void
tell_document (Uncarried *self, const SchoDocument *document)
{
  const char *title = document->title;

  tell (self, CARRIES_TEXTS, 1, _ ("Texts of documents"), title);
  tell (self, CARRIES_LANGUAGES, document->language != NULL, _ ("Languages of documents"),
        title);
  /* Most are called like the file that they came from. */
  tell (self, CARRIES_SOURCES,
        document->source != NULL && strcmp (document->source, title) != 0,
        _ ("Sources of documents"), title);
  tell (self, CARRIES_ATTRIBUTES, document->n_attributes, _ ("Attributes of documents"),
        title);
  tell (self, CARRIES_DOCUMENT_MEMOS, document->memo != NULL, _ ("Memos of documents"),
        title);
  tell_codings (self, document);
}

static void
tell_code (Uncarried *self, const SchoCode *code)
{
  const char *name = code->name;

  tell (self, CARRIES_CODES, 1, _ ("Codes"), name);
  if (!(self->carries & CARRIES_CODES))
    return;
  tell (self, CARRIES_UNUSED_CODES, !self->codes[code->id], _ ("Codes without a passage"),
        name);
  tell (self, CARRIES_COLOURS, 1, _ ("Colours of codes"), name);
  tell (self, CARRIES_DEFINITIONS, code->definition != NULL, _ ("Definitions of codes"),
        name);
  tell (self, CARRIES_USES, code->use_when != NULL || code->use_not != NULL,
        _ ("When to use codes, and when not"), name);
  tell (self, CARRIES_KEYS, code->key != 0, _ ("Keys of codes"), name);
  tell (self, CARRIES_BLURRED, code->blurred, _ ("Blurred codes"), name);
  tell (self, CARRIES_PSEUDONYMS, code->pseudonym != NULL, _ ("Pseudonyms of codes"),
        name);
  tell (self, CARRIES_CODE_MEMOS, code->memo != NULL, _ ("Memos of codes"), name);
}

static void
tell_coder (Uncarried *self, const SchoCoder *coder)
{
  tell (self, CARRIES_CODERS, 1, _ ("Coders"), coder->name);
  if (!(self->carries & CARRIES_CODERS))
    return;
  tell (self, CARRIES_UNUSED_CODERS, !self->coders[coder->id],
        _ ("Coders without a passage"), coder->name);
  tell (self, CARRIES_ASKED, coder->asked != NULL,
        _ ("Coders with the documents they were asked to code"), coder->name);
}

static void
tell_attachments (Uncarried *self)
{
  gsize n;
  const SchoAttachment *const *all = scho_snapshot_get_attachments (self->snapshot, &n);

  for (gsize i = 0; i < n; i++)
    if ((self->which.document == 0 || all[i]->document == self->which.document)
        && !(self->carries & CARRIES_LINKS
             && g_str_equal (all[i]->kind, SCHO_ATTACHMENT_LINK)))
      tell (self, CARRIES_ATTACHMENTS, 1,
            _ ("Files, queries and links kept with the project"), all[i]->name);
}

void
uncarried_tell (SchoLosses *losses,
                SchoSnapshot *snapshot,
                const Which *which,
                guint carries)
{
  g_autofree gboolean *codes_used
      = g_new0 (gboolean, scho_snapshot_get_code_limit (snapshot) + 1);
  g_autofree gboolean *coders_used
      = g_new0 (gboolean, scho_snapshot_get_coder_limit (snapshot) + 1);
  Uncarried self = { losses, snapshot, *which, carries, codes_used, coders_used };
  const SchoProjectInfo *info = scho_snapshot_get_info (snapshot);
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (snapshot, &n);
  const SchoCode *const *codes;
  const SchoCoder *const *coders;

  for (gsize i = 0; i < n; i++)
    if (which->document == 0 || documents[i]->id == which->document)
      tell_document (&self, documents[i]);
  codes = scho_snapshot_get_codes (snapshot, &n);
  for (gsize i = 0; i < n; i++)
    if (is_asked_for (&self, codes[i]->id))
      tell_code (&self, codes[i]);
  coders = scho_snapshot_get_coders (snapshot, &n);
  for (gsize i = 0; i < n; i++)
    if (which->coder == 0 || coders[i]->id == which->coder)
      tell_coder (&self, coders[i]);
  tell_attachments (&self);
  tell (&self, CARRIES_PROJECT_MEMO, info->memo != NULL, _ ("Memos of the project"),
        info->title);
}

void
uncarried_tell_structure (SchoLosses *losses,
                          const SchoDocument *document,
                          SchoText *text,
                          guint carried)
{
  gsize n;
  const SchoStretch *stretches = scho_text_get_stretches (text, &n);
  guint64 n_told = 0;

  /* A paragraph is a line of any text. */
  carried |= 1 << SCHO_STRETCH_PARAGRAPH;
  for (gsize i = 0; i < n; i++)
    n_told += !(carried & (1u << stretches[i].kind));
  scho_losses_add (losses, n_told, _ ("Headings, turns and other structure"),
                   document->title);
}

void
uncarried_tell_tree (SchoLosses *losses, SchoSnapshot *snapshot)
{
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (snapshot, &n);

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *label = scho_snapshot_dup_code_label (snapshot, codes[i]->id);
      g_autofree char *path = scho_snapshot_dup_code_path (snapshot, codes[i]->id);
      gboolean is_path = strcmp (label, path) == 0;

      scho_losses_add (losses, codes[i]->parent != 0 && !is_path,
                       _ ("Places in the tree of codes"), codes[i]->name);
    }
}

static gboolean
is_cut (const char *sign, gboolean keeps_spaces)
{
  return keeps_spaces ? *sign == '\n' : g_unichar_isspace (g_utf8_get_char (sign));
}

void
uncarried_tell_space (SchoLosses *losses,
                      const SchoDocument *document,
                      SchoText *text,
                      const SchoAnnotation *coding,
                      gboolean keeps_spaces)
{
  g_autofree char *words = scho_text_dup_range (text, coding->start, coding->end);
  g_autofree char *place = NULL;
  const char *last = g_utf8_prev_char (words + strlen (words));

  if (!is_cut (words, keeps_spaces) && !is_cut (last, keeps_spaces))
    return;
  place = uncarried_dup_place (document, coding->start, coding->end);
  scho_losses_add (losses, 1, _ ("White space at the ends of passages"), place);
}
