#include "carried.h"

#include <glib/gi18n-lib.h>

char *
carried_dup_place (const SchoDocument *document, guint32 start, guint32 end)
{
  /* Translators: a document, and where in it: “Interview 3, 120–140” */
  return g_strdup_printf (_ ("%s, %u–%u"), document->title, start, end);
}

static void
tell_coding (SchoLosses *losses,
             const SchoDocument *document,
             const SchoAnnotation *annotation,
             Carries carries)
{
  gboolean weight = annotation->weight != SCHO_NO_WEIGHT && !(carries & CARRIES_WEIGHTS);
  gboolean memo = annotation->memo != NULL && !(carries & CARRIES_CODING_MEMOS);
  gboolean example = (annotation->flags & SCHO_ANNOTATION_EXAMPLE) != 0;
  g_autofree char *place = NULL;

  if (!weight && !memo && !example)
    return;
  place = carried_dup_place (document, annotation->start, annotation->end);
  scho_losses_add (losses, weight, _ ("Weights of passages"), place);
  scho_losses_add (losses, memo, _ ("Memos of passages"), place);
  scho_losses_add (losses, example, _ ("Marks of example passages"), place);
}

static void
tell_document (SchoLosses *losses,
               SchoSnapshot *snapshot,
               const SchoDocument *document,
               guint32 coder,
               Carries carries)
{
  gsize n;
  const SchoAnnotation *annotations
      = scho_snapshot_get_annotations (snapshot, document->id, &n);

  scho_losses_add (losses, document->memo != NULL, _ ("Memos of documents"),
                   document->title);
  scho_losses_add (losses, document->n_attributes, _ ("Attributes of documents"),
                   document->title);
  for (gsize i = 0; i < n; i++)
    if (coder == 0 || annotations[i].coder == coder)
      tell_coding (losses, document, &annotations[i], carries);
}

static void
tell_code (SchoLosses *losses, const SchoCode *code, Carries carries)
{
  gboolean words = code->definition != NULL || code->use_when != NULL
                   || code->use_not != NULL || code->memo != NULL;

  scho_losses_add (losses, words, _ ("Definitions and memos of codes"), code->name);
  scho_losses_add (losses, code->parent != 0 && !(carries & CARRIES_TREE),
                   _ ("Places in the tree of codes"), code->name);
  scho_losses_add (losses, !(carries & CARRIES_COLOURS), _ ("Colours of codes"),
                   code->name);
}

void
carried_tell (SchoLosses *losses,
              SchoSnapshot *snapshot,
              guint32 document,
              guint32 coder,
              Carries carries)
{
  const SchoProjectInfo *info = scho_snapshot_get_info (snapshot);
  gsize n_documents, n_codes;
  const SchoDocument *const *documents
      = scho_snapshot_get_documents (snapshot, &n_documents);
  const SchoCode *const *codes = scho_snapshot_get_codes (snapshot, &n_codes);

  for (gsize i = 0; i < n_documents; i++)
    if (document == 0 || documents[i]->id == document)
      tell_document (losses, snapshot, documents[i], coder, carries);
  for (gsize i = 0; i < n_codes; i++)
    tell_code (losses, codes[i], carries);
  scho_losses_add (losses, info->memo != NULL, _ ("Memos of the project"), NULL);
}
