#include "brat-links.h"

#include "../shared/link.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _BratLinks
{
  GArray *links;        /* of Link */
  gboolean *written;    /* by number of the link */
  GHashTable *types;    /* words → word */
  GHashTable *passages; /* SchoUuid → number in the file */
};

char *
brat_make_word (const char *name, const char *otherwise, GHashTable *taken)
{
  g_autoptr (GString) word = g_string_new (NULL);
  char *type;

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)) || (*p == '-' && word->len > 0))
      g_string_append_len (word, p, g_utf8_next_char (p) - p);
    else if (word->len > 0 && word->str[word->len - 1] != '_')
      g_string_append_c (word, '_');
  if (word->len == 0)
    g_string_append (word, otherwise);
  type = g_strdup (word->str);
  for (guint i = 2; !g_hash_table_add (taken, g_strdup (type)); i++)
    {
      g_free (type);
      type = g_strdup_printf ("%s_%u", word->str, i);
    }
  return type;
}

static const char *
get_type (const Link *link)
{
  return link->type != NULL ? link->type : "";
}

static void
name_types (BratLinks *self)
{
  g_autoptr (GHashTable) taken
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->links->len; i++)
    {
      const char *type = get_type (&g_array_index (self->links, Link, i));

      if (!g_hash_table_contains (self->types, type))
        g_hash_table_insert (self->types, (gpointer) type,
                             brat_make_word (type, "Link", taken));
    }
}

BratLinks *
brat_links_new (SchoSnapshot *snapshot)
{
  BratLinks *self = g_new0 (BratLinks, 1);
  gsize n;
  const SchoAttachment *const *all = scho_snapshot_get_attachments (snapshot, &n);

  self->links = g_array_new (FALSE, TRUE, sizeof (Link));
  g_array_set_clear_func (self->links, link_clear);
  self->types = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  self->passages = g_hash_table_new_full (scho_uuid_hash, scho_uuid_equal, g_free, NULL);
  for (gsize i = 0; i < n; i++)
    {
      Link link = { 0 };

      if (link_parse (all[i], &link))
        g_array_append_val (self->links, link);
    }
  self->written = g_new0 (gboolean, self->links->len + 1);
  name_types (self);
  return self;
}

void
brat_links_free (BratLinks *self)
{
  g_hash_table_unref (self->passages);
  g_hash_table_unref (self->types);
  g_array_unref (self->links);
  g_free (self->written);
  g_free (self);
}

void
brat_links_begin (BratLinks *self)
{
  g_hash_table_remove_all (self->passages);
}

void
brat_links_note (BratLinks *self, const SchoUuid *coding, guint passage)
{
  if (self->links->len > 0)
    g_hash_table_insert (self->passages, g_memdup2 (coding, sizeof *coding),
                         GUINT_TO_POINTER (passage));
}

static void
write_end (TextWriter *writer, const char *before, guint passage)
{
  text_writer_add (writer, before);
  text_writer_number (writer, passage);
}

static void
write_link (BratLinks *self,
            const Link *link,
            guint number,
            guint from,
            guint to,
            TextWriter *writer)
{
  gboolean is_relation = !g_str_equal (get_type (link), BRAT_EQUIVALENCE);

  if (is_relation)
    {
      write_end (writer, "R", number);
      text_writer_add (writer, "\t");
      text_writer_add (writer, g_hash_table_lookup (self->types, get_type (link)));
    }
  else
    text_writer_add (writer, "*\t" BRAT_EQUIVALENCE);
  write_end (writer, is_relation ? " Arg1:T" : " T", from);
  write_end (writer, is_relation ? " Arg2:T" : " T", to);
  text_writer_add (writer, "\n");
}

void
brat_links_write (BratLinks *self, TextWriter *writer)
{
  guint number = 0;

  for (guint i = 0; i < self->links->len; i++)
    {
      const Link *link = &g_array_index (self->links, Link, i);
      guint from = GPOINTER_TO_UINT (g_hash_table_lookup (self->passages, &link->from));
      guint to = GPOINTER_TO_UINT (g_hash_table_lookup (self->passages, &link->to));

      if (from == 0 || to == 0)
        continue;
      write_link (self, link, ++number, from, to, writer);
      self->written[i] = TRUE;
    }
}

void
brat_links_write_types (BratLinks *self, TextWriter *writer)
{
  g_autoptr (GHashTable) done = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->links->len; i++)
    {
      const char *type = get_type (&g_array_index (self->links, Link, i));

      if (!g_hash_table_add (done, (gpointer) type))
        continue;
      text_writer_add (writer, g_hash_table_lookup (self->types, type));
      text_writer_add (writer, "\tArg1:<ENTITY>, Arg2:<ENTITY>");
      if (g_str_equal (type, BRAT_EQUIVALENCE))
        text_writer_add (writer, ", <REL-TYPE>:symmetric-transitive");
      text_writer_add (writer, "\n");
    }
}

void
brat_links_tell (BratLinks *self, SchoLosses *losses)
{
  for (guint i = 0; i < self->links->len; i++)
    {
      const char *type = get_type (&g_array_index (self->links, Link, i));
      const char *word = g_hash_table_lookup (self->types, type);

      scho_losses_add (losses, !self->written[i],
                       _ ("Links of what is not in one file, or no passage"), type);
      scho_losses_add (losses, self->written[i] && !g_str_equal (type, word),
                       _ ("Names of relations, changed since a type is one word"), type);
    }
}
