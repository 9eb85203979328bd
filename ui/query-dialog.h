/* query-dialog.h - a window that asks for a query. */
#pragma once

#include "query-editor.h"

#include <adwaita.h>

/**
 * SchoQueryDialog:
 *
 * Signal `chosen` (SchoQueryDialog *self, const char *query): "" for none, where that may
 * be; it is closed after.
 */
#define SCHO_TYPE_QUERY_DIALOG (scho_query_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SchoQueryDialog, scho_query_dialog, SCHO, QUERY_DIALOG, AdwWindow)

/**
 * scho_query_dialog_new:
 * @title: what is asked for
 * @accept: what the button does, with a mnemonic
 * @query: (nullable): to begin with
 * @may_be_empty: nothing asked is an answer
 */
SchoQueryDialog *scho_query_dialog_new (GtkWindow *parent,
                                        SchoSession *session,
                                        const char *title,
                                        const char *accept,
                                        const char *query,
                                        gboolean may_be_empty);

SchoQueryEditor *scho_query_dialog_get_editor (SchoQueryDialog *self);
