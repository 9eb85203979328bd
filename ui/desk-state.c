#include "desk-state.h"

#include <gio/gio.h>
#include <string.h>

#define DESK "desk"
#define QUERIES "queries"
#define PLACE_PREFIX "document "
#define MOST_PLACES 300
#define MOST_BYTES (256 * 1024) /* a file that is larger is not ours */
#define LONGEST_QUERY 4096      /* bytes */

struct _SchoDeskState
{
  char *path;
  GKeyFile *file;
};

static char *
dup_path (const SchoUuid *project)
{
  char uuid[SCHO_UUID_STRING_LENGTH + 1];
  g_autofree char *name = NULL;

  scho_uuid_format (project, uuid);
  name = g_strconcat (uuid, ".desk", NULL);
  return g_build_filename (g_get_user_state_dir (), "scholiast", "desks", name, NULL);
}

static void
read_file (SchoDeskState *self)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->path);
  g_autoptr (GFileInfo) info
      = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, 0, NULL, NULL);

  if (info == NULL || g_file_info_get_size (info) > MOST_BYTES)
    return;
  if (!g_key_file_load_from_file (self->file, self->path, G_KEY_FILE_NONE, NULL))
    {
      /* What was read before the fault is no use either. */
      g_key_file_unref (self->file);
      self->file = g_key_file_new ();
    }
}

SchoDeskState *
scho_desk_state_load (const SchoUuid *project)
{
  SchoDeskState *self = g_new0 (SchoDeskState, 1);

  self->path = dup_path (project);
  self->file = g_key_file_new ();
  read_file (self);
  return self;
}

void
scho_desk_state_free (SchoDeskState *self)
{
  g_key_file_unref (self->file);
  g_free (self->path);
  g_free (self);
}

/* New places are added at the end, so the oldest come first. */
static void
forget_old_places (SchoDeskState *self)
{
  gsize n;
  g_auto (GStrv) groups = g_key_file_get_groups (self->file, &n);

  for (gsize i = 0; i < n && n - i > MOST_PLACES; i++)
    if (g_str_has_prefix (groups[i], PLACE_PREFIX))
      g_key_file_remove_group (self->file, groups[i], NULL);
}

void
scho_desk_state_save (SchoDeskState *self)
{
  g_autofree char *folder = g_path_get_dirname (self->path);

  forget_old_places (self);
  g_mkdir_with_parents (folder, 0700);
  g_key_file_save_to_file (self->file, self->path, NULL);
}

int
scho_desk_state_get_int (
    SchoDeskState *self, const char *key, int least, int most, int fallback)
{
  g_autoptr (GError) error = NULL;
  int value = g_key_file_get_integer (self->file, DESK, key, &error);

  return error == NULL && value >= least && value <= most ? value : fallback;
}

void
scho_desk_state_set_int (SchoDeskState *self, const char *key, int value)
{
  g_key_file_set_integer (self->file, DESK, key, value);
}

char *
scho_desk_state_dup_string (SchoDeskState *self, const char *key)
{
  return g_key_file_get_string (self->file, DESK, key, NULL);
}

void
scho_desk_state_set_string (SchoDeskState *self, const char *key, const char *value)
{
  g_key_file_set_string (self->file, DESK, key, value);
}

static char *
dup_group (const SchoUuid *document)
{
  char uuid[SCHO_UUID_STRING_LENGTH + 1];

  scho_uuid_format (document, uuid);
  return g_strconcat (PLACE_PREFIX, uuid, NULL);
}

static guint32
get_offset (SchoDeskState *self, const char *group, const char *key)
{
  guint64 value = g_key_file_get_uint64 (self->file, group, key, NULL);

  return value <= G_MAXUINT32 ? value : 0;
}

gboolean
scho_desk_state_get_place (SchoDeskState *self,
                           const SchoUuid *document,
                           SchoPlace *place)
{
  g_autofree char *group = dup_group (document);

  place->top = get_offset (self, group, "top");
  place->start = get_offset (self, group, "start");
  place->end = get_offset (self, group, "end");
  return g_key_file_has_group (self->file, group);
}

void
scho_desk_state_set_place (SchoDeskState *self,
                           const SchoUuid *document,
                           const SchoPlace *place)
{
  g_autofree char *group = dup_group (document);

  g_key_file_remove_group (self->file, group, NULL);
  g_key_file_set_uint64 (self->file, group, "top", place->top);
  g_key_file_set_uint64 (self->file, group, "start", place->start);
  g_key_file_set_uint64 (self->file, group, "end", place->end);
}

/* A document is its UUID alone, as in files of the first version. */
static const struct
{
  const char *prefix;
  gboolean has_uuid;
} kinds[] = {
  [SCHO_DESK_DOCUMENT] = { "", TRUE },
  [SCHO_DESK_PASSAGES] = { "passages:", TRUE },
  [SCHO_DESK_QUERY] = { "query:", TRUE },
  [SCHO_DESK_MEMOS] = { "memos", FALSE },
  [SCHO_DESK_ATTRIBUTES] = { "attributes", FALSE },
};

static char *
format_tab (const SchoDeskTab *tab)
{
  char uuid[SCHO_UUID_STRING_LENGTH + 1] = "";

  if (kinds[tab->kind].has_uuid)
    scho_uuid_format (&tab->uuid, uuid);
  return g_strconcat (kinds[tab->kind].prefix, uuid, NULL);
}

static gboolean
parse_tab (const char *name, SchoDeskTab *tab)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const char *rest = name + strlen (kinds[i].prefix);

      *tab = (SchoDeskTab){ .kind = i };
      if (g_str_has_prefix (name, kinds[i].prefix)
          && (kinds[i].has_uuid ? scho_uuid_parse (rest, &tab->uuid) : rest[0] == '\0'))
        return TRUE;
    }
  return FALSE;
}

gboolean
scho_desk_tab_equal (const SchoDeskTab *a, const SchoDeskTab *b)
{
  return a->kind == b->kind && scho_uuid_equal (&a->uuid, &b->uuid);
}

GArray *
scho_desk_state_dup_tabs (SchoDeskState *self)
{
  GArray *tabs = g_array_new (FALSE, FALSE, sizeof (SchoDeskTab));
  g_auto (GStrv) names
      = g_key_file_get_string_list (self->file, DESK, "tabs", NULL, NULL);
  SchoDeskTab tab;

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    if (parse_tab (names[i], &tab))
      g_array_append_val (tabs, tab);
  return tabs;
}

void
scho_desk_state_set_tabs (SchoDeskState *self, const SchoDeskTab *tabs, gsize n)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < n; i++)
    g_ptr_array_add (names, format_tab (&tabs[i]));
  g_key_file_set_string_list (self->file, DESK, "tabs",
                              (const char *const *) names->pdata, names->len);
}

void
scho_desk_state_forget_queries (SchoDeskState *self)
{
  g_key_file_remove_group (self->file, QUERIES, NULL);
}

void
scho_desk_state_set_query (SchoDeskState *self, const SchoUuid *tab, const char *query)
{
  char uuid[SCHO_UUID_STRING_LENGTH + 1];

  scho_uuid_format (tab, uuid);
  if (strlen (query) <= LONGEST_QUERY)
    g_key_file_set_string (self->file, QUERIES, uuid, query);
}

char *
scho_desk_state_dup_query (SchoDeskState *self, const SchoUuid *tab)
{
  char uuid[SCHO_UUID_STRING_LENGTH + 1];

  scho_uuid_format (tab, uuid);
  return g_key_file_get_string (self->file, QUERIES, uuid, NULL);
}

gboolean
scho_desk_state_get_front (SchoDeskState *self, SchoDeskTab *front)
{
  g_autofree char *name = scho_desk_state_dup_string (self, "front");

  return name != NULL && parse_tab (name, front);
}

void
scho_desk_state_set_front (SchoDeskState *self, const SchoDeskTab *front)
{
  g_autofree char *name = format_tab (front);

  scho_desk_state_set_string (self, "front", name);
}
