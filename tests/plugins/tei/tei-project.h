/* tei-project.h - projects for the tests of TEI: made at random, exported, compared. */
#pragma once

#include <scholiast/scholiast.h>

typedef struct
{
  char *folder; /* for its file and all exports; goes with it */
  SchoProject *project;
} TeiProject;

void tei_project_open (TeiProject *self);
void tei_project_close (TeiProject *self);
SchoSnapshot *tei_project_get_snapshot (TeiProject *self);

/* Fills an empty one; the same seed always gives the same. */
void tei_project_fill (TeiProject *self, guint32 seed);

SchoPlugins *tei_plugins_new (void);

/* @bytes as the file @name. (transfer full) (nullable) */
SchoStep *tei_project_read (TeiProject *self,
                            SchoPlugins *plugins,
                            const char *bytes,
                            gsize n_bytes,
                            const char *name,
                            GError **error);

/* The same, applied; a failure ends the test. */
void tei_project_import (TeiProject *self,
                         SchoPlugins *plugins,
                         const char *bytes,
                         gsize n_bytes,
                         const char *name);

/* Into memory. @set: (nullable): `name=value;name=value`. (nullable) */
GString *tei_project_export (TeiProject *self,
                             SchoPlugins *plugins,
                             const char *set,
                             GError **error);

/* Into a folder. @set: as above. Returns the files' full names, sorted. */
GPtrArray *tei_project_export_folder (TeiProject *self,
                                      SchoPlugins *plugins,
                                      const char *set,
                                      const char *name);

/* The first difference in words, or NULL. All but numbers (ids) is compared. */
char *tei_project_compare (TeiProject *self, TeiProject *other);

/* Codes, texts and codings, for people to read; without what differs from run to run. */
char *tei_project_describe (TeiProject *self);

/* What the schema says against it, or NULL. The schema is compiled at the first call. */
typedef struct _TeiSchema TeiSchema;
TeiSchema *tei_schema_new (void);
void tei_schema_free (TeiSchema *self);
char *tei_schema_check (TeiSchema *self, const char *bytes, gsize n_bytes);
