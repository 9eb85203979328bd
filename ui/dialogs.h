/* dialogs.h - questions to the user: files, confirmations. The one place that
 * knows which of GTK's changing interfaces for them is used. */
#pragma once

#include <gtk/gtk.h>

/* @data is the object that asked; nothing is called once it is gone. */
typedef void (*SchoPathsFunc) (gpointer data, const char *const *paths);
typedef void (*SchoConfirmFunc) (gpointer data, GVariant *detail);

/* @pattern: (nullable): `*.scholia`; @pattern_name: what such files are. */
void scho_dialogs_open (GtkWindow *parent,
                        const char *title,
                        const char *pattern_name,
                        const char *pattern,
                        gboolean several,
                        SchoPathsFunc done,
                        GObject *data);

/* @name: suggested file name. */
void scho_dialogs_save (GtkWindow *parent,
                        const char *title,
                        const char *name,
                        SchoPathsFunc done,
                        GObject *data);

/* The same in the folder of the file @beside. */
void scho_dialogs_save_beside (GtkWindow *parent,
                               const char *title,
                               const char *beside,
                               const char *name,
                               SchoPathsFunc done,
                               GObject *data);

/* A folder that is there or that the user makes. @accept: what the button does */
void scho_dialogs_choose_folder (GtkWindow *parent,
                                 const char *title,
                                 const char *accept,
                                 SchoPathsFunc done,
                                 GObject *data);

/**
 * scho_dialogs_confirm:
 * @accept: what the button does
 * @destructive: the button takes something away
 * @extra: (nullable): a widget between text and buttons
 * @detail: (nullable): floating references are sunk; handed to @done
 *
 * Calls @done when the user says yes.
 */
void scho_dialogs_confirm (GtkWindow *parent,
                           const char *heading,
                           const char *body,
                           const char *accept,
                           gboolean destructive,
                           GtkWidget *extra,
                           SchoConfirmFunc done,
                           GObject *data,
                           GVariant *detail);
