/* taguette.h - what the parts of the importer share.
 *
 * Projects of Taguette 0.9 to 1.5: the file of a single project, or the database of a
 * server, of which one project is read. Positions are bytes of the UTF-8 text in the
 * document's HTML, tags not counted; each passage comes with a snippet of the HTML, which
 * tells whether they are right.
 */
#pragma once

#include "../shared/codings.h"
#include "../shared/database.h"
#include "../shared/import.h"
#include "../shared/quote.h"

typedef struct
{
  Database *database;
  const char *name;  /* of the file */
  const char *coder; /* nullable: for what nobody is named of */
  const char *separator;
  gint64 project;
  SchoStep *step;
  SchoLosses *losses;
  Codings *codings;
  GHashTable *tags;   /* of id to code id */
  GHashTable *makers; /* of highlight id to Maker */
  guint64 budget;
  const SchoProgress *progress; /* nullable */
  GCancellable *cancellable;
  guint n_moved;
} Taguette;

/* Who made a passage, and when. */
typedef struct
{
  char *login;
  gint64 time;
} Maker;

gboolean taguette_read_tags (Taguette *self, GError **error);
gboolean taguette_read_makers (Taguette *self, GError **error);
gboolean taguette_read_documents (Taguette *self, GError **error);
