/* option.h - what a plugin lets the user choose, declared once for dialog and command
 * line. */
#pragma once

#include <scholiast/error.h>

typedef enum
{
  SCHO_OPTION_BOOLEAN, /* true or false; also yes/no, on/off, 1/0 */
  SCHO_OPTION_INTEGER,
  SCHO_OPTION_NUMBER,
  SCHO_OPTION_TEXT,
  SCHO_OPTION_CHOICE, /* one of choices */

  /* Texts that name a noun of the project, as query.h reads them; "" for none. The dialog
   * offers what there is; whether there is such a one the plugin finds out. */
  SCHO_OPTION_DOCUMENT,
  SCHO_OPTION_CODER,
  SCHO_OPTION_CODE,
  SCHO_OPTION_LAST = SCHO_OPTION_CODE
} SchoOptionType;

/**
 * SchoOptionSpec:
 * @name: as in `--set name=value`: lower case and hyphens
 * @type: which values it takes
 * @standard: the value when nothing is said
 * @text: what the dialog says, untranslated
 * @choices: (nullable): for %SCHO_OPTION_CHOICE: the values with `|` between
 *
 * A list of them ends with a %NULL name.
 */
typedef struct
{
  const char *name;
  SchoOptionType type;
  const char *standard;
  const char *text;
  const char *choices;
} SchoOptionSpec;

/* Those of @specs (nullable) that are of that @type. (transfer full) */
SCHO_API GStrv scho_option_list_names (const SchoOptionSpec *specs, SchoOptionType type);

typedef struct _SchoOptions SchoOptions;

/* @specs: (nullable): none; must outlive the options. All values are standard. */
SCHO_API SchoOptions *scho_options_new (const SchoOptionSpec *specs);
SCHO_API void scho_options_free (SchoOptions *self);

/* Refuses an unknown name (and lists the known ones) and a value of the wrong type. */
SCHO_API gboolean scho_options_set (SchoOptions *self,
                                    const char *name,
                                    const char *value,
                                    GError **error);

/* @assignment is `name=value`. */
SCHO_API gboolean scho_options_set_from (SchoOptions *self,
                                         const char *assignment,
                                         GError **error);

/* For names that the plugin has declared; others are programming errors. */
SCHO_API gboolean scho_options_get_boolean (SchoOptions *self, const char *name);
SCHO_API gint64 scho_options_get_integer (SchoOptions *self, const char *name);
SCHO_API double scho_options_get_number (SchoOptions *self, const char *name);
SCHO_API const char *scho_options_get_text (SchoOptions *self, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoOptions, scho_options_free)
