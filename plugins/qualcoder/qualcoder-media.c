/* Pictures, sound and film of the folder, with their codings: kept as REFI-QDA keeps
 * them, so that they go out again. */
#include "qualcoder.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define REFI_PROJECT "urn:QDA-XML:project:1.0"

typedef struct
{
  const char *folder;    /* of QualCoder */
  const char *source;    /* of REFI-QDA */
  const char *selection; /* the same */
} Kind;

static const Kind kinds[] = {
  { "/images/", "PictureSource", "PictureSelection" },
  { "/audio/", "AudioSource", "AudioSelection" },
  { "/video/", "VideoSource", "VideoSelection" },
};

typedef struct
{
  QualCoder *reader;
  GString *xml;
  GHashTable *names;           /* set of those taken */
  guint n_media, n_codings[2]; /* of pictures, of sound and film */
} Media;

gboolean
qualcoder_wants_medium (const char *part)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strstr (part, kinds[i].folder) != NULL
        || g_str_has_prefix (part, kinds[i].folder + 1))
      return TRUE;
  return FALSE;
}

/* Only what lies in the folder itself; a path to elsewhere is nobody's business. */
static const Kind *
find_kind (const char *path)
{
  for (guint i = 0; path != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (g_str_has_prefix (path, kinds[i].folder))
      return &kinds[i];
  return NULL;
}

static const char *
find_part (QualCoder *self, const char *path, gsize *n_bytes)
{
  g_autofree char *part = NULL;

  if (self->media == NULL)
    return NULL;
  part = g_strconcat (self->root, path + (self->root[0] == '\0'), NULL);
  return package_get (self->media, part, n_bytes);
}

static void
escape (GString *xml, const char *words)
{
  for (const char *p = words; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      switch (c)
        {
        case '&':
          g_string_append (xml, "&amp;");
          break;
        case '<':
          g_string_append (xml, "&lt;");
          break;
        case '>':
          g_string_append (xml, "&gt;");
          break;
        case '"':
          g_string_append (xml, "&quot;");
          break;
        case '\n':
          g_string_append (xml, "&#10;");
          break;
        default:
          g_string_append_unichar (xml,
                                   c < 0x20 || c == 0xfffe || c == 0xffff ? 0xfffd : c);
        }
    }
}

static void
put (GString *xml, const char *name, const char *value)
{
  g_string_append_printf (xml, " %s=\"", name);
  escape (xml, value);
  g_string_append_c (xml, '"');
}

static void
put_uuid (GString *xml, const char *name, const SchoUuid *uuid)
{
  char words[SCHO_UUID_STRING_LENGTH + 1];

  scho_uuid_format (uuid, words);
  put (xml, name, words);
}

static void
put_new_uuid (GString *xml)
{
  SchoUuid uuid = scho_uuid_new ();

  put_uuid (xml, "guid", &uuid);
}

static void
put_description (GString *xml, const char *words)
{
  if (words == NULL)
    return;
  g_string_append (xml, "<Description>");
  escape (xml, words);
  g_string_append (xml, "</Description>");
}

static void
put_author (Media *self, const char *owner, const char *date)
{
  QualCoder *reader = self->reader;
  guint32 coder = qualcoder_get_coder (reader, owner);
  gint64 time = date != NULL ? codings_parse_time (date) : -1;
  g_autoptr (GDateTime) when
      = time >= 0 ? g_date_time_new_from_unix_utc (time / 1000) : NULL;
  g_autofree char *words
      = when != NULL ? g_date_time_format (when, "%Y-%m-%dT%H:%M:%SZ") : NULL;

  put_uuid (self->xml, "creatingUser",
            &scho_step_get_coder_by_id (reader->step, coder)->uuid);
  if (words != NULL && strlen (words) == 20)
    put (self->xml, "creationDateTime", words);
}

/* A lower-case name that no other file of the project has. */
static char *
dup_name (Media *self, const char *path)
{
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *lower = g_utf8_strdown (base, -1);
  char *name = g_strdup (lower);

  for (guint i = 2; !g_hash_table_add (self->names, g_strdup (name)); i++)
    {
      g_free (name);
      name = g_strdup_printf ("%u-%s", i, lower);
    }
  return name;
}

static void
put_number (GString *xml, const char *name, gint64 number)
{
  g_string_append_printf (xml, " %s=\"%" G_GINT64_FORMAT "\"", name,
                          CLAMP (number, 0, G_MAXINT32));
}

static gint64
add_up (gint64 a, gint64 b)
{
  return CLAMP (a, 0, G_MAXINT32) + CLAMP (b, 0, G_MAXINT32);
}

/* Columns: code, owner, date, memo, then the four or two numbers of its place. */
static void
put_coding (Media *self, const Kind *kind, DatabaseRows *rows)
{
  QualCoder *reader = self->reader;
  gboolean is_picture = kind == &kinds[0];
  gint64 cid = database_rows_integer (rows, 0);
  gint64 a = database_rows_integer (rows, 4), b = database_rows_integer (rows, 5);
  guint32 code = GPOINTER_TO_UINT (g_hash_table_lookup (reader->codes, &cid));

  if (code == 0)
    return; /* counted with those that stay */
  g_string_append_printf (self->xml, "<%s", kind->selection);
  put_new_uuid (self->xml);
  put_number (self->xml, is_picture ? "firstX" : "begin", a);
  put_number (self->xml, is_picture ? "firstY" : "end", b);
  if (is_picture)
    {
      put_number (self->xml, "secondX", add_up (a, database_rows_integer (rows, 6)));
      put_number (self->xml, "secondY", add_up (b, database_rows_integer (rows, 7)));
    }
  put_author (self, database_rows_text (rows, 1), database_rows_text (rows, 2));
  g_string_append_c (self->xml, '>');
  put_description (self->xml, database_rows_text (rows, 3));
  g_string_append (self->xml, "<Coding");
  put_new_uuid (self->xml);
  put_author (self, database_rows_text (rows, 1), database_rows_text (rows, 2));
  g_string_append (self->xml, "><CodeRef");
  put_uuid (self->xml, "targetGUID", &scho_step_get_code (reader->step, code)->uuid);
  g_string_append_printf (self->xml, "/></Coding></%s>", kind->selection);
  self->n_codings[!is_picture]++;
}

static gboolean
put_codings (Media *self, const Kind *kind, gint64 source, GError **error)
{
  gboolean is_picture = kind == &kinds[0];
  g_autoptr (GError) problem = NULL;
  g_autoptr (DatabaseRows) rows = NULL;

  if (!database_has_table (self->reader->database, is_picture ? "code_image" : "code_av"))
    return TRUE;
  rows = database_query (
      self->reader->database, error,
      "SELECT cid, owner, date, memo, %s FROM %s WHERE id = %" G_GINT64_FORMAT
      " ORDER BY rowid",
      is_picture ? "x1, y1, width, height" : "pos0, pos1",
      is_picture ? "code_image" : "code_av", source);
  while (rows != NULL && database_rows_next (rows, &problem))
    put_coding (self, kind, rows);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return rows != NULL && problem == NULL;
}

static void
attach (Media *self, const char *name, const char *bytes, gsize n_bytes)
{
  g_autoptr (GBytes) content = g_bytes_new (bytes, n_bytes);
  g_autofree char *type = g_content_type_guess (name, NULL, 0, NULL);
  g_autofree char *media = type != NULL ? g_content_type_get_mime_type (type) : NULL;

  scho_step_add_attachment (self->reader->step,
                            &(SchoAttachment){ .kind = SCHO_ATTACHMENT_FILE,
                                               .name = name,
                                               .media_type = media },
                            content);
}

/* Columns: id, name, path, memo. */
static gboolean
put_medium (Media *self, DatabaseRows *rows, GError **error)
{
  const char *title = database_rows_text (rows, 1);
  const char *path = database_rows_text (rows, 2);
  const Kind *kind = find_kind (path);
  g_autofree char *name = NULL, *internal = NULL;
  gsize n_bytes = 0;
  const char *bytes = kind != NULL ? find_part (self->reader, path, &n_bytes) : NULL;

  if (bytes == NULL || !scho_attachment_check_size (path, n_bytes, NULL))
    {
      scho_losses_add (self->reader->losses, 1,
                       _ ("Files without text: pictures, audio, video"), title);
      return TRUE;
    }
  name = dup_name (self, path);
  internal = g_strconcat ("internal://", name, NULL);
  g_string_append_printf (self->xml, "<%s", kind->source);
  put_new_uuid (self->xml);
  put (self->xml, "name", title != NULL ? title : name);
  put (self->xml, "path", internal);
  g_string_append_c (self->xml, '>');
  put_description (self->xml, database_rows_text (rows, 3));
  if (!put_codings (self, kind, database_rows_integer (rows, 0), error))
    return FALSE;
  g_string_append_printf (self->xml, "</%s>", kind->source);
  attach (self, name, bytes, n_bytes);
  self->n_media++;
  return TRUE;
}

static void
keep (Media *self)
{
  QualCoder *reader = self->reader;
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GString) all = g_string_new ("<?xml version=\"1.0\" encoding=\"utf-8\"?>");

  if (self->n_media == 0)
    return;
  g_string_append (all, "<Project");
  put (all, "xmlns", REFI_PROJECT);
  put (all, "name", reader->name);
  g_string_append_printf (all, "><Sources>%s</Sources></Project>", self->xml->str);
  content = g_bytes_new (all->str, all->len);
  scho_step_add_attachment (reader->step,
                            &(SchoAttachment){ .kind = SCHO_ATTACHMENT_REFI,
                                               .name = reader->name,
                                               .media_type = "application/xml" },
                            content);
  scho_step_add_note (
      reader->step,
      ngettext ("%s: %u picture, sound or film is not shown, but kept with "
                "its codings, to go out as REFI-QDA.",
                "%s: %u pictures, sounds and films are not shown, but kept "
                "with their codings, to go out as REFI-QDA.",
                self->n_media),
      reader->name, self->n_media);
}

/* Codings of files that are not here, or with codes that are not. */
static gboolean
tell_others (Media *self, guint which, GError **error)
{
  static const char *const tables[] = { "code_image", "code_av" };
  static const char *const whats[]
      = { N_ ("Codings of pictures"), N_ ("Codings of audio and video") };
  g_autoptr (DatabaseRows) rows = NULL;
  gint64 n;

  if (!database_has_table (self->reader->database, tables[which]))
    return TRUE;
  rows = database_query (self->reader->database, error, "SELECT count (*) FROM %s",
                         tables[which]);
  if (rows == NULL || !database_rows_next (rows, error))
    return FALSE;
  n = database_rows_integer (rows, 0) - self->n_codings[which];
  scho_losses_add (self->reader->losses, (guint64) MAX (n, 0), _ (whats[which]), NULL);
  return TRUE;
}

static void
take_names (Media *self)
{
  gsize n;
  const SchoAttachment *const *all
      = scho_snapshot_get_attachments (scho_step_get_base (self->reader->step), &n);

  for (gsize i = 0; i < n; i++)
    g_hash_table_add (self->names, g_utf8_strdown (all[i]->name, -1));
}

gboolean
qualcoder_read_media (QualCoder *reader, GError **error)
{
  g_autoptr (GString) xml = g_string_new (NULL);
  g_autoptr (GHashTable) names
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Media self = { .reader = reader, .xml = xml, .names = names };
  g_autoptr (GError) problem = NULL;
  g_autoptr (DatabaseRows) rows
      = database_query (reader->database, error,
                        "SELECT id, name, mediapath, memo FROM source WHERE fulltext IS "
                        "NULL OR length (fulltext) = 0 ORDER BY id");

  take_names (&self);
  while (rows != NULL && database_rows_next (rows, &problem))
    if (g_cancellable_set_error_if_cancelled (reader->cancellable, error)
        || !put_medium (&self, rows, error))
      return FALSE;
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  if (problem != NULL || rows == NULL)
    return FALSE;
  keep (&self);
  return tell_others (&self, 0, error) && tell_others (&self, 1, error);
}
