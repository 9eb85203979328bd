#include "docx-extras.h"

#include "../shared/numerals.h"

#include <string.h>

#define ROOT "w:footnotes"

struct _DocxExtras
{
  GHashTable *footnotes, *endnotes; /* id → XML */
  GHashTable *comments;             /* id → DocxComment */
  GHashTable *paragraphs;           /* id of one of a comment → that comment's */
  GHashTable *open;                 /* the one that is read */
  XmlRecorder recorder;
  char *id; /* of the note that is recorded */
  DocxComment *comment;
  char *comment_id;
  gboolean in_text;
};

static void
comment_free (gpointer data)
{
  DocxComment *comment = data;

  g_free (comment->author);
  g_free (comment->date);
  g_string_free (comment->words, TRUE);
  g_free (comment);
}

static gboolean
is_note (const char *name)
{
  return strcmp (name, "w:footnote") == 0 || strcmp (name, "w:endnote") == 0;
}

/* Separators are kept among the notes, with a type. */
static void
begin_in_notes (gpointer data, const char *name, const XmlAttributes *attributes)
{
  DocxExtras *self = data;
  g_autofree char *type = NULL;

  if (self->id != NULL)
    {
      xml_recorder_begin (&self->recorder, name, attributes);
      return;
    }
  if (!is_note (name))
    return;
  type = xml_attributes_dup (attributes, "type");
  if (type != NULL && strcmp (type, "normal") != 0)
    return;
  self->id = xml_attributes_dup (attributes, "id");
  if (self->id != NULL)
    xml_recorder_start (&self->recorder, ROOT, docx_namespaces);
}

static void
end_in_notes (gpointer data, const char *name)
{
  DocxExtras *self = data;
  gsize n_bytes;

  if (self->id == NULL || xml_recorder_end (&self->recorder, name))
    return;
  g_hash_table_replace (self->open, g_steal_pointer (&self->id),
                        xml_recorder_finish (&self->recorder, ROOT, &n_bytes));
}

static void
text_in_notes (gpointer data, const char *utf8, gsize n_bytes)
{
  DocxExtras *self = data;

  if (self->id != NULL)
    xml_recorder_text (&self->recorder, utf8, n_bytes);
}

/* The last one's id is that of the comment, where answers are told. */
static void
begin_paragraph (DocxExtras *self, const XmlAttributes *attributes)
{
  char *id = xml_attributes_dup (attributes, "paraId");

  if (id != NULL)
    g_hash_table_replace (self->paragraphs, id, g_strdup (self->comment_id));
  if (self->comment->words->len > 0)
    g_string_append_c (self->comment->words, '\n');
}

static void
begin_in_answers (gpointer data, const char *name, const XmlAttributes *attributes)
{
  DocxExtras *self = data;
  g_autofree char *id = xml_attributes_dup (attributes, "paraId");
  g_autofree char *parent = xml_attributes_dup (attributes, "paraIdParent");
  /* Of two with one id the second has taken the place of the first. */
  const char *of = id != NULL ? g_hash_table_lookup (self->paragraphs, id) : NULL;
  DocxComment *comment = of != NULL ? g_hash_table_lookup (self->comments, of) : NULL;

  if (comment == NULL || strcmp (name, "w15:commentEx") != 0)
    return;
  comment->is_answer = parent != NULL;
  comment->is_settled = xml_attributes_is (attributes, "done", "1")
                        || xml_attributes_is (attributes, "done", "true");
}

static void
begin_in_comments (gpointer data, const char *name, const XmlAttributes *attributes)
{
  DocxExtras *self = data;

  if (strcmp (name, "w:comment") == 0)
    {
      char *id = xml_attributes_dup (attributes, "id");

      self->comment = g_new0 (DocxComment, 1);
      self->comment->author = xml_attributes_dup (attributes, "author");
      self->comment->date = xml_attributes_dup (attributes, "date");
      self->comment->words = g_string_new (NULL);
      if (id == NULL)
        id = g_strdup ("");
      g_free (self->comment_id);
      self->comment_id = g_strdup (id);
      g_hash_table_replace (self->comments, id, self->comment);
    }
  else if (self->comment == NULL)
    return;
  else if (strcmp (name, "w:p") == 0)
    begin_paragraph (self, attributes);
  else if (strcmp (name, "w:tab") == 0 || strcmp (name, "w:br") == 0)
    g_string_append_c (self->comment->words, ' ');
  else if (strcmp (name, "w:t") == 0)
    self->in_text = TRUE;
}

static void
end_in_comments (gpointer data, const char *name)
{
  DocxExtras *self = data;

  self->in_text = FALSE;
  if (strcmp (name, "w:comment") == 0)
    self->comment = NULL;
}

static void
text_in_comments (gpointer data, const char *utf8, gsize n_bytes)
{
  DocxExtras *self = data;

  if (self->in_text && self->comment != NULL)
    g_string_append_len (self->comment->words, utf8, (gssize) n_bytes);
}

static gboolean
read_all (DocxExtras *self,
          Package *package,
          const DocxParts *parts,
          const char *name,
          GCancellable *cancellable,
          GError **error)
{
  static const XmlHandler notes
      = { .begin = begin_in_notes, .end = end_in_notes, .text = text_in_notes };
  static const XmlHandler comments
      = { .begin = begin_in_comments, .end = end_in_comments, .text = text_in_comments };

  static const XmlHandler answers = { .begin = begin_in_answers };

  self->open = self->footnotes;
  if (!docx_read_part (package, parts->footnotes, &notes, self, name, cancellable, error))
    return FALSE;
  self->open = self->endnotes;
  return docx_read_part (package, parts->endnotes, &notes, self, name, cancellable, error)
         && docx_read_part (package, parts->comments, &comments, self, name, cancellable,
                            error)
         && docx_read_part (package, parts->answers, &answers, self, name, cancellable,
                            error);
}

DocxExtras *
docx_extras_new (Package *package,
                 const DocxParts *parts,
                 const char *name,
                 GCancellable *cancellable,
                 GError **error)
{
  DocxExtras *self = g_new0 (DocxExtras, 1);

  self->footnotes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->endnotes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->comments = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, comment_free);
  self->paragraphs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (!read_all (self, package, parts, name, cancellable, error))
    g_clear_pointer (&self, docx_extras_free);
  return self;
}

void
docx_extras_free (DocxExtras *self)
{
  g_hash_table_unref (self->footnotes);
  g_hash_table_unref (self->endnotes);
  g_hash_table_unref (self->paragraphs);
  g_free (self->comment_id);
  g_hash_table_unref (self->comments);
  g_free (self->id);
  if (self->recorder.out != NULL)
    g_string_free (self->recorder.out, TRUE);
  g_free (self);
}

const char *
docx_extras_get_note (DocxExtras *self, gboolean is_endnote, const char *id)
{
  return id != NULL
             ? g_hash_table_lookup (is_endnote ? self->endnotes : self->footnotes, id)
             : NULL;
}

const DocxComment *
docx_extras_get_comment (DocxExtras *self, const char *id)
{
  DocxComment *comment = id != NULL ? g_hash_table_lookup (self->comments, id) : NULL;

  if (comment != NULL)
    comment->is_placed = TRUE;
  return comment;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp (a, b);
}

void
docx_extras_lose_comments (DocxExtras *self, OfficeText *office)
{
  g_autoptr (GList) ids
      = g_list_sort (g_hash_table_get_keys (self->comments), compare_ids);

  for (GList *id = ids; id != NULL; id = id->next)
    {
      const DocxComment *comment = g_hash_table_lookup (self->comments, id->data);

      if (!comment->is_placed)
        office_text_lose_elsewhere (office, OFFICE_LONE_COMMENT, comment->words->str);
    }
}

DocxNote *
docx_note_new (const char *xml, gboolean is_endnote, guint number)
{
  DocxNote *note = g_new0 (DocxNote, 1);

  note->xml = xml;
  note->is_endnote = is_endnote;
  if (number > 0)
    note->label
        = numeral_dup ((int) number, is_endnote ? NUMERAL_LOWER_ROMAN : NUMERAL_DECIMAL);
  return note;
}

void
docx_note_free (gpointer data)
{
  DocxNote *note = data;

  g_free (note->label);
  g_free (note);
}
