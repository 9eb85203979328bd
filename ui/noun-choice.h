/* noun-choice.h - a list to choose one document, coder or code of the project from, or
 * none in particular. */
#pragma once

#include "session.h"

#include <gtk/gtk.h>
#include <scholiast/option.h>

/* @type: SCHO_OPTION_DOCUMENT, _CODER or _CODE. Up to date whenever it comes into sight.
 */
GtkWidget *scho_noun_choice_new (SchoSession *session, SchoOptionType type);

/* (transfer full): as query.h reads it; "" for all. */
char *scho_noun_choice_dup_value (GtkWidget *self);

/* What is no longer there counts as all. */
void scho_noun_choice_set_value (GtkWidget *self, const char *value);
