/* cas.h - documents of the UIMA framework, as INCEpTION and WebAnno have them: one file
 * holds one document by one coder.
 *
 * Positions are UTF-16 units. Codings are annotations of a layer called Coding with the
 * features code, memo, weight, coder and identity; sentences and tokens are those of
 * DKPro Core.
 */
#pragma once

#include "../shared/text-writer.h"
#include "../shared/tokens.h"

#define CAS_LAYER "webanno.custom.Coding"
#define CAS_SENTENCE "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence"
#define CAS_TOKEN "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token"
#define CAS_META "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData"

/* One document as one coder coded it. */
typedef struct
{
  SchoSnapshot *snapshot;
  SchoLosses *losses;
  const SchoDocument *document;
  const SchoCoder *coder; /* nullable: nobody coded it */
  SchoText *text;
  Tokens *tokens;
  const SchoAnnotation **annotations;
  gsize n_annotations;
  gboolean is_first; /* of its document */
} CasPart;

/* What one format makes of it. */
typedef void (*CasWrite) (const CasPart *part, TextWriter *writer);

extern const SchoOptionSpec cas_export_options[];

/* A file for each document and coder. */
gboolean cas_write_files (SchoSnapshot *snapshot,
                          SchoOutput *output,
                          SchoOptions *options,
                          const char *ending,
                          CasWrite write,
                          const SchoProgress *progress,
                          GCancellable *cancellable,
                          GError **error);

/* Of all documents and coders that the options name. */
typedef gboolean (*CasFunc) (const CasPart *part, gpointer data, GError **error);

gboolean cas_each_part (SchoSnapshot *snapshot,
                        SchoOptions *options,
                        SchoOutput *output,
                        gboolean dates,
                        CasFunc func,
                        gpointer data,
                        const SchoProgress *progress,
                        GCancellable *cancellable,
                        GError **error);
gboolean cas_is_several (SchoSnapshot *snapshot, SchoOptions *options);

guint32 cas_unit (const CasPart *part, guint32 offset);

void cas_json_write (const CasPart *part, TextWriter *writer);
void cas_tsv_write (const CasPart *part, TextWriter *writer);
gboolean cas_xmi_write (SchoSnapshot *snapshot,
                        SchoOutput *output,
                        SchoOptions *options,
                        const SchoProgress *progress,
                        GCancellable *cancellable,
                        GError **error);
