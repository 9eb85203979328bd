#include "tei-reader.h"

#include "tei-chars.h"

/* The number of @value in @words, or 0 as in a file that somebody has changed. */
static guint
find_word (const char *const *words, guint n, const char *value)
{
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (words[i], value) == 0)
      return i;
  return 0;
}

/* (transfer full) (nullable) */
static char *
dup_unescaped (const TeiAttributes *attributes, const char *name)
{
  g_autofree char *value = tei_attributes_dup (attributes, name);

  return value != NULL ? tei_unescape (value) : NULL;
}

static void
read_project (TeiReader *self, const TeiAttributes *attributes)
{
  g_free (self->header.project_title);
  self->header.project_title = dup_unescaped (attributes, "title");
}

static gboolean
is_yes (const TeiAttributes *attributes, const char *name)
{
  g_autofree char *value = tei_attributes_dup (attributes, name);

  return g_strcmp0 (value, "yes") == 0;
}

static void
read_code (TeiReader *self, const TeiAttributes *attributes)
{
  g_autofree char *id = tei_attributes_dup (attributes, "ref");
  g_autofree char *colour = tei_attributes_dup (attributes, "colour");
  guint number
      = id ? GPOINTER_TO_UINT (g_hash_table_lookup (self->header.category_ids, id)) : 0;
  TeiCategory *category;
  gint64 value;

  if (number == 0)
    return;
  category = &g_array_index (self->header.categories, TeiCategory, number - 1);
  category->has_colour = colour != NULL && scho_colour_parse (colour, &category->colour);
  if (tei_attributes_get_number (attributes, "position", G_MININT32, G_MAXINT32, &value))
    category->position = value;
  if (tei_attributes_get_number (attributes, "key", 0, 9, &value))
    category->key = value;
  category->blurred = is_yes (attributes, "blurred");
  g_free (category->pseudonym);
  category->pseudonym = dup_unescaped (attributes, "pseudonym");
}

static void
read_attachment (TeiReader *self, const TeiAttributes *attributes)
{
  g_autofree char *uuid = tei_attributes_dup (attributes, "uuid");
  g_autofree char *kind = dup_unescaped (attributes, "kind");
  g_autofree char *name = dup_unescaped (attributes, "name");
  g_autofree char *text = dup_unescaped (attributes, "text");
  SchoAttachment attachment = { .kind = kind, .name = name ? name : "", .text = text };

  if (uuid != NULL && scho_uuid_parse (uuid, &attachment.uuid)
      && (g_strcmp0 (kind, SCHO_ATTACHMENT_LINK) == 0
          || g_strcmp0 (kind, SCHO_ATTACHMENT_QUERY) == 0))
    tei_nouns_add_attachment (self->nouns, &attachment);
}

/* Only what a coder can hold: all, or a list of UUIDs. */
static gboolean
is_asked (const char *asked)
{
  g_auto (GStrv) words = g_strsplit (asked, " ", -1);
  SchoUuid uuid;

  if (g_str_equal (asked, SCHO_ASKED_ALL))
    return TRUE;
  for (char **word = words; *word != NULL; word++)
    if (!scho_uuid_parse (*word, &uuid))
      return FALSE;
  return TRUE;
}

static void
read_coder (TeiReader *self, const TeiAttributes *attributes)
{
  g_autofree char *id = tei_attributes_dup (attributes, "ref");
  g_autofree char *asked = tei_attributes_dup (attributes, "asked");

  if (id == NULL || asked == NULL || !is_asked (asked))
    return;
  for (guint i = 0; i < self->header.people->len; i++)
    {
      TeiPerson *person = &g_array_index (self->header.people, TeiPerson, i);

      if (person->asked == NULL && g_strcmp0 (person->id, id) == 0)
        person->asked = g_steal_pointer (&asked);
    }
}

static void
read_document (TeiReader *self, const TeiAttributes *attributes)
{
  static const char *const line_ends[] = { "lf", "crlf", "cr", "mixed" };
  g_autofree char *ends = tei_attributes_dup (attributes, "line-ends");
  TeiHeader *header = &self->header;

  header->own_document = TRUE;
  g_free (header->language);
  header->language = dup_unescaped (attributes, "language");
  g_free (header->encoding);
  header->encoding = dup_unescaped (attributes, "encoding");
  g_free (header->digest);
  header->digest = tei_attributes_dup (attributes, "digest");
  header->line_ends = find_word (line_ends, G_N_ELEMENTS (line_ends), ends);
  header->byte_order_mark = is_yes (attributes, "mark");
}

static void
read_coding (TeiReader *self, const TeiAttributes *attributes)
{
  g_autofree char *id = tei_attributes_dup (attributes, "ref");
  gint64 before = 0, after = 0;
  TeiRange feeds;

  if (id == NULL)
    return;
  if (is_yes (attributes, "example"))
    g_hash_table_add (self->header.examples, g_strdup (id));
  tei_attributes_get_number (attributes, "feeds-before", 0, G_MAXINT32, &before);
  tei_attributes_get_number (attributes, "feeds-after", 0, G_MAXINT32, &after);
  feeds = (TeiRange){ before, after };
  if (before + after > 0)
    g_hash_table_insert (self->header.feeds, g_steal_pointer (&id),
                         g_memdup2 (&feeds, sizeof feeds));
}

static void
read_attribute (TeiReader *self, const TeiAttributes *attributes)
{
  static const char *const types[] = { "text", "number", "date", "yes-no" };
  g_autofree char *type = tei_attributes_dup (attributes, "type");
  SchoAttribute attribute = {
    .name = dup_unescaped (attributes, "name"),
    .value = dup_unescaped (attributes, "value"),
    .type = find_word (types, G_N_ELEMENTS (types), type),
  };

  g_array_append_val (self->header.attributes, attribute);
}

static void
read_stretch (TeiReader *self, const TeiAttributes *attributes)
{
  static const char *const kinds[]
      = { "paragraph", "heading",   "list-item",  "speaker-turn", "time-code", "page",
          "table",     "table-row", "table-cell", "note",         "verse" };
  g_autofree char *kind = tei_attributes_dup (attributes, "kind");
  SchoStretch stretch = { .kind = find_word (kinds, G_N_ELEMENTS (kinds), kind) };
  gint64 start, end, level = 0;

  if (!tei_attributes_get_number (attributes, "start", 0, G_MAXUINT32, &start)
      || !tei_attributes_get_number (attributes, "end", start, G_MAXUINT32, &end))
    {
      tei_counts_add (&self->counts, TEI_COUNT_STRETCHES, 1, NULL);
      return;
    }
  tei_attributes_get_number (attributes, "level", 0, G_MAXUINT16, &level);
  stretch.start = start;
  stretch.end = end;
  stretch.level = level;
  stretch.label = dup_unescaped (attributes, "label");
  g_array_append_val (self->header.stretches, stretch);
}

void
tei_reader_begin_own (TeiReader *self, TeiFrame *frame, const TeiAttributes *attributes)
{
  if (g_str_equal (frame->name, "scholiast"))
    self->header.own = TRUE;
  else if (g_str_equal (frame->name, "project"))
    read_project (self, attributes);
  else if (g_str_equal (frame->name, "code"))
    read_code (self, attributes);
  else if (g_str_equal (frame->name, "attachment"))
    read_attachment (self, attributes);
  else if (g_str_equal (frame->name, "coder"))
    read_coder (self, attributes);
  else if (g_str_equal (frame->name, "document"))
    read_document (self, attributes);
  else if (g_str_equal (frame->name, "coding"))
    read_coding (self, attributes);
  else if (g_str_equal (frame->name, "attribute"))
    read_attribute (self, attributes);
  else if (g_str_equal (frame->name, "stretch"))
    read_stretch (self, attributes);
  else if (g_str_equal (frame->name, "chars"))
    tei_reader_capture (self, frame);
  else if (g_str_equal (frame->name, "exact"))
    {
      frame->key = tei_attributes_dup (attributes, "of");
      frame->type = tei_attributes_dup (attributes, "field");
      tei_reader_capture (self, frame);
    }
}

void
tei_reader_end_own (TeiReader *self, TeiFrame *frame, const char *words)
{
  if (g_str_equal (frame->name, "chars"))
    {
      g_free (self->header.forbidden);
      self->header.forbidden = g_strdup (words);
    }
  else if (g_str_equal (frame->name, "exact") && frame->key && frame->type)
    g_hash_table_insert (self->header.exact,
                         g_strconcat (frame->key, " ", frame->type, NULL),
                         tei_unescape (words));
}
