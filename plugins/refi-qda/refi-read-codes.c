#include "refi-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
refi_read_users (RefiReader *self, const xmlNode *users)
{
  for (xmlNode *node = refi_xml_first (users); node; node = refi_xml_next (node))
    {
      RefiUser user = { 0 };

      if (!refi_xml_is (node, "User") || !refi_xml_get_guid (node, "guid", &user.guid)
          || g_hash_table_contains (self->user_ids, &user.guid))
        continue;
      user.name = refi_xml_dup (node, "name");
      user.id = refi_xml_dup (node, "id");
      g_array_append_val (self->users, user);
      refi_table_put (self->user_ids, &user.guid, GUINT_TO_POINTER (self->users->len));
    }
}

/* A name that is free, or the coder that the project has under that name. */
static guint32
add_coder (RefiReader *self, const SchoUuid *guid, const char *name)
{
  SchoSnapshot *base = scho_step_get_base (self->step);
  g_autofree char *free_name = g_strdup (name);
  guint32 id;

  for (guint i = 2; (id = scho_step_find_coder (self->step, free_name)) != 0; i++)
    {
      if (i == 2 && scho_snapshot_get_coder (base, id) != NULL)
        return id;
      g_free (free_name);
      free_name = g_strdup_printf ("%s (%u)", name, i);
    }
  return scho_step_add_coder (self->step,
                              &(SchoCoder){ .uuid = *guid, .name = free_name });
}

static guint32
find_coder (RefiReader *self, const SchoUuid *guid)
{
  gsize n;
  const SchoCoder *const *coders
      = scho_snapshot_get_coders (scho_step_get_base (self->step), &n);

  for (gsize i = 0; i < n; i++)
    if (scho_uuid_equal (&coders[i]->uuid, guid))
      return coders[i]->id;
  return 0;
}

/* (nullable) */
static const char *
get_name (const RefiUser *user)
{
  return user->name != NULL && user->name[0] != '\0' ? user->name
         : user->id != NULL && user->id[0] != '\0'   ? user->id
                                                     : NULL;
}

static void
ensure_coder (RefiReader *self, RefiUser *user)
{
  const char *name = get_name (user);

  if (user->coder == 0)
    user->coder = find_coder (self, &user->guid);
  if (user->coder == 0)
    user->coder = add_coder (self, &user->guid, name != NULL ? name : _ ("Unknown"));
}

static void
put_coder (GHashTable *names, GHashTable *guids, const SchoCoder *coder)
{
  g_hash_table_add (names, g_strdup (coder->name));
  refi_table_put (guids, &coder->uuid, GUINT_TO_POINTER (coder->id));
}

/* The coders that there are by now. */
static void
list_coders (RefiReader *self, GHashTable *names, GHashTable *guids)
{
  gsize n;
  const SchoCoder *const *coders
      = scho_snapshot_get_coders (scho_step_get_base (self->step), &n);

  for (gsize i = 0; i < n; i++)
    put_coder (names, guids, coders[i]);
  if (self->nobody != 0)
    put_coder (names, guids, scho_step_get_coder_by_id (self->step, self->nobody));
  for (guint i = 0; i < self->users->len; i++)
    {
      guint32 id = g_array_index (self->users, RefiUser, i).coder;

      if (id != 0)
        put_coder (names, guids, scho_step_get_coder_by_id (self->step, id));
    }
}

/* A file may name very many: each is looked up in tables, not among all the others. */
void
refi_add_users (RefiReader *self)
{
  g_autoptr (GHashTable) names
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) guids = refi_table_new (NULL);

  list_coders (self, names, guids);
  for (guint i = 0; i < self->users->len; i++)
    {
      RefiUser *user = &g_array_index (self->users, RefiUser, i);
      g_autoptr (SchoCoder) coder
          = scho_coder_new (&(SchoCoder){ .uuid = user->guid, .name = get_name (user) });

      if (user->coder == 0)
        user->coder = GPOINTER_TO_UINT (g_hash_table_lookup (guids, &user->guid));
      if (user->coder != 0 || coder->name[0] == '\0'
          || !g_hash_table_add (names, g_strdup (coder->name)))
        continue;
      user->coder = scho_step_add_coder (self->step, coder);
    }
}

/* Codings that name nobody are those of who made the project, or of who imports. */
static guint32
get_nobody (RefiReader *self)
{
  SchoUuid guid = refi_guid_derive (NULL, "nobody");

  if (self->nobody == 0 && self->coder != NULL)
    self->nobody = scho_step_ensure_coder (self->step, self->coder);
  if (self->nobody == 0)
    self->nobody = add_coder (self, &guid, _ ("Unknown"));
  return self->nobody;
}

guint32
refi_reader_get_coder (RefiReader *self, const SchoUuid *guid)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->user_ids, guid));
  RefiUser *user;

  if (number == 0)
    number = GPOINTER_TO_UINT (g_hash_table_lookup (self->user_ids, &self->creator));
  if (number == 0)
    return get_nobody (self);
  user = &g_array_index (self->users, RefiUser, number - 1);
  if (user->coder == 0)
    ensure_coder (self, user);
  return user->coder;
}

/* `rgba(201, 144, 233, 0.5)` */
static gboolean
parse_function (const char *words, guint32 *colour)
{
  const char *p = strchr (words, '(');
  guint32 value = 0;

  if (p == NULL || g_ascii_strncasecmp (words, "rgb", 3) != 0)
    return FALSE;
  for (guint i = 0; i < 3; i++)
    {
      char *end;
      double part = g_ascii_strtod (p + 1, &end);

      if (end == p + 1)
        return FALSE;
      if (*end == '%')
        {
          part *= 2.55;
          end++;
        }
      value = value << 8 | (guint32) CLAMP (part + 0.5, 0, 255);
      p = end + strspn (end, " ");
      if (i < 2 && *p != ',')
        p--;
    }
  *colour = value;
  return TRUE;
}

gboolean
refi_colour_parse (const char *words, guint32 *colour)
{
  g_autofree char *stripped = g_strstrip (g_strdup (words));
  g_autofree char *marked = g_strconcat ("#", stripped, NULL);

  return scho_colour_parse (stripped, colour) || scho_colour_parse (marked, colour)
         || parse_function (stripped, colour);
}

static gboolean
is_true (const xmlNode *node, const char *name)
{
  g_autofree char *value = refi_xml_dup (node, name);

  return value == NULL || g_ascii_strcasecmp (g_strstrip (value), "true") == 0
         || strcmp (value, "1") == 0;
}

static void
read_code (RefiReader *self, const xmlNode *node, guint parent)
{
  g_autofree char *colour = refi_xml_dup (node, "color");
  RefiCode code = { .parent = parent };
  guint number;

  code.name = refi_xml_dup (node, "name");
  if (code.name == NULL || g_strstrip (code.name)[0] == '\0')
    {
      g_free (code.name);
      code.name = g_strdup (_ ("Without a name"));
    }
  code.definition = refi_xml_dup_child (node, "Description");
  code.is_codable = is_true (node, "isCodable");
  code.has_colour = colour != NULL && refi_colour_parse (colour, &code.colour);
  code.notes = refi_reader_read_refs (node);
  refi_xml_get_guid (node, "guid", &code.guid);
  if (g_hash_table_contains (self->code_ids, &code.guid))
    {
      memset (&code.guid, 0, sizeof code.guid);
      scho_step_add_note (
          self->step,
          _ ("The code “%s” has the identity of another in the file; it got one "
             "of its own."),
          code.name);
    }
  g_array_append_val (self->codes, code);
  number = self->codes->len;
  if (!scho_uuid_is_null (&code.guid))
    refi_table_put (self->code_ids, &code.guid, GUINT_TO_POINTER (number));
  for (xmlNode *child = refi_xml_first (node); child; child = refi_xml_next (child))
    if (refi_xml_is (child, "Code"))
      read_code (self, child, number);
}

void
refi_read_codes (RefiReader *self, const xmlNode *codes)
{
  for (xmlNode *node = refi_xml_first (codes); node; node = refi_xml_next (node))
    if (refi_xml_is (node, "Code"))
      read_code (self, node, 0);
    else if (refi_xml_is (node, "Codes"))
      refi_read_codes (self, node);
}

/* NVivo puts all codes into one folder, “Nodes”. */
static gboolean
is_wrapper (RefiReader *self)
{
  guint n_top = 0;

  for (guint i = 0; i < self->codes->len; i++)
    n_top += g_array_index (self->codes, RefiCode, i).parent == 0;
  return n_top == 1 && self->codes->len > 1
         && !g_array_index (self->codes, RefiCode, 0).is_codable
         && scho_options_get_boolean (self->options, "unwrap");
}

/* The code of that name in the project, unless this file brought it. */
static guint32
find_same (RefiReader *self, guint32 parent, const char *name)
{
  guint32 id = scho_step_find_code (self->step, parent, name);

  return id != 0 && scho_snapshot_get_code (scho_step_get_base (self->step), id) != NULL
             ? id
             : 0;
}

static char *
dup_free_name (RefiReader *self, guint32 parent, const char *name)
{
  char *free_name = g_strdup (name);

  for (guint i = 2; scho_step_find_code (self->step, parent, free_name) != 0; i++)
    {
      g_free (free_name);
      free_name = g_strdup_printf ("%s (%u)", name, i);
    }
  if (strcmp (name, free_name) != 0)
    scho_step_add_note (self->step, _ ("“%s” is there already; the new one is “%s”."),
                        name, free_name);
  return free_name;
}

static guint32
find_by_guid (GHashTable *known, const SchoUuid *guid)
{
  return scho_uuid_is_null (guid) ? 0
                                  : GPOINTER_TO_UINT (g_hash_table_lookup (known, guid));
}

static GHashTable *
list_known (RefiReader *self)
{
  GHashTable *known = refi_table_new (NULL);
  gsize n;
  const SchoCode *const *codes
      = scho_snapshot_get_codes (scho_step_get_base (self->step), &n);

  for (gsize i = 0; i < n; i++)
    refi_table_put (known, &codes[i]->uuid, GUINT_TO_POINTER (codes[i]->id));
  return known;
}

/* Codes that share a name with an earlier sibling of the file; the table knows which. */
static guint32
add_code (RefiReader *self, RefiCode *code, guint32 parent, guint position)
{
  g_autofree char *name = dup_free_name (self, parent, code->name);
  g_autofree char *use_when
      = refi_reader_take_own (self, code->notes, &code->guid, REFI_USE_WHEN);
  g_autofree char *use_not
      = refi_reader_take_own (self, code->notes, &code->guid, REFI_USE_NOT);
  g_autofree char *memo = refi_reader_dup_memo (self, NULL, code->notes);
  gsize n_base;

  scho_snapshot_get_codes (scho_step_get_base (self->step), &n_base);
  return scho_step_add_code (
      self->step,
      &(SchoCode){ .uuid = code->guid,
                   .parent = parent,
                   .position = (gint32) (n_base + position),
                   .colour = code->has_colour ? code->colour
                                              : scho_colour_nth (n_base + position),
                   .name = name,
                   .definition = code->definition,
                   .use_when = use_when,
                   .use_not = use_not,
                   .memo = memo });
}

/* The code for `a` in `a::b` below @parent; @name becomes `b`. ATLAS.ti has folders so.
 */
static guint32
ensure_folders (RefiReader *self, guint32 parent, const char **name, guint position)
{
  const char *mark;

  while ((mark = strstr (*name, "::")) != NULL && mark > *name && mark[2] != '\0')
    {
      g_autofree char *folder = g_strndup (*name, mark - *name);
      guint32 id = scho_step_find_code (self->step, parent, folder);
      RefiCode code = { .name = folder };

      parent = id != 0 ? id : add_code (self, &code, parent, position);
      *name = mark + 2;
    }
  return parent;
}

static void
place_code (RefiReader *self, RefiCode *code, guint32 parent, guint position)
{
  RefiCode placed = *code;
  const char *name = code->name;

  if (scho_options_get_boolean (self->options, "split"))
    parent = ensure_folders (self, parent, &name, position);
  placed.name = (char *) name;
  code->id = add_code (self, &placed, parent, position);
}

static void
find_or_place (RefiReader *self,
               RefiCode *code,
               guint32 parent,
               guint position,
               GHashTable *known,
               GHashTable *taken)
{
  code->id = find_by_guid (known, &code->guid);
  if (code->id == 0)
    code->id = find_same (self, parent, code->name);
  if (code->id != 0 && !g_hash_table_add (taken, GUINT_TO_POINTER (code->id)))
    code->id = 0;
  if (code->id == 0)
    place_code (self, code, parent, position);
  refi_reader_mark_notes (self, code->notes);
}

/* Codes whose names hold folders come last: a folder may be a code of its own. */
static gboolean
is_turn (RefiReader *self, const RefiCode *code, gboolean is_late)
{
  gboolean splits = scho_options_get_boolean (self->options, "split")
                    && strstr (code->name, "::") != NULL;

  return splits == is_late;
}

void
refi_add_codes (RefiReader *self)
{
  g_autoptr (GHashTable) known = list_known (self);
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  gboolean skips = is_wrapper (self);

  for (guint turn = 0; turn < 3; turn++)
    for (guint i = skips; i < self->codes->len; i++)
      {
        RefiCode *code = &g_array_index (self->codes, RefiCode, i);
        gboolean is_top = code->parent <= (guint) skips;
        guint32 parent
            = is_top ? 0 : g_array_index (self->codes, RefiCode, code->parent - 1).id;

        /* In the last turn those come whose parent was late. */
        if (code->id == 0 && (is_top || parent != 0)
            && (turn == 2 || is_turn (self, code, turn == 1)))
          find_or_place (self, code, parent, i, known, taken);
      }
}

/* A code that the standard does not know; the same in each import. */
static guint32
ensure_special (RefiReader *self, const SchoUuid *guid, guint32 parent, const char *name)
{
  g_autoptr (GHashTable) known = list_known (self);
  guint32 id = find_by_guid (known, guid);
  RefiCode code = { .guid = *guid, .name = (char *) name };

  return id != 0 ? id : add_code (self, &code, parent, self->codes->len);
}

guint32
refi_reader_get_no_code (RefiReader *self)
{
  SchoUuid guid = refi_guid_derive (NULL, REFI_NO_CODE);

  if (self->no_code == 0)
    self->no_code = ensure_special (self, &guid, 0, _ ("Passages without a code"));
  return self->no_code;
}

/* NVivo codes with cases too. */
static guint32
get_case_code (RefiReader *self, const SchoUuid *guid)
{
  const char *name = g_hash_table_lookup (self->case_names, guid);
  guint32 id = GPOINTER_TO_UINT (g_hash_table_lookup (self->case_codes, guid));
  SchoUuid folder = refi_guid_derive (NULL, REFI_CASES);

  if (id != 0 || name == NULL)
    return id;
  id = ensure_special (self, guid, ensure_special (self, &folder, 0, _ ("Cases")), name);
  refi_table_put (self->case_codes, guid, GUINT_TO_POINTER (id));
  return id;
}

guint32
refi_reader_get_code (RefiReader *self, const SchoUuid *guid)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->code_ids, guid));

  return number != 0 ? g_array_index (self->codes, RefiCode, number - 1).id
                     : get_case_code (self, guid);
}
