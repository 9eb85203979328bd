/* name-entry.h - an entry that knows the names of the project. */
#pragma once

#include "session.h"

#include <gtk/gtk.h>

typedef enum
{
  SCHO_NAMES_CODES, /* the whole text is a name */
  SCHO_NAMES_CODERS,
  SCHO_NAMES_ATTRIBUTES,
  SCHO_NAMES_SAVED, /* queries */
  SCHO_NAMES_QUERY, /* the text is a query: the word at the caret may be any name */
} SchoNames;

/**
 * SchoNameEntry:
 *
 * Offers below it what fits to what is typed: Down and Up choose, Enter or Tab take it,
 * Escape closes the list. Down in an empty one lists all there is.
 *
 * Signal `changed` (SchoNameEntry *self). Signal `activate` (SchoNameEntry *self): Enter,
 * with no list open.
 */
#define SCHO_TYPE_NAME_ENTRY (scho_name_entry_get_type ())
G_DECLARE_FINAL_TYPE (SchoNameEntry, scho_name_entry, SCHO, NAME_ENTRY, GtkWidget)

/* @label: what is asked for, for a screen reader and, while it is empty, in it. */
GtkWidget *scho_name_entry_new (SchoSession *session, SchoNames names, const char *label);

const char *scho_name_entry_get_text (SchoNameEntry *self);

/* Without a list, and without `changed`. */
void scho_name_entry_set_text (SchoNameEntry *self, const char *text);

/* (transfer none): for what an entry looks like. */
GtkEntry *scho_name_entry_get_entry (SchoNameEntry *self);
