#include "refi-memos.h"
#include "refi-reader.h"

#include "../shared/decode.h"
#include "../shared/package.h"
#include "../shared/xml-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_NOTE (64 * 1024 * 1024)

static gboolean
is_no_content (const xmlNode *node, gpointer data)
{
  return !refi_xml_is (node, "PlainTextContent");
}

/* The words stand between the description and all else. */
static void
cut (const xmlNode *node, RefiNote *note)
{
  GString *head = g_string_new ("<Note"), *tail = g_string_new (NULL);

  refi_xml_write_attributes (node, head, NULL);
  g_string_append_c (head, '>');
  for (xmlNode *child = refi_xml_first (node); child; child = refi_xml_next (child))
    refi_xml_write (child, refi_xml_is (child, "Description") ? head : tail,
                    is_no_content, NULL);
  g_string_append (tail, "</Note>");
  note->head = g_string_free (head, FALSE);
  note->tail = g_string_free (tail, FALSE);
}

void
refi_read_note (RefiReader *self, const xmlNode *node)
{
  RefiNote note = { 0 };

  if (!refi_xml_get_guid (node, "guid", &note.guid)
      || g_hash_table_contains (self->note_ids, &note.guid))
    return;
  note.name = refi_xml_dup (node, "name");
  note.plain_path = refi_xml_dup (node, "plainTextPath");
  note.rich_path = refi_xml_dup (node, "richTextPath");
  note.description = refi_xml_dup_child (node, "Description");
  note.content = refi_xml_dup_child (node, "PlainTextContent");
  cut (node, &note);
  g_array_append_val (self->notes, note);
  refi_table_put (self->note_ids, &note.guid, GUINT_TO_POINTER (self->notes->len));
}

char *
refi_dup_utf8 (GBytes *bytes, gsize *n_bytes, gboolean *has_mark, char **encoding)
{
  g_auto (Decoded) decoded = { 0 };
  gsize n;
  const char *data = g_bytes_get_data (bytes, &n);
  char *copy = g_malloc (n + 1);

  if (n > 0)
    memcpy (copy, data, n);
  copy[n] = '\0';
  if (n >= 3 && memcmp (copy, "\xef\xbb\xbf", 3) == 0
      && g_utf8_validate_len (copy + 3, n - 3, NULL))
    {
      memmove (copy, copy + 3, n - 3 + 1);
      *n_bytes = n - 3;
      *has_mark = TRUE;
      return copy;
    }
  *has_mark = FALSE;
  *n_bytes = n;
  if (g_utf8_validate_len (copy, n, NULL))
    return copy;
  if (!decode (copy, n, NULL, "", &decoded, NULL))
    return NULL;
  *n_bytes = decoded.n_bytes;
  *has_mark = decoded.byte_order_mark;
  if (encoding != NULL)
    *encoding = g_strdup (decoded.encoding);
  return g_steal_pointer (&decoded.utf8);
}

static gboolean
wants_body (const char *part)
{
  return strcmp (part, "word/document.xml") == 0;
}

static void
begin_element (gpointer data, const char *name, const XmlAttributes *attributes)
{
  if (g_str_equal (name, "w:tab"))
    g_string_append_c (data, '\t');
  else if (g_str_equal (name, "w:br"))
    g_string_append_c (data, '\n');
}

static void
end_element (gpointer data, const char *name)
{
  if (g_str_equal (name, "w:p"))
    g_string_append_c (data, '\n');
}

static void
add_words (gpointer data, const char *utf8, gsize n_bytes)
{
  g_string_append_len (data, utf8, n_bytes);
}

/* The words of a Word document, no more: NVivo has nothing else for some notes. */
static char *
dup_rich_words (GBytes *bytes)
{
  static const XmlNamespace names[] = {
    { "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "w" },
    { NULL, NULL },
  };
  static const XmlHandler handler = { begin_element, end_element, add_words };
  gsize n;
  const char *data = g_bytes_get_data (bytes, &n);
  g_autoptr (Package) package
      = package_open (g_memdup2 (data, n), n, "", MAX_NOTE, wants_body, NULL, NULL);
  const char *body = package ? package_get (package, "word/document.xml", &n) : NULL;
  GString *words = g_string_new (NULL);

  if (body != NULL)
    xml_read (body, n, names, &handler, words, "", NULL, NULL);
  return g_string_free (words, FALSE);
}

static char *
dup_words (RefiReader *self, const RefiNote *note)
{
  GBytes *plain = refi_package_get (self->package, note->plain_path);
  GBytes *rich = refi_package_get (self->package, note->rich_path);
  gboolean has_mark;
  gsize n;
  char *words = note->content != NULL ? g_strdup (note->content)
                : plain != NULL       ? refi_dup_utf8 (plain, &n, &has_mark, NULL)
                : rich != NULL        ? dup_rich_words (rich)
                                      : NULL;

  return words != NULL ? scho_text_normalise (words, (n = strlen (words), &n), NULL, NULL)
                       : NULL;
}

static RefiNote *
find_note (RefiReader *self, const SchoUuid *guid)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->note_ids, guid));

  return number != 0 ? &g_array_index (self->notes, RefiNote, number - 1) : NULL;
}

/* Something has a memo that the file does not have. */
static void
tell_missing (RefiReader *self, const SchoUuid *guid)
{
  char words[SCHO_UUID_STRING_LENGTH + 1];

  scho_uuid_format (guid, words);
  scho_losses_add (scho_step_get_losses (self->step), 1,
                   _ ("Memos that are not in the file"), words);
}

/* The file of its words is not there. */
static void
tell_without_words (RefiReader *self, const RefiNote *note)
{
  const char *path = note->plain_path != NULL ? note->plain_path : note->rich_path;

  if (path != NULL && note->content == NULL
      && refi_package_get (self->package, note->plain_path) == NULL
      && refi_package_get (self->package, note->rich_path) == NULL)
    scho_losses_add (scho_step_get_losses (self->step), 1,
                     _ ("Memos whose words are not in the package"),
                     note->name != NULL ? note->name : path);
}

char *
refi_reader_dup_memo (RefiReader *self, const char *description, GArray *notes)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  refi_memo_add (parts, g_strdup (description));
  for (guint i = 0; notes != NULL && i < notes->len; i++)
    {
      RefiNote *note = find_note (self, &g_array_index (notes, SchoUuid, i));

      if (note == NULL)
        {
          tell_missing (self, &g_array_index (notes, SchoUuid, i));
          continue;
        }
      note->is_used = TRUE;
      refi_memo_add (parts, g_strdup (note->description));
      refi_memo_add (parts, dup_words (self, note));
    }
  return refi_memo_join (parts);
}

char *
refi_reader_take_own (RefiReader *self,
                      GArray *notes,
                      const SchoUuid *owner,
                      const char *purpose)
{
  SchoUuid guid = refi_guid_derive (owner, purpose);
  RefiNote *note = find_note (self, &guid);

  for (guint i = 0; note != NULL && notes != NULL && i < notes->len; i++)
    if (scho_uuid_equal (&g_array_index (notes, SchoUuid, i), &guid))
      {
        g_array_remove_index (notes, i);
        note->is_used = note->is_own = TRUE;
        return dup_words (self, note);
      }
  return NULL;
}

void
refi_reader_drop_own (RefiReader *self, GArray *notes, const SchoUuid *owner)
{
  static const char *const purposes[] = { REFI_MEMO, REFI_USE_WHEN, REFI_USE_NOT };

  for (guint i = 0; notes != NULL && notes->len > 0 && i < G_N_ELEMENTS (purposes); i++)
    {
      SchoUuid own = refi_guid_derive (owner, purposes[i]);

      for (guint j = notes->len; j > 0; j--)
        {
          RefiNote *note = find_note (self, &own);

          if (!scho_uuid_equal (&g_array_index (notes, SchoUuid, j - 1), &own))
            continue;
          g_array_remove_index (notes, j - 1);
          if (note != NULL)
            note->is_own = TRUE;
        }
    }
}

void
refi_keep_notes (RefiReader *self)
{
  for (guint i = 0; i < self->notes->len; i++)
    {
      RefiNote *note = &g_array_index (self->notes, RefiNote, i);
      g_autofree char *words = NULL;
      GString *xml;

      tell_without_words (self, note);
      if (note->is_own)
        continue;
      words = dup_words (self, note);
      xml = g_string_new (note->head);
      if (words != NULL)
        {
          g_string_append (xml, "<PlainTextContent>");
          refi_xml_escape (xml, words, -1);
          g_string_append (xml, "</PlainTextContent>");
        }
      g_string_append (xml, note->tail);
      refi_keep (self, REFI_NOTES, g_string_free (xml, FALSE));
      g_clear_pointer (&note->head, g_free);
      g_clear_pointer (&note->tail, g_free);
      g_clear_pointer (&note->content, g_free);
    }
}

void
refi_reader_mark_notes (RefiReader *self, GArray *notes)
{
  for (guint i = 0; notes != NULL && i < notes->len; i++)
    {
      RefiNote *note = find_note (self, &g_array_index (notes, SchoUuid, i));

      if (note != NULL)
        note->is_used = TRUE;
    }
}

static void
add_free_note (RefiReader *self, GPtrArray *parts, RefiNote *note)
{
  g_autofree char *words = dup_words (self, note);
  g_autofree char *named = NULL;

  note->is_used = TRUE;
  if (words == NULL && note->description == NULL)
    return;
  named = g_strdup_printf ("%s%s%s", note->name != NULL ? note->name : "",
                           note->name != NULL ? "\n" : "", words != NULL ? words : "");
  refi_memo_add (parts, g_steal_pointer (&named));
  refi_memo_add (parts, g_strdup (note->description));
}

char *
refi_reader_dup_project_memo (RefiReader *self)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  refi_memo_add (parts,
                 refi_reader_dup_memo (self, self->description, self->notes_of_project));
  for (guint i = 0; i < self->notes->len; i++)
    {
      RefiNote *note = &g_array_index (self->notes, RefiNote, i);

      if (!note->is_used)
        add_free_note (self, parts, note);
    }
  return refi_memo_join (parts);
}
