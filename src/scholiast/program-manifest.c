/* program-manifest.c - reads the file that names a program. */
#include <scholiast/program-private.h>

#include <glib/gi18n-lib.h>
#include <string.h>

#define GROUP "Program"
#define OPTION "Option "
#define MOST_BYTES (256 * 1024)
#define MOST_OPTIONS 100

static const char *const keys[]
    = { "Id",    "Title", "Description", "Command",   "Files",  "Environment",
        "Coder", "Texts", "Format",      "Mebibytes", "Seconds" };
static const char *const option_keys[] = { "Type", "Standard", "Text", "Choices" };

static gboolean
invalid (GError **error, const char *format, ...)
{
  va_list arguments;
  g_autofree char *words = NULL;

  va_start (arguments, format);
  words = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, SCHO_ERROR, SCHO_ERROR_INVALID, words);
  return FALSE;
}

/* One line without white space at its ends; %NULL where it is not there or empty. */
static char *
dup_value (GKeyFile *file, const char *group, const char *key)
{
  char *value = g_key_file_get_string (file, group, key, NULL);

  if (value == NULL)
    return NULL;
  g_strstrip (g_strdelimit (value, "\n\r\t", ' '));
  if (value[0] == '\0')
    g_clear_pointer (&value, g_free);
  return value;
}

static GStrv
dup_list (GKeyFile *file, const char *key)
{
  GStrv list = g_key_file_get_string_list (file, GROUP, key, NULL, NULL);

  return list != NULL ? list : g_new0 (char *, 1);
}

/* A misspelt key would else be a limit or a file that nobody looks at. */
static gboolean
check_keys (GKeyFile *file,
            const char *group,
            const char *const *known,
            gsize n_known,
            GError **error)
{
  g_auto (GStrv) found = g_key_file_get_keys (file, group, NULL, NULL);

  for (guint i = 0; found != NULL && found[i] != NULL; i++)
    {
      gsize k = 0;

      while (k < n_known && !g_str_equal (found[i], known[k]))
        k++;
      if (k == n_known)
        return invalid (error, _ ("[%s] has the key “%s”, which is not known"), group,
                        found[i]);
    }
  return TRUE;
}

static gboolean
read_number (GKeyFile *file,
             const char *key,
             guint least,
             guint most,
             guint *number,
             GError **error)
{
  g_autofree char *value = dup_value (file, GROUP, key);
  guint64 read;

  if (value == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (value, 10, least, most, &read, NULL))
    return invalid (error, _ ("“%s” of %s is no whole number from %u to %u"), value, key,
                    least, most);
  *number = (guint) read;
  return TRUE;
}

static gboolean
read_format (SchoProgram *self, GKeyFile *file, GError **error)
{
  g_autofree char *value = dup_value (file, GROUP, "Format");

  if (value != NULL && g_str_equal (value, "tab"))
    self->format = SCHO_PROGRAM_TAB;
  else if (value != NULL && !g_str_equal (value, "json"))
    return invalid (error, _ ("“%s” is no Format: it is json or tab"), value);
  return TRUE;
}

static gboolean
read_type (const char *name, SchoOptionType *type)
{
  static const char *const names[]
      = { "boolean", "integer", "number", "text", "choice", "document", "coder", "code" };

  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (name, names[i]))
      {
        *type = (SchoOptionType) i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
read_option (SchoProgram *self, GKeyFile *file, const char *group, GError **error)
{
  const char *name = group + strlen (OPTION);
  g_autofree char *type = dup_value (file, group, "Type");
  SchoOptionSpec spec = { 0 };

  if (!check_keys (file, group, option_keys, G_N_ELEMENTS (option_keys), error))
    return FALSE;
  if (name[strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789-")] != '\0'
      || name[0] == '\0')
    return invalid (
        error, _ ("The option “%s” is not made of lower case, digits and hyphens"), name);
  if (!read_type (type, &spec.type))
    return invalid (error, _ ("“%s” is no Type of option “%s”"), type != NULL ? type : "",
                    name);
  spec.name = g_strdup (name);
  spec.standard = dup_value (file, group, "Standard");
  spec.choices = dup_value (file, group, "Choices");
  spec.text = dup_value (file, group, "Text");
  if (spec.text == NULL)
    spec.text = g_strdup (name);
  g_array_append_val (self->options, spec);
  return TRUE;
}

static gboolean
read_options (SchoProgram *self, GKeyFile *file, GError **error)
{
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);

  for (char **group = groups; *group != NULL; group++)
    if (g_str_equal (*group, GROUP))
      continue;
    else if (!g_str_has_prefix (*group, OPTION))
      return invalid (error, _ ("The group [%s] is not known"), *group);
    else if (self->options->len == MOST_OPTIONS)
      return invalid (error, _ ("It has more than %d options"), MOST_OPTIONS);
    else if (!read_option (self, file, *group, error))
      return FALSE;
  return TRUE;
}

static gboolean
read_texts (SchoProgram *self, GKeyFile *file, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (!g_key_file_has_key (file, GROUP, "Texts", NULL))
    return TRUE;
  self->with_texts = g_key_file_get_boolean (file, GROUP, "Texts", &problem);
  return problem == NULL || invalid (error, _ ("Texts is neither true nor false"));
}

static gboolean
read_program (SchoProgram *self, GKeyFile *file, GError **error)
{
  if (!g_key_file_has_group (file, GROUP))
    return invalid (error, _ ("It has no group [%s]"), GROUP);
  self->id = dup_value (file, GROUP, "Id");
  self->title = dup_value (file, GROUP, "Title");
  self->description = dup_value (file, GROUP, "Description");
  self->coder = dup_value (file, GROUP, "Coder");
  self->command = dup_list (file, "Command");
  self->files = dup_list (file, "Files");
  self->environment = dup_list (file, "Environment");
  if (self->coder == NULL)
    self->coder = g_strdup (self->title);
  if (self->command[0] == NULL || self->command[0][0] == '\0')
    return invalid (error, _ ("It has no Command"));
  return check_keys (file, GROUP, keys, G_N_ELEMENTS (keys), error)
         && read_texts (self, file, error) && read_format (self, file, error)
         && read_number (file, "Seconds", 1, 86400, &self->seconds, error)
         && read_number (file, "Mebibytes", 16, 1048576, &self->mebibytes, error)
         && read_options (self, file, error);
}

static gboolean
load (const char *path, GKeyFile *file, GError **error)
{
  g_autofree char *bytes = NULL;
  gsize n;

  if (!g_file_get_contents (path, &bytes, &n, error))
    return FALSE;
  if (n > MOST_BYTES)
    return invalid (error, _ ("It is too large for a manifest"));
  if (!g_utf8_validate (bytes, (gssize) n, NULL))
    return invalid (error, _ ("It is not valid UTF-8"));
  return g_key_file_load_from_data (file, bytes, n, G_KEY_FILE_NONE, error);
}

static void
clear_option (gpointer data)
{
  SchoOptionSpec *spec = data;

  g_free ((char *) spec->name);
  g_free ((char *) spec->standard);
  g_free ((char *) spec->text);
  g_free ((char *) spec->choices);
}

static void
make_plugin (SchoProgram *self)
{
  self->analyses[0] = (SchoAnalysis){
    .id = self->id,
    .title = self->title,
    .description = self->description,
    .options = (const SchoOptionSpec *) (gpointer) self->options->data,
    .propose = scho_program_propose,
    .data = self,
  };
  self->plugin = (SchoPlugin){
    .api = SCHO_PLUGIN_API,
    .id = self->id,
    .title = self->title,
    .description = self->description,
    .analyses = self->analyses,
  };
}

SchoProgram *
scho_program_new (const char *file, char **reason)
{
  g_autoptr (GKeyFile) key_file = g_key_file_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoProgram) self = g_new0 (SchoProgram, 1);

  self->file = g_strdup (file);
  self->folder = g_path_get_dirname (file);
  self->seconds = 60;
  self->mebibytes = 4096;
  self->with_texts = TRUE;
  self->options = g_array_new (TRUE, TRUE, sizeof (SchoOptionSpec));
  g_array_set_clear_func (self->options, clear_option);
  if (load (file, key_file, &error) && read_program (self, key_file, &error))
    {
      make_plugin (self);
      return g_steal_pointer (&self);
    }
  /* Translators: a library's words follow */
  *reason = g_strdup_printf (_ ("The manifest cannot be used: %s"), error->message);
  return NULL;
}

void
scho_program_free (SchoProgram *self)
{
  g_free (self->file);
  g_free (self->folder);
  g_free (self->id);
  g_free (self->title);
  g_free (self->description);
  g_free (self->coder);
  g_strfreev (self->command);
  g_strfreev (self->files);
  g_strfreev (self->environment);
  g_array_unref (self->options);
  g_free (self);
}

char *
scho_program_dup_path (const SchoProgram *self, const char *word)
{
  return g_str_has_prefix (word, "./") ? g_build_filename (self->folder, word + 2, NULL)
                                       : g_strdup (word);
}

const char *
scho_program_get_id (const SchoProgram *self)
{
  return self->id;
}

const char *
scho_program_get_title (const SchoProgram *self)
{
  return self->title;
}

const char *
scho_program_get_description (const SchoProgram *self)
{
  return self->description;
}

char *
scho_program_dup_command_line (const SchoProgram *self)
{
  GString *line = g_string_new (NULL);

  for (char **word = self->command; *word != NULL; word++)
    {
      g_autofree char *quoted
          = strpbrk (*word, " \t\n\"'\\$") != NULL ? g_shell_quote (*word) : NULL;

      g_string_append_printf (line, "%s%s", line->len > 0 ? " " : "",
                              quoted != NULL ? quoted : *word);
    }
  return g_string_free (line, FALSE);
}

gboolean
scho_program_is_on (const SchoProgram *self)
{
  return self->is_on;
}
