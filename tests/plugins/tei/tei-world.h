/* tei-world.h - what all tests of the exporter need: plugins, and somebody else's
 * validators.
 */
#pragma once

#include "tei-project.h"

typedef struct
{
  SchoPlugins *plugins;
  TeiSchema *schema;
  char *folder; /* of all files, for the other validator */
  guint n_files;
} TeiWorld;

void tei_world_open (TeiWorld *self);
void tei_world_close (TeiWorld *self);

/* Valid by the small schema at once; kept for the whole one. */
void tei_world_check_valid (TeiWorld *self,
                            const char *bytes,
                            gsize n_bytes,
                            const char *what);

/* For the whole schema only: what the small one leaves out. */
void tei_world_keep (TeiWorld *self, const char *bytes, gsize n_bytes);

/* All files in one go, since starting it and reading the schema costs seconds. */
void tei_world_check_with_jing (TeiWorld *self);

void tei_check_same (TeiProject *before, TeiProject *after, guint seed, const char *way);
