/* page-corpus.h - projects with one long document each, the same in every run. */
#pragma once

#include <scholiast/project.h>

/* A text of paragraphs of 200 to 900 characters; with @one_paragraph of a single one. */
char *page_corpus_text (guint n_characters, gboolean one_paragraph);

/**
 * page_corpus_create:
 * @n_codings: of 20 to 400 characters, by 100 codes and two coders, anywhere in the text
 *
 * Returns: (transfer full): a new project at @path with that one document
 */
SchoProject *page_corpus_create (const char *path,
                                 guint n_characters,
                                 gboolean one_paragraph,
                                 guint n_codings,
                                 GError **error);
