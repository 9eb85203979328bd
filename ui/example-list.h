/* example-list.h - the passages that are kept as examples of a code. */
#pragma once

#include "session.h"

#include <gtk/gtk.h>

/* A click on an example shows it in its text. */
#define SCHO_TYPE_EXAMPLE_LIST (scho_example_list_get_type ())
G_DECLARE_FINAL_TYPE (SchoExampleList, scho_example_list, SCHO, EXAMPLE_LIST, GtkBox)

GtkWidget *scho_example_list_new (void);

/* @session: (nullable); @code: 0: none. Reads the texts in the background. */
void scho_example_list_show (SchoExampleList *self, SchoSession *session, guint32 code);

/* Whether the step could change what is shown. */
gboolean scho_example_list_is_touched (SchoExampleList *self, SchoStep *step);
