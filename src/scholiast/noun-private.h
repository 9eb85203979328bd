/* noun-private.h - what the five nouns that are shared by reference have in common. */
#pragma once

#include <scholiast/change.h>

typedef struct
{
  gpointer (*ref) (gconstpointer noun);
  void (*unref) (gpointer noun);
  gboolean (*equal) (gconstpointer a, gconstpointer b);
  guint32 (*get_id) (gconstpointer noun);
} SchoNounClass;

/* For all but SCHO_NOUN_ANNOTATION; the project's info has the number 1. */
const SchoNounClass *scho_noun_get_class (SchoNoun noun);
