/* option-form.h - a form made from what a plugin declares. */
#pragma once

#include "session.h"

#include <adwaita.h>
#include <scholiast/option.h>

#define SCHO_TYPE_OPTION_FORM (scho_option_form_get_type ())
G_DECLARE_FINAL_TYPE (SchoOptionForm, scho_option_form, SCHO, OPTION_FORM, GtkWidget)

/* @specs: ends with a %NULL name; must outlive the form, as plugins' constants do.
 * @session: its documents, coders and codes can be chosen. */
GtkWidget *scho_option_form_new (SchoSession *session, const SchoOptionSpec *specs);

/* Asks which passages count, too. */
void scho_option_form_add_query (SchoOptionForm *self);

/* "": all passages. */
const char *scho_option_form_get_query (SchoOptionForm *self);

/* @settings: (nullable): `name=value`, as scho_option_form_dup_settings() gave them; what
 * there is no more stays as it is. @query: (nullable) */
void scho_option_form_set (SchoOptionForm *self,
                           const char *const *settings,
                           const char *query);

/* (transfer full): `name=value` for each. */
GStrv scho_option_form_dup_settings (SchoOptionForm *self);
