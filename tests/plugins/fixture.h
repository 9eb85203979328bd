/* fixture.h - a new project and the plugins, for tests that go through their door. */
#pragma once

#include <scholiast/scholiast.h>

typedef struct
{
  char *folder;
  SchoProject *project;
  SchoPlugins *plugins;
  const char *coder; /* who imports; nullable */
} Fixture;

void fixture_open (Fixture *self);
void fixture_close (Fixture *self);

/* Where the tests lie in the source. (transfer full) */
char *fixture_source_path (const char *relative);

/* Sorted names of what is in a folder of the source; an empty list where it is not. */
GPtrArray *fixture_list (const char *relative);

SchoSnapshot *fixture_snapshot (Fixture *self);
void fixture_apply (Fixture *self, SchoStep *step);

/* Documents of 200 characters, codes in a tree, called “c1” …, coders “Ana” …, and
 * codings by chance; the same @seed makes the same. */
void fixture_fill (Fixture *self, guint seed, guint n_codings);

/* @set: (nullable): `name=value`, ends with NULL. @n_bytes: -1: a string. */
SchoStep *fixture_read (Fixture *self,
                        const char *importer,
                        const char *name,
                        const char *bytes,
                        gssize n_bytes,
                        const char *const *set,
                        GError **error);

/* The same, applied; a failure ends the test. */
void fixture_import (Fixture *self,
                     const char *importer,
                     const char *name,
                     const char *bytes,
                     gssize n_bytes);

/* What the exporter writes into one stream; zero-terminated. */
char *fixture_export (Fixture *self,
                      const char *exporter,
                      const char *const *set,
                      gsize *n_bytes,
                      GError **error);

SchoTable *fixture_analyse (Fixture *self,
                            const char *analysis,
                            const char *const *set,
                            GError **error);

/* Where the shared samples would be. (transfer full) */
char *fixture_shared_path (const char *relative);

/* The only table's cell in the row whose first columns say @a (and @b). As text. */
char *
fixture_find_cell (SchoTable *table, const char *a, const char *b, const char *column);
