#include "call.h"

#include "terminal.h"

#include <glib/gi18n.h>

struct _CliCall
{
  const CliCommand *command;
  GPtrArray *arguments; /* of const char, ends with NULL */
  GHashTable *options;  /* name → GPtrArray of const char, ends with NULL */
  gboolean wants_help;
  GCancellable *cancellable;
  CliProgressLine *line;
  SchoProgress progress;
};

G_DEFINE_QUARK (scho - cli - usage - error, cli_usage_error)

static gboolean
check_utf8 (const char *word, GError **error)
{
  g_autofree char *shown = NULL;

  if (g_utf8_validate (word, -1, NULL))
    return TRUE;
  shown = g_utf8_make_valid (word, -1);
  g_set_error (error, CLI_USAGE_ERROR, 0, _ ("“%s” is not valid UTF-8"), shown);
  return FALSE;
}

static const CliOption *
find_option (CliCall *self, const char *name, gsize n_bytes)
{
  for (const CliOption *option = self->command->options;
       option != NULL && option->name != NULL; option++)
    if (strlen (option->name) == n_bytes && strncmp (option->name, name, n_bytes) == 0)
      return option;
  return NULL;
}

static gboolean
is_choice (const CliOption *option, const char *value)
{
  g_auto (GStrv) choices = NULL;

  if (option->choices == NULL)
    return TRUE;
  choices = g_strsplit (option->choices, "|", -1);
  return g_strv_contains ((const char *const *) choices, value);
}

static gboolean
check_value (const CliOption *option, const char *value, GError **error)
{
  if (!option->is_path && !check_utf8 (value, error))
    return FALSE;
  if (is_choice (option, value))
    return TRUE;
  g_set_error (error, CLI_USAGE_ERROR, 0, _ ("“%s” is no value of --%s: it takes %s"),
               value, option->name, option->choices);
  return FALSE;
}

static gboolean
keep_value (CliCall *self, const CliOption *option, const char *value, GError **error)
{
  GPtrArray *values = g_hash_table_lookup (self->options, option->name);

  if (values == NULL)
    {
      values = g_ptr_array_new ();
      g_hash_table_insert (self->options, (char *) option->name, values);
    }
  else if (option->may_repeat)
    g_ptr_array_set_size (values, (int) values->len - 1); /* the NULL at the end */
  else
    {
      g_set_error (error, CLI_USAGE_ERROR, 0, _ ("--%s is given twice"), option->name);
      return FALSE;
    }
  g_ptr_array_add (values, (char *) value);
  g_ptr_array_add (values, NULL);
  return TRUE;
}

/* @word: `--name` or `--name=value`; @next: moved on when the value is the next word. */
static gboolean
parse_option (CliCall *self, const char *word, const char *const **next, GError **error)
{
  const char *name = word + 2;
  const char *equals = strchr (name, '=');
  const char *value = equals != NULL ? equals + 1 : NULL;
  const CliOption *option = find_option (
      self, name, equals != NULL ? (gsize) (equals - name) : strlen (name));

  if (option == NULL)
    {
      if (check_utf8 (word, error))
        g_set_error (error, CLI_USAGE_ERROR, 0, _ ("Unknown option “%s”"), word);
      return FALSE;
    }
  if (option->value == NULL && value != NULL)
    {
      g_set_error (error, CLI_USAGE_ERROR, 0, _ ("--%s takes no value"), option->name);
      return FALSE;
    }
  if (option->value != NULL && value == NULL && (value = *(*next)++) == NULL)
    {
      g_set_error (error, CLI_USAGE_ERROR, 0, _ ("--%s needs a value: %s"), option->name,
                   option->value);
      return FALSE;
    }
  return (value == NULL || check_value (option, value, error))
         && keep_value (self, option, value != NULL ? value : "", error);
}

static gboolean
is_option (const char *word)
{
  return word[0] == '-' && word[1] != '\0' && !g_ascii_isdigit (word[1]);
}

static gboolean
parse_word (CliCall *self, const char *word, const char *const **next, GError **error)
{
  if (!is_option (word))
    {
      g_ptr_array_add (self->arguments, (char *) word);
      return TRUE;
    }
  if (g_str_has_prefix (word, "--"))
    return parse_option (self, word, next, error);
  if (check_utf8 (word, error))
    g_set_error (error, CLI_USAGE_ERROR, 0, _ ("Unknown option “%s”"), word);
  return FALSE;
}

static gboolean
parse_words (CliCall *self, const char *const *words, GError **error)
{
  while (*words != NULL && !g_str_equal (*words, "--"))
    {
      const char *word = *words++;

      if (!parse_word (self, word, &words, error))
        return FALSE;
    }
  if (*words != NULL)
    for (words++; *words != NULL; words++)
      g_ptr_array_add (self->arguments, (char *) *words);
  return TRUE;
}

static gboolean
check_arguments (CliCall *self, GError **error)
{
  const CliCommand *command = self->command;

  if (self->arguments->len < command->min_arguments)
    {
      g_set_error (error, CLI_USAGE_ERROR, 0, _ ("%s needs: %s"), command->name,
                   command->arguments);
      return FALSE;
    }
  for (guint i = command->n_paths; i < self->arguments->len; i++)
    if (!check_utf8 (g_ptr_array_index (self->arguments, i), error))
      return FALSE;
  if (self->arguments->len > command->max_arguments)
    {
      const char *word = g_ptr_array_index (self->arguments, command->max_arguments);

      g_set_error (error, CLI_USAGE_ERROR, 0, _ ("“%s” is one argument too many"), word);
      return FALSE;
    }
  return TRUE;
}

/* Help is asked for by whoever does not know the rest. */
static gboolean
has_help (const char *const *words)
{
  for (; *words != NULL && !g_str_equal (*words, "--"); words++)
    if (g_str_equal (*words, "--help") || g_str_equal (*words, "-h"))
      return TRUE;
  return FALSE;
}

CliCall *
cli_call_new (const CliCommand *command, const char *const *words, GError **error)
{
  g_autoptr (CliCall) self = g_new0 (CliCall, 1);

  self->command = command;
  self->arguments = g_ptr_array_new ();
  self->options = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                         (GDestroyNotify) g_ptr_array_unref);
  self->cancellable = g_cancellable_new ();
  self->line = cli_progress_line_new ();
  self->progress = (SchoProgress){ cli_progress_line_show, self->line };
  self->wants_help = has_help (words);

  if (!self->wants_help
      && (!parse_words (self, words, error) || !check_arguments (self, error)))
    return NULL;
  g_ptr_array_add (self->arguments, NULL);
  return g_steal_pointer (&self);
}

void
cli_call_free (CliCall *self)
{
  cli_progress_line_free (self->line);
  g_ptr_array_unref (self->arguments);
  g_hash_table_unref (self->options);
  g_object_unref (self->cancellable);
  g_free (self);
}

const CliCommand *
cli_call_get_command (CliCall *self)
{
  return self->command;
}

gboolean
cli_call_wants_help (CliCall *self)
{
  return self->wants_help;
}

const char *
cli_call_get_argument (CliCall *self, guint i)
{
  return i < self->arguments->len ? g_ptr_array_index (self->arguments, i) : NULL;
}

const char *const *
cli_call_get_arguments (CliCall *self, guint i)
{
  g_return_val_if_fail (i < self->arguments->len, NULL);

  return (const char *const *) &g_ptr_array_index (self->arguments, i);
}

const char *
cli_call_get_option (CliCall *self, const char *name)
{
  const char *const *values = cli_call_get_values (self, name);

  return values[0];
}

void
cli_call_suppose (CliCall *self, const char *name, const char *value)
{
  GPtrArray *values;

  if (value == NULL || g_hash_table_contains (self->options, name))
    return;
  values = g_ptr_array_new ();
  g_ptr_array_add (values, (char *) value);
  g_ptr_array_add (values, NULL);
  g_hash_table_insert (self->options, (char *) name, values);
}

gboolean
cli_call_has_flag (CliCall *self, const char *name)
{
  return g_hash_table_contains (self->options, name);
}

const char *const *
cli_call_get_values (CliCall *self, const char *name)
{
  static const char *const none[] = { NULL };
  GPtrArray *values = g_hash_table_lookup (self->options, name);

  return values != NULL ? (const char *const *) values->pdata : none;
}

GCancellable *
cli_call_get_cancellable (CliCall *self)
{
  return self->cancellable;
}

const SchoProgress *
cli_call_get_progress (CliCall *self)
{
  return &self->progress;
}

void
cli_call_stop_progress (CliCall *self)
{
  cli_progress_line_stop (self->line);
}

void
cli_call_say (CliCall *self, const char *format, ...)
{
  va_list args;
  g_autofree char *sentence = NULL;

  va_start (args, format);
  sentence = g_strdup_vprintf (format, args);
  va_end (args);
  cli_progress_line_clear (self->line);
  cli_say (sentence);
}
