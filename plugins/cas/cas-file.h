/* cas-file.h - what a file of UIMA says, before it meets a project. */
#pragma once

#include <scholiast/plugin.h>

/* Instead of a position: there is none, or what stands there is none. */
enum
{
  CAS_NOWHERE = -1,
  CAS_NO_PLACE = -2
};

typedef struct
{
  char *name;
  char *value;
} CasFeature;

typedef struct
{
  char *type;        /* without what stands before its last dot */
  gint64 begin, end; /* UTF-16 units, or CAS_NOWHERE, CAS_NO_PLACE */
  GArray *features;  /* of CasFeature */
  gboolean is_relation;
} CasStructure;

typedef struct
{
  char *text;            /* nullable: as it is in the file */
  GPtrArray *structures; /* of CasStructure */
} CasFile;

void cas_file_clear (CasFile *self);

/* The next structure; features are added to it. */
CasStructure *cas_file_add (CasFile *self, const char *type);
void cas_structure_add (CasStructure *self, const char *name, const char *value);

/* (nullable) */
const char *cas_structure_get (const CasStructure *self, const char *name);

gboolean cas_file_read_json (CasFile *self,
                             GInputStream *stream,
                             const char *name,
                             SchoOptions *options,
                             GCancellable *cancellable,
                             GError **error);
gboolean cas_file_read_xmi (CasFile *self,
                            const char *bytes,
                            gsize n_bytes,
                            const char *name,
                            GCancellable *cancellable,
                            GError **error);

extern const SchoOptionSpec cas_import_options[];
int cas_guess (const guint8 *head, gsize n_bytes, const char *name);
SchoStep *cas_read (GInputStream *stream,
                    const char *name,
                    const char *coder,
                    SchoSnapshot *base,
                    SchoOptions *options,
                    const SchoProgress *progress,
                    GCancellable *cancellable,
                    GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CasFile, cas_file_clear)
