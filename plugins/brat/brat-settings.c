#include "brat-settings.h"

#include "brat-codes.h"
#include "brat-file.h"

#include "../shared/decode.h"
#include "../shared/import.h"
#include "../shared/lost.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_DEPTH 32
#define MAX_TYPES 10000

typedef struct
{
  SchoStep *step;
  BratCodes known;
  GHashTable *names;        /* of type to the code's name, where that is no word */
  GHashTable *counts;       /* of such a name to how many have it */
  guint32 above[MAX_DEPTH]; /* the code last met, by depth */
  const char *name;         /* of the file */
  guint n_types, n_known, n_unknown;
} Settings;

static void
settings_init (Settings *self)
{
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
settings_clear (Settings *self)
{
  g_clear_pointer (&self->names, g_hash_table_unref);
  g_clear_pointer (&self->counts, g_hash_table_unref);
  brat_codes_clear (&self->known);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Settings, settings_clear)

static const char *const names[]
    = { "annotation.conf", "visual.conf", "tools.conf", "kb_shortcuts.conf" };

int
brat_settings_guess (const guint8 *head, gsize n_bytes, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (name, names[i]) == 0)
      return 95;
  return 0;
}

static guint32
find_code (Settings *self, const char *type)
{
  const SchoCode *code = brat_codes_find (&self->known, type);

  return code != NULL ? code->id : 0;
}

static gboolean
is_below (Settings *self, guint32 code, guint32 above)
{
  while (code != 0 && code != above)
    code = scho_step_get_code (self->step, code)->parent;
  return code == above;
}

/* @name: of the code, where the file says so. At its place, else anywhere; but of several
 * that are called so each has its place. */
static guint32
find_named (Settings *self, const char *name, guint32 parent)
{
  guint32 id = scho_step_find_code (self->step, parent, name);
  const SchoCode *code;

  if (id != 0 || GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, name)) > 1)
    return id;
  code = scho_lookup_code (self->known.snapshot, name, NULL);
  return code != NULL ? code->id : 0;
}

/* A type is a code below the one that stands less far in. One that is there already
 * keeps its place, unless it came with passages, which do not say where it belongs. */
static guint32
place_type (Settings *self, const char *type, guint32 parent)
{
  const char *name = g_hash_table_lookup (self->names, type);
  guint32 id = name != NULL ? find_named (self, name, parent) : find_code (self, type);
  gsize n;

  if (id == 0)
    id = scho_step_find_code (self->step, parent, name != NULL ? name : type);
  if (id == 0)
    {
      scho_snapshot_get_codes (self->known.snapshot, &n);
      n += self->n_types++;
      return scho_step_add_code (self->step,
                                 &(SchoCode){ .name = name != NULL ? name : type,
                                              .parent = parent,
                                              .position = (gint32) MIN (n, G_MAXINT32),
                                              .colour = scho_colour_nth (n) });
    }
  if (parent != 0 && scho_step_get_code (self->step, id)->parent == 0
      && scho_step_find_code (self->step, parent,
                              scho_step_get_code (self->step, id)->name)
             == 0
      && !is_below (self, parent, id))
    {
      SchoCode after = *scho_step_get_code (self->step, id);

      after.parent = parent;
      scho_step_replace_code (self->step, &after);
    }
  self->n_known++;
  return id;
}

static void
lose (Settings *self, const char *what, const char *line)
{
  lost_add (scho_step_get_losses (self->step), 1, what, self->name, line);
}

static void
lose_type (Settings *self, const char *type)
{
  self->n_unknown++;
  lose (self, _ ("Settings of types that are no codes here"), type);
}

static void
lose_line (Settings *self, const char *line)
{
  lose (self, _ ("Colours and types that were not understood"), line);
}

/* `TAB !Place`: a type that stands for those below it. */
static void
read_type (Settings *self, const char *line)
{
  guint depth = (guint) strspn (line, "\t");
  const char *begin = line + depth + (line[depth] == '!');
  g_autofree char *type = g_strndup (begin, strcspn (begin, " \t"));

  if (depth >= MAX_DEPTH || type[0] == '\0' || type[0] == '<' || type[0] == '-'
      || self->n_types + self->n_known >= MAX_TYPES)
    {
      if (type[0] != '-' && type[0] != '<')
        lose_line (self, line);
      return;
    }
  self->above[depth] = place_type (self, type, depth > 0 ? self->above[depth - 1] : 0);
  for (guint i = depth + 1; i < MAX_DEPTH; i++)
    self->above[i] = self->above[depth];
}

/* `PER | Person | Pers`: the long name says what the short one means. */
static void
read_label (Settings *self, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, "|", 3);
  g_autofree char *label = NULL;
  guint32 id;
  SchoCode after;

  if (words[0] == NULL || words[1] == NULL)
    return;
  id = find_code (self, g_strstrip (words[0]));
  if (id == 0)
    {
      lose_type (self, words[0]);
      return;
    }
  self->n_known++;
  after = *scho_step_get_code (self->step, id);
  label = g_strdelimit (g_strdup (after.name), "|", '/');
  if (after.definition != NULL || strcmp (g_strstrip (words[1]), label) == 0)
    return;
  after.definition = words[1];
  scho_step_replace_code (self->step, &after);
}

/* `PER bgColor:#ffccaa, borderColor:darken` */
static void
read_colour (Settings *self, const char *line)
{
  g_auto (GStrv) words = g_strsplit_set (line, " \t,", -1);
  guint32 id = words[0] != NULL ? find_code (self, words[0]) : 0, colour;

  if (words[0] == NULL || strstr (line, "bgColor:") == NULL
      || g_str_has_suffix (words[0], "_DEFAULT"))
    return;
  if (id == 0)
    lose_type (self, words[0]);
  self->n_known += id != 0;
  for (guint i = 1; id != 0 && words[i] != NULL; i++)
    if (g_str_has_prefix (words[i], "bgColor:"))
      {
        SchoCode after = *scho_step_get_code (self->step, id);

        if (scho_colour_parse (words[i] + strlen ("bgColor:"), &colour))
          {
            after.colour = colour;
            scho_step_replace_code (self->step, &after);
          }
        else
          lose_line (self, line);
      }
}

/* `Weight TAB Arg:<ENTITY>, Value:…` */
static gboolean
is_weight (const char *line)
{
  gsize n = strcspn (line, " \t");

  return n == strlen (BRAT_WEIGHT) && strncmp (line, BRAT_WEIGHT, n) == 0;
}

/* `#ScholiastCode type TAB name` */
static void
read_name (Settings *self, const char *line)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (SchoCode) code = NULL;
  guint n;

  if (!g_str_has_prefix (line, BRAT_CODE) || g_hash_table_size (self->names) >= MAX_TYPES)
    return;
  words = g_strsplit (line + strlen (BRAT_CODE), "\t", 2);
  code = scho_code_new (&(SchoCode){ .name = words[0] != NULL ? words[1] : NULL });
  if (words[0] == NULL || code->name[0] == '\0'
      || !g_hash_table_insert (self->names, g_strdup (words[0]), g_strdup (code->name)))
    return;
  n = GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, code->name));
  g_hash_table_replace (self->counts, g_strdup (code->name), GUINT_TO_POINTER (n + 1));
}

static void
read_line (Settings *self, const char *section, char *line)
{
  g_strchomp (line);
  if (line[0] == '#')
    read_name (self, line);
  if (line[strspn (line, " \t")] == '\0' || line[strspn (line, " \t")] == '#')
    return;
  if (strcmp (section, "[entities]") == 0 || strcmp (section, "[events]") == 0)
    read_type (self, line);
  else if (strcmp (section, "[labels]") == 0)
    read_label (self, line);
  else if (strcmp (section, "[drawing]") == 0)
    read_colour (self, line);
  else if (strcmp (section, "[attributes]") == 0 && !is_weight (line))
    lose (self, _ ("Types of attributes"), line);
}

static void
read_lines (Settings *self, const char *utf8)
{
  g_auto (GStrv) lines = g_strsplit (utf8, "\n", -1);
  const char *section = "";

  for (guint i = 0; lines[i] != NULL; i++)
    if (lines[i][0] == '[')
      section = g_strstrip (lines[i]);
    else
      read_line (self, section, lines[i]);
}

static void
tell (Settings *self, const char *name)
{
  if (self->n_types + self->n_known == 0)
    lose (self, _ ("Files that set up brat, without codes"), NULL);
  if (self->n_types > 0)
    scho_step_add_note (self->step, _ ("%s: codes added from brat's types: %u"), name,
                        self->n_types);
}

SchoStep *
brat_settings_read (GInputStream *stream,
                    const char *name,
                    const char *coder,
                    SchoSnapshot *base,
                    SchoOptions *options,
                    const SchoProgress *progress,
                    GCancellable *cancellable,
                    GError **error)
{
  g_auto (Decoded) decoded = { 0 };
  g_autofree char *label = g_strdup_printf (_ ("Codes from “%s”"), name);
  g_autoptr (SchoStep) step = scho_step_new (base, label);
  g_auto (Settings) self = { .step = step, .known.snapshot = base, .name = name };
  gsize n_bytes;
  char *bytes = import_read_all (stream, name, import_get_limit (options), &n_bytes,
                                 cancellable, error);

  if (bytes == NULL || !decode (bytes, n_bytes, "UTF-8", name, &decoded, error))
    return NULL;
  settings_init (&self);
  read_lines (&self, decoded.utf8);
  if (self.n_unknown > 0 && self.n_known == 0)
    {
      /* Codings beside it may bring them yet. */
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND,
                   _ ("%s: none of its types is a code of the project"), name);
      return NULL;
    }
  tell (&self, name);
  return g_steal_pointer (&step);
}
