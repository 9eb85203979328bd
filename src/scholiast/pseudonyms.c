#include <scholiast/pseudonyms-private.h>

#include <scholiast/pseudonym-text-private.h>
#include <scholiast/snapshot-private.h>

#include <string.h>

#include <glib/gi18n-lib.h>

/* A name with more words than that has no parts, nor are shorter words parts. */
#define MOST_WORDS 4
#define LEAST_LETTERS 4

typedef struct
{
  SchoSnapshot *snapshot;
  SchoStep *step;
  const char *const *by_code;
  SchoOriginals *originals;
  SchoLosses *losses; /* nullable */
  GHashTable *names;  /* words to their pseudonym */
  GHashTable *parts;  /* single words of them, likewise */
  GHashTable *pieces; /* of documents, to GArray; see pseudonym-text-private.h */
} Work;

/* Codes */

static guint32
find_parent (const Work *self, guint32 parent)
{
  const SchoCode *code;

  while ((code = scho_snapshot_get_code (self->snapshot, parent)) != NULL
         && self->by_code[parent] != NULL)
    parent = code->parent;
  return parent;
}

/* A name that no sibling has. (transfer full) */
static char *
make_name (const Work *self, guint32 parent, const char *name)
{
  char *unique = g_strdup (name);

  for (guint n = 2; scho_step_find_code (self->step, parent, unique) != 0; n++)
    {
      g_free (unique);
      unique = g_strdup_printf ("%s (%u)", name, n);
    }
  return unique;
}

static void
move_up (const Work *self, const SchoCode *code)
{
  SchoCode after = *code;
  g_autofree char *name = NULL;

  after.parent = find_parent (self, code->parent);
  if (after.parent == code->parent)
    return;
  after.name = name = make_name (self, after.parent, code->name);
  scho_step_replace_code (self->step, &after);
}

static void
replace_codes (const Work *self)
{
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (self->snapshot, &n);

  for (gsize i = 0; i < n; i++)
    if (self->by_code[codes[i]->id] != NULL)
      scho_step_remove_code (self->step, codes[i]->id);
  for (gsize i = 0; i < n; i++)
    if (self->by_code[codes[i]->id] == NULL)
      move_up (self, codes[i]);
}

/* Attachments */

/* What was heard, pinned or kept as it came tells names; links are only numbers. */
static void
drop_attachments (const Work *self)
{
  gsize n;
  const SchoAttachment *const *attachments
      = scho_snapshot_get_attachments (self->snapshot, &n);

  for (gsize i = 0; i < n; i++)
    if (!g_str_equal (attachments[i]->kind, SCHO_ATTACHMENT_LINK))
      {
        scho_step_remove_attachment (self->step, attachments[i]->id);
        if (self->losses != NULL)
          scho_losses_add (self->losses, 1,
                           _ ("Files and results left out, since they may tell names"),
                           attachments[i]->name);
      }
}

/* Documents */

/* Also those that a narrowed snapshot has no more: they are what must not be told. */
static GArray *
list_passages (const Work *self, guint32 document)
{
  gsize n;
  const SchoAnnotation *annotations = scho_snapshot_get_annotations (
      scho_snapshot_get_whole (self->snapshot), document, &n);
  GArray *passages = g_array_new (FALSE, FALSE, sizeof (SchoPseudonymPassage));

  for (gsize i = 0; i < n; i++)
    {
      SchoPseudonymPassage passage = { annotations[i].start, annotations[i].end,
                                       self->by_code[annotations[i].code] };

      if (passage.words != NULL)
        g_array_append_val (passages, passage);
    }
  return passages;
}

static void
move_codings (const Work *self,
              const SchoDocument *document,
              SchoPseudonymText *text,
              const SchoAnnotation *annotations,
              gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      SchoAnnotation after = annotations[i];

      if (self->by_code[after.code] != NULL)
        scho_step_remove_annotation (self->step, &annotations[i]);
      else if (!scho_pseudonym_text_map (text, &after.start, &after.end))
        {
          scho_step_remove_annotation (self->step, &annotations[i]);
          if (self->losses != NULL)
            scho_losses_add (self->losses, 1, _ ("Codings of which nothing is left"),
                             document->title);
        }
      else if (after.start != annotations[i].start || after.end != annotations[i].end)
        scho_step_replace_annotation (self->step, &annotations[i], &after);
    }
}

/* An attribute that is just a name becomes the pseudonym too. */
static void
replace_document (const Work *self,
                  const SchoDocument *document,
                  SchoPseudonymText *text,
                  const GArray *passages)
{
  SchoDocument after = *document;
  g_autofree SchoAttribute *attributes = g_memdup2 (
      document->attributes, document->n_attributes * sizeof *document->attributes);

  for (gsize i = 0; i < document->n_attributes; i++)
    {
      const char *words = scho_pseudonym_text_find (
          text, (const SchoPseudonymPassage *) (gpointer) passages->data, passages->len,
          attributes[i].value);

      if (words != NULL)
        {
          attributes[i].value = words;
          attributes[i].type = SCHO_ATTRIBUTE_TEXT;
        }
    }
  after.attributes = attributes;
  scho_step_replace_document (self->step, &after, scho_pseudonym_text_get (text));
}

/* "Lindqvist" tells "Ana Lindqvist"; a sentence is no name. */
static void
note_parts (const Work *self, const char *name, const char *pseudonym)
{
  g_auto (GStrv) words = g_strsplit_set (name, " \n\t", MOST_WORDS + 1);
  guint n = g_strv_length (words);

  for (guint i = 0; n > 1 && n <= MOST_WORDS && i < n; i++)
    if (g_utf8_strlen (words[i], -1) >= LEAST_LETTERS
        && !g_unichar_islower (g_utf8_get_char (words[i]))
        && !g_hash_table_contains (self->parts, words[i]))
      {
        scho_originals_add (self->originals, words[i], strlen (words[i]));
        g_hash_table_insert (self->parts, g_strdup (words[i]), (gpointer) pseudonym);
      }
}

static void
note_names (const Work *self, SchoText *text, const GArray *passages)
{
  for (guint i = 0; i < passages->len; i++)
    {
      const SchoPseudonymPassage *passage
          = &g_array_index (passages, SchoPseudonymPassage, i);
      char *name = g_strstrip (scho_text_dup_range (text, passage->start, passage->end));

      if (g_hash_table_contains (self->names, name))
        {
          g_free (name);
          continue;
        }
      g_hash_table_insert (self->names, name, (gpointer) passage->words);
      note_parts (self, name, passage->words);
    }
}

static gboolean
replace_text (const Work *self, const SchoDocument *document, GError **error)
{
  gsize n;
  const SchoAnnotation *annotations
      = scho_snapshot_get_annotations (self->snapshot, document->id, &n);
  g_autoptr (GArray) passages = list_passages (self, document->id);
  g_autoptr (SchoText) before = NULL;
  g_autoptr (SchoPseudonymText) text = NULL;

  if (passages->len == 0)
    return TRUE;
  if (!(before = scho_snapshot_read_text (self->snapshot, document->id, error))
      || !(text
           = scho_pseudonym_text_new (before, (SchoPseudonymPassage *) passages->data,
                                      passages->len, self->originals, error)))
    return FALSE;
  g_hash_table_insert (self->pieces, GUINT_TO_POINTER (document->id),
                       scho_pseudonym_text_ref_pieces (text));
  note_names (self, before, passages);
  replace_document (self, document, text, passages);
  move_codings (self, document, text, annotations, n);
  return TRUE;
}

/* What still tells */

typedef struct
{
  const Work *work;
  SchoText *text;       /* nullable */
  const GArray *pieces; /* nullable: nothing was replaced in @text */
  const char *where;
  const char *words;
} Look;

static char *
describe_place (const Look *self, gsize byte, gsize n_bytes)
{
  guint32 start, end;

  if (self->text == NULL)
    return g_strdup (self->where);
  start = scho_text_byte_to_offset (self->text, byte);
  end = scho_text_byte_to_offset (self->text, byte + n_bytes);
  if (self->pieces != NULL)
    scho_pseudonym_pieces_unmap (self->pieces, &start, &end);
  return g_strdup_printf ("%s, %u–%u", self->where, start, end);
}

/* Not the name itself: what is told here may travel with the file. */
static void
found_cb (gsize byte, gsize n_bytes, gpointer data)
{
  const Look *look = data;
  g_autofree char *name = g_strndup (look->words + byte, n_bytes);
  g_autofree char *place = describe_place (look, byte, n_bytes);
  const char *pseudonym = g_hash_table_lookup (look->work->names, name);
  gboolean part = pseudonym == NULL;
  g_autofree char *example = NULL;

  if (part)
    pseudonym = g_hash_table_lookup (look->work->parts, name);
  example = pseudonym != NULL ? g_strdup_printf ("%s: %s", place, pseudonym)
                              : g_strdup (place);
  scho_losses_add (look->work->losses, 1,
                   part ? _ ("Places with a part of a name that has a pseudonym")
                        : _ ("Places that still tell what a pseudonym stands for"),
                   example);
}

typedef enum
{
  PLACE_TITLE,
  PLACE_PROJECT_MEMO,
  PLACE_SOURCE,
  PLACE_ATTRIBUTE_NAME,
  PLACE_ATTRIBUTE,
  PLACE_SPEAKER,
  PLACE_MEMO,
  PLACE_CODING_MEMO,
  PLACE_CODE,
  PLACE_DEFINITION,
  PLACE_USE_WHEN,
  PLACE_USE_NOT,
  PLACE_CODER,
  PLACE_LINK,
} Place;

static char *
name_place (Place place, const char *of)
{
  switch (place)
    {
    case PLACE_TITLE:
      return g_strdup_printf (_ ("title “%s”"), of);
    case PLACE_PROJECT_MEMO:
      return g_strdup (_ ("memo of the project"));
    case PLACE_SOURCE:
      return g_strdup_printf (_ ("source of “%s”"), of);
    case PLACE_ATTRIBUTE_NAME:
      return g_strdup_printf (_ ("name of an attribute of “%s”"), of);
    case PLACE_ATTRIBUTE:
      return g_strdup_printf (_ ("attribute of “%s”"), of);
    case PLACE_SPEAKER:
      return g_strdup_printf (_ ("heading or speaker in “%s”"), of);
    case PLACE_MEMO:
      return g_strdup_printf (_ ("memo of “%s”"), of);
    case PLACE_CODING_MEMO:
      return g_strdup_printf (_ ("memo of a coding in “%s”"), of);
    case PLACE_CODE:
      return g_strdup_printf (_ ("name of code “%s”"), of);
    case PLACE_DEFINITION:
      return g_strdup_printf (_ ("definition of “%s”"), of);
    case PLACE_USE_WHEN:
      return g_strdup_printf (_ ("when to use “%s”"), of);
    case PLACE_USE_NOT:
      return g_strdup_printf (_ ("when not to use “%s”"), of);
    case PLACE_CODER:
      return g_strdup_printf (_ ("coder “%s”"), of);
    case PLACE_LINK:
      return g_strdup_printf (_ ("link “%s”"), of);
    }
  g_return_val_if_reached (NULL);
}

static void
look_at (const Work *self, const char *words, Place place, const char *of)
{
  g_autofree char *where = NULL;
  Look look = { self, NULL, NULL, NULL, words };

  if (words == NULL)
    return;
  look.where = where = name_place (place, of);
  scho_originals_find (self->originals, words, strlen (words), found_cb, &look);
}

static gboolean
look_at_document (const Work *self,
                  SchoSnapshot *after,
                  const SchoDocument *document,
                  GError **error)
{
  g_autoptr (SchoText) text = scho_snapshot_read_text (after, document->id, error);
  const GArray *pieces
      = g_hash_table_lookup (self->pieces, GUINT_TO_POINTER (document->id));
  Look look = { self, text, pieces, document->title, NULL };
  gsize n;
  const char *utf8;
  const SchoAnnotation *annotations;
  const SchoStretch *stretches;

  if (text == NULL)
    return FALSE;
  look.words = utf8 = scho_text_get_utf8 (text, &n);
  scho_originals_find (self->originals, utf8, n, found_cb, &look);
  look_at (self, document->title, PLACE_TITLE, document->title);
  look_at (self, document->source, PLACE_SOURCE, document->title);
  look_at (self, document->memo, PLACE_MEMO, document->title);
  for (gsize i = 0; i < document->n_attributes; i++)
    {
      look_at (self, document->attributes[i].name, PLACE_ATTRIBUTE_NAME, document->title);
      look_at (self, document->attributes[i].value, PLACE_ATTRIBUTE, document->title);
    }
  stretches = scho_text_get_stretches (text, &n);
  for (gsize i = 0; i < n; i++)
    look_at (self, stretches[i].label, PLACE_SPEAKER, document->title);
  annotations = scho_snapshot_get_annotations (after, document->id, &n);
  for (gsize i = 0; i < n; i++)
    look_at (self, annotations[i].memo, PLACE_CODING_MEMO, document->title);
  return TRUE;
}

static void
look_at_codes (const Work *self, SchoSnapshot *after)
{
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (after, &n);

  for (gsize i = 0; i < n; i++)
    {
      look_at (self, codes[i]->name, PLACE_CODE, codes[i]->name);
      look_at (self, codes[i]->definition, PLACE_DEFINITION, codes[i]->name);
      look_at (self, codes[i]->use_when, PLACE_USE_WHEN, codes[i]->name);
      look_at (self, codes[i]->use_not, PLACE_USE_NOT, codes[i]->name);
      look_at (self, codes[i]->memo, PLACE_MEMO, codes[i]->name);
    }
}

/* A coder's own name is none of the text's, but somebody may be both. */
static void
look_at_coders (const Work *self, SchoSnapshot *after)
{
  gsize n;
  const SchoCoder *const *coders = scho_snapshot_get_coders (after, &n);

  for (gsize i = 0; i < n; i++)
    look_at (self, coders[i]->name, PLACE_CODER, coders[i]->name);
}

static void
look_at_links (const Work *self, SchoSnapshot *after)
{
  gsize n;
  const SchoAttachment *const *links = scho_snapshot_get_attachments (after, &n);

  for (gsize i = 0; i < n; i++)
    look_at (self, links[i]->name, PLACE_LINK, links[i]->name);
}

static gboolean
look_at_all (const Work *self,
             SchoSnapshot *after,
             const SchoProgress *progress,
             GCancellable *cancellable,
             GError **error)
{
  const SchoProjectInfo *info = scho_snapshot_get_info (after);
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (after, &n);

  look_at (self, info->title, PLACE_TITLE, info->title);
  look_at (self, info->memo, PLACE_PROJECT_MEMO, info->title);
  look_at_codes (self, after);
  look_at_coders (self, after);
  look_at_links (self, after);
  for (gsize i = 0; i < n; i++)
    {
      scho_progress_set (progress, 0.5 + 0.5 * i / n, documents[i]->title);
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !look_at_document (self, after, documents[i], error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
replace_texts (const Work *self,
               const SchoProgress *progress,
               GCancellable *cancellable,
               GError **error)
{
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (self->snapshot, &n);

  for (gsize i = 0; i < n; i++)
    {
      scho_progress_set (progress, 0.5 * i / n, documents[i]->title);
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !replace_text (self, documents[i], error))
        return FALSE;
    }
  return TRUE;
}

/* By code id, code_limit entries. (transfer container) */
static const char **
make_table (SchoSnapshot *snapshot)
{
  const char **by_code
      = g_new0 (const char *, (gsize) scho_snapshot_get_code_limit (snapshot) + 1);
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (snapshot, &n);

  for (gsize i = 0; i < n; i++)
    by_code[codes[i]->id] = codes[i]->pseudonym;
  return by_code;
}

gboolean
scho_pseudonyms_exist (SchoSnapshot *snapshot)
{
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (snapshot, &n);

  for (gsize i = 0; i < n; i++)
    if (codes[i]->pseudonym != NULL)
      return TRUE;
  return FALSE;
}

SchoSnapshot *
scho_pseudonyms_apply (SchoSnapshot *snapshot,
                       SchoLosses *losses,
                       const SchoProgress *progress,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autofree const char **by_code = NULL;

  if (!scho_pseudonyms_exist (snapshot))
    {
      /* Who asks for pseudonyms would believe that there are some. */
      if (losses != NULL)
        scho_losses_add (
            losses, 1, _ ("Projects in which no code has a pseudonym, so all names stay"),
            scho_snapshot_get_info (snapshot)->title);
      return scho_snapshot_ref (snapshot);
    }
  by_code = make_table (snapshot);
  return scho_pseudonyms_apply_table (snapshot, by_code, losses, progress, cancellable,
                                      error);
}

SchoSnapshot *
scho_pseudonyms_apply_table (SchoSnapshot *snapshot,
                             const char *const *by_code,
                             SchoLosses *losses,
                             const SchoProgress *progress,
                             GCancellable *cancellable,
                             GError **error)
{
  g_autoptr (SchoStep) step = scho_step_new (snapshot, "");
  g_autoptr (SchoOriginals) originals = scho_originals_new ();
  g_autoptr (SchoSnapshot) after = NULL;
  g_autoptr (GHashTable) names
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) parts
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) pieces
      = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  Work self = { snapshot, step, by_code, originals, losses, names, parts, pieces };

  if (!replace_texts (&self, progress, cancellable, error))
    return NULL;
  replace_codes (&self);
  drop_attachments (&self);
  if (!(after = scho_snapshot_apply (snapshot, step, error)))
    return NULL;
  if (losses != NULL && !look_at_all (&self, after, progress, cancellable, error))
    return NULL;
  return g_steal_pointer (&after);
}
