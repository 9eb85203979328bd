/* step-private.h - what a step is made of, for the files that fill, search and shift it.
 */
#pragma once

#include <scholiast/annotation-private.h>
#include <scholiast/change-private.h>
#include <scholiast/losses.h>
#include <scholiast/noun-private.h>

/* Refs; one of both may be %NULL. */
typedef struct
{
  gpointer before;
  gpointer after;
} SchoNounChange;

struct _SchoStep
{
  gatomicrefcount ref_count;
  SchoSnapshot *base;
  char *label;
  guint32 coder;
  guint32 first_new[SCHO_N_NUMBERED];
  guint32 next[SCHO_N_NUMBERED];
  GArray *nouns[SCHO_NOUN_ANNOTATION];      /* of SchoNounChange */
  GHashTable *places[SCHO_NOUN_ANNOTATION]; /* id → place in nouns + 1 */
  GHashTable *titles;            /* of all documents → id; made when asked for often */
  guint n_title_lookups;         /* while there is no table */
  GArray *annotations;           /* of SchoAnnotationChange */
  GHashTable *annotation_places; /* UUID → place + 1; %NULL while the step only adds, so
                                    that importing a million codings needs none */
  GHashTable *texts;             /* digest → SchoText */
  GHashTable *contents;          /* digest → GBytes */
  GPtrArray *notes;
  SchoLosses *losses;
  gboolean is_about_others; /* files to come may have what it lost */
};

void scho_annotation_change_clear (gpointer data);

/* The text comes with the step. */
void scho_step_keep_text (SchoStep *self, SchoText *text);

/* Of several with one title the first is found. */
void scho_step_insert_title (GHashTable *titles, const SchoDocument *document);

/* What the step added or replaced, else what the base has; nullable. */
gconstpointer scho_step_get_noun (SchoStep *self, SchoNoun noun, guint32 id);
