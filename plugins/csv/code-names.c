#include "code-names.h"

#define SEVERAL G_MAXUINT32

struct _CodeNames
{
  GHashTable *names;         /* of char * to id, or SEVERAL */
  GHashTable *paths;         /* of char * to id */
  GHashTable *paths_by_code; /* of id to char * that paths owns */
};

CodeNames *
code_names_new (SchoSnapshot *base)
{
  CodeNames *self = g_new0 (CodeNames, 1);
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (base, &n);

  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->paths_by_code = g_hash_table_new (NULL, NULL);
  for (gsize i = 0; i < n; i++)
    code_names_add (self, codes[i]->id, codes[i]->parent, codes[i]->name);
  return self;
}

void
code_names_free (CodeNames *self)
{
  g_hash_table_unref (self->paths_by_code);
  g_hash_table_unref (self->paths);
  g_hash_table_unref (self->names);
  g_free (self);
}

static char *
make_path (CodeNames *self, guint32 parent, const char *name)
{
  const char *above
      = g_hash_table_lookup (self->paths_by_code, GUINT_TO_POINTER (parent));

  return scho_code_path_join (above, name);
}

void
code_names_add (CodeNames *self, guint32 id, guint32 parent, const char *name)
{
  char *path = make_path (self, parent, name);
  gboolean known = g_hash_table_contains (self->names, name);

  g_hash_table_insert (self->names, g_strdup (name),
                       GUINT_TO_POINTER (known ? SEVERAL : id));
  g_hash_table_replace (self->paths, path, GUINT_TO_POINTER (id));
  g_hash_table_insert (self->paths_by_code, GUINT_TO_POINTER (id), path);
}

guint32
code_names_find_path (CodeNames *self, const char *path)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->paths, path));
}

guint32
code_names_find_below (CodeNames *self, guint32 parent, const char *name)
{
  g_autofree char *path = make_path (self, parent, name);

  return code_names_find_path (self, path);
}

guint32
code_names_find_name (CodeNames *self, const char *name, gboolean *ambiguous)
{
  guint32 id = GPOINTER_TO_UINT (g_hash_table_lookup (self->names, name));

  *ambiguous = id == SEVERAL;
  return *ambiguous ? 0 : id;
}

guint32
code_names_find (CodeNames *self, const char *label, gboolean *ambiguous)
{
  g_autofree char *name = scho_code_path_dup_name (label);
  guint32 id;

  *ambiguous = FALSE;
  id = name != NULL ? code_names_find_name (self, name, ambiguous) : 0;
  if (id == 0 && (id = code_names_find_path (self, label)) != 0)
    *ambiguous = FALSE;
  if (id == 0 && !*ambiguous && g_strcmp0 (name, label) != 0)
    id = code_names_find_name (self, label, ambiguous);
  return id;
}

char *
code_names_clean (const char *name)
{
  g_autoptr (SchoCode) code = scho_code_new (&(SchoCode){ .name = name });

  return g_strdup (code->name);
}
