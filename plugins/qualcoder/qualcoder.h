/* qualcoder.h - what the parts of the importer share.
 *
 * Projects of QualCoder 2.0 to 4.0 (database versions 1 to 17): the tables and columns
 * that all of them have, and those that came later where they are.
 */
#pragma once

#include "../shared/codings.h"
#include "../shared/database.h"
#include "../shared/import.h"
#include "../shared/package.h"
#include "../shared/quote.h"

typedef struct
{
  Database *database;
  Package *media;    /* nullable: pictures, sound and film */
  char *root;        /* of the project in the package: `` or `a.qda` */
  const char *name;  /* of the file */
  const char *coder; /* nullable: for what has no owner */
  SchoStep *step;
  SchoLosses *losses; /* the step's */
  Codings *codings;
  GHashTable *categories; /* of catid to code id */
  GHashTable *codes;      /* of cid to code id */
  GHashTable *documents;  /* of id to document id */
  GHashTable *returns;    /* of document id to GArray of guint32: signs taken away */
  GHashTable *finders;    /* of document id to QuoteFinder */
  guint64 budget;
  GCancellable *cancellable;
  guint n_moved, n_important;
} QualCoder;

gboolean qualcoder_read_codes (QualCoder *self, GError **error);
gboolean qualcoder_read_sources (QualCoder *self, GError **error);
gboolean qualcoder_read_codings (QualCoder *self, GError **error);

/* What the project says of itself, and its journal. */
gboolean qualcoder_read_words (QualCoder *self, GError **error);

/* Attributes of a file and of the cases it belongs to. */
gboolean qualcoder_read_attributes (QualCoder *self,
                                    gint64 source,
                                    ImportAttributes *attributes,
                                    GError **error);

/* Whether a part of a package is a picture, sound or film. */
gboolean qualcoder_wants_medium (const char *part);
/* What has no text. */
gboolean qualcoder_read_media (QualCoder *self, GError **error);

/* Who coded; @owner: nullable. */
guint32 qualcoder_get_coder (QualCoder *self, const char *owner);

/* An UUID of that time; an empty one where it is none. */
SchoUuid qualcoder_make_uuid (const char *date);
