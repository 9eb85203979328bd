#include <scholiast/option-private.h>

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

typedef struct
{
  char *text;
  gint64 integer; /* of a boolean too */
  double number;
} Value;

struct _SchoOptions
{
  const SchoOptionSpec *specs; /* nullable */
  guint n_specs;
  Value *values;
};

static gboolean
parse_boolean (const char *text, gint64 *integer)
{
  static const struct
  {
    const char *word;
    gboolean value;
  } words[] = {
    { "true", TRUE },   { "yes", TRUE }, { "on", TRUE },   { "1", TRUE },
    { "false", FALSE }, { "no", FALSE }, { "off", FALSE }, { "0", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (text, words[i].word) == 0)
      {
        *integer = words[i].value;
        return TRUE;
      }
  return FALSE;
}

static gboolean
parse_number (const char *text, double *number)
{
  char *end = NULL;

  /* g_ascii_strtod () takes leading blanks, hexadecimals, "nan" and "inf" too. */
  if (text[0] == '\0' || strspn (text, "0123456789+-.eE") != strlen (text))
    return FALSE;
  errno = 0;
  *number = g_ascii_strtod (text, &end);
  return end != text && *end == '\0' && isfinite (*number);
}

static gboolean
is_choice (const char *choices, const char *text)
{
  g_auto (GStrv) words = g_strsplit (choices, "|", -1);

  return g_strv_contains ((const char *const *) words, text);
}

static gboolean
parse (const SchoOptionSpec *spec, const char *text, Value *value)
{
  switch (spec->type)
    {
    case SCHO_OPTION_BOOLEAN:
      return parse_boolean (text, &value->integer);
    case SCHO_OPTION_INTEGER:
      return g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &value->integer,
                                       NULL);
    case SCHO_OPTION_NUMBER:
      return parse_number (text, &value->number);
    case SCHO_OPTION_TEXT:
    case SCHO_OPTION_DOCUMENT:
    case SCHO_OPTION_CODER:
    case SCHO_OPTION_CODE:
      return g_utf8_validate (text, -1, NULL);
    case SCHO_OPTION_CHOICE:
      return is_choice (spec->choices, text);
    default:
      g_assert_not_reached ();
    }
}

static char *
describe_type (const SchoOptionSpec *spec)
{
  switch (spec->type)
    {
    case SCHO_OPTION_BOOLEAN:
      return g_strdup (_ ("true or false"));
    case SCHO_OPTION_INTEGER:
      return g_strdup (_ ("a whole number"));
    case SCHO_OPTION_NUMBER:
      return g_strdup (_ ("a number"));
    case SCHO_OPTION_TEXT:
    case SCHO_OPTION_DOCUMENT:
    case SCHO_OPTION_CODER:
    case SCHO_OPTION_CODE:
      return g_strdup (_ ("text in UTF-8"));
    case SCHO_OPTION_CHOICE:
      {
        g_auto (GStrv) words = g_strsplit (spec->choices, "|", -1);
        g_autofree char *list = g_strjoinv (", ", words);
        /* Translators: a list of values follows */
        return g_strdup_printf (_ ("one of: %s"), list);
      }
    default:
      g_assert_not_reached ();
    }
}

/* Every message must be UTF-8, whatever came from the command line. */
static void
set_wrong_value (const SchoOptionSpec *spec, const char *text, GError **error)
{
  g_autofree char *shown = g_utf8_make_valid (text, -1);
  g_autofree char *type = describe_type (spec);

  /* Translators: an option's name, the wrong value, what it must be */
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID, _ ("Option “%s”: “%s” is not %s"),
               spec->name, shown, type);
}

static void
set_unknown_name (SchoOptions *self, const char *name, GError **error)
{
  g_autofree char *shown = g_utf8_make_valid (name, -1);
  g_autoptr (GString) known = g_string_new (NULL);

  for (guint i = 0; i < self->n_specs; i++)
    g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", self->specs[i].name);
  if (self->n_specs == 0)
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND,
                 _ ("There is no option “%s”: there are no options here"), shown);
  else
    /* Translators: the wrong name, a list of the options that exist */
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND,
                 _ ("There is no option “%s”; there are: %s"), shown, known->str);
}

/* n_specs where there is none. */
static guint
find (SchoOptions *self, const char *name)
{
  guint i = 0;

  while (i < self->n_specs && strcmp (self->specs[i].name, name) != 0)
    i++;
  return i;
}

static const Value *
get_value (SchoOptions *self, const char *name, SchoOptionType type)
{
  static const Value nothing = { (char *) "", 0, 0 };
  guint i = find (self, name);

  g_return_val_if_fail (i < self->n_specs, &nothing);
  g_return_val_if_fail (self->specs[i].type == type, &nothing);
  return &self->values[i];
}

gboolean
scho_option_spec_check (const SchoOptionSpec *spec, GError **error)
{
  const char *standard = spec->standard != NULL ? spec->standard : "";
  Value value = { 0 };

  if (spec->type > SCHO_OPTION_LAST || spec->text == NULL
      || (spec->type == SCHO_OPTION_CHOICE && spec->choices == NULL))
    {
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                   _ ("Option “%s” lacks its text, type or choices"), spec->name);
      return FALSE;
    }
  if (parse (spec, standard, &value))
    return TRUE;
  set_wrong_value (spec, standard, error);
  return FALSE;
}

GStrv
scho_option_list_names (const SchoOptionSpec *specs, SchoOptionType type)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (; specs != NULL && specs->name != NULL; specs++)
    if (specs->type == type)
      g_strv_builder_add (builder, specs->name);
  return g_strv_builder_end (builder);
}

SchoOptions *
scho_options_new (const SchoOptionSpec *specs)
{
  SchoOptions *self = g_new0 (SchoOptions, 1);

  self->specs = specs;
  while (specs != NULL && specs[self->n_specs].name != NULL)
    self->n_specs++;
  self->values = g_new0 (Value, self->n_specs);
  for (guint i = 0; i < self->n_specs; i++)
    {
      const char *standard = specs[i].standard != NULL ? specs[i].standard : "";

      if (!parse (&specs[i], standard, &self->values[i]))
        g_warning ("The standard value “%s” of option “%s” has the wrong type", standard,
                   specs[i].name);
      self->values[i].text = g_strdup (standard);
    }
  return self;
}

void
scho_options_free (SchoOptions *self)
{
  for (guint i = 0; i < self->n_specs; i++)
    g_free (self->values[i].text);
  g_free (self->values);
  g_free (self);
}

gboolean
scho_options_set (SchoOptions *self, const char *name, const char *value, GError **error)
{
  guint i = find (self, name);
  Value parsed = { 0 };

  if (i == self->n_specs)
    {
      set_unknown_name (self, name, error);
      return FALSE;
    }
  if (!parse (&self->specs[i], value, &parsed))
    {
      set_wrong_value (&self->specs[i], value, error);
      return FALSE;
    }
  parsed.text = g_strdup (value);
  g_free (self->values[i].text);
  self->values[i] = parsed;
  return TRUE;
}

gboolean
scho_options_set_from (SchoOptions *self, const char *assignment, GError **error)
{
  const char *sign = strchr (assignment, '=');
  g_autofree char *name = NULL;

  if (sign == NULL || sign == assignment)
    {
      g_autofree char *shown = g_utf8_make_valid (assignment, -1);

      g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                   _ ("“%s” sets no option: write NAME=VALUE"), shown);
      return FALSE;
    }
  name = g_strndup (assignment, sign - assignment);
  return scho_options_set (self, name, sign + 1, error);
}

gboolean
scho_options_get_boolean (SchoOptions *self, const char *name)
{
  return get_value (self, name, SCHO_OPTION_BOOLEAN)->integer != 0;
}

gint64
scho_options_get_integer (SchoOptions *self, const char *name)
{
  return get_value (self, name, SCHO_OPTION_INTEGER)->integer;
}

double
scho_options_get_number (SchoOptions *self, const char *name)
{
  return get_value (self, name, SCHO_OPTION_NUMBER)->number;
}

const char *
scho_options_get_text (SchoOptions *self, const char *name)
{
  guint i = find (self, name);

  /* The text of any value can be asked for; of a choice it is the value. */
  g_return_val_if_fail (i < self->n_specs, "");
  return self->values[i].text;
}
