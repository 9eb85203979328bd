/* words.c - counts words, shows them in context, and finds which belong together. */
#include <scholiast/plugin.h>

#include "sources.h"
#include "stop-words.h"

#include <glib/gi18n-lib.h>

static const SchoOptionSpec word_list_options[] = {
  SOURCE_OPTIONS,
  { "minimum", SCHO_OPTION_INTEGER, "1", N_ ("Only words that come so often"), NULL },
  STOP_OPTIONS,
  TOKEN_OPTIONS,
  { NULL },
};

static const SchoOptionSpec concordance_options[] = {
  { "word", SCHO_OPTION_TEXT, "", N_ ("Word, or words; * stands for any letters"), NULL },
  { "sort", SCHO_OPTION_CHOICE, "place", N_ ("Sort by"), "place|left|right|keyword" },
  { "width", SCHO_OPTION_INTEGER, "60", N_ ("Characters of context"), NULL },
  SOURCE_OPTIONS,
  TOKEN_OPTIONS,
  { NULL },
};

static const SchoOptionSpec collocations_options[] = {
  { "word", SCHO_OPTION_TEXT, "", N_ ("Only with this word; * stands for any letters"),
    NULL },
  { "window", SCHO_OPTION_INTEGER, "4", N_ ("Words apart at most"), NULL },
  { "order", SCHO_OPTION_BOOLEAN, "false", N_ ("Which comes first matters"), NULL },
  { "minimum", SCHO_OPTION_INTEGER, "3", N_ ("Only pairs that come so often"), NULL },
  SOURCE_OPTIONS,
  STOP_OPTIONS,
  TOKEN_OPTIONS,
  { NULL },
};

static const SchoOptionSpec keyness_options[] = {
  SOURCE_OPTIONS,
  { "reference-document", SCHO_OPTION_DOCUMENT, "", N_ ("Compared with which document"),
    NULL },
  { "reference-code", SCHO_OPTION_CODE, "",
    N_ ("Compared with passages of this code and those below"), NULL },
  { "reference-coder", SCHO_OPTION_CODER, "",
    N_ ("Compared with passages that this coder coded"), NULL },
  { "minimum", SCHO_OPTION_INTEGER, "3", N_ ("Only words that come so often"), NULL },
  STOP_OPTIONS,
  TOKEN_OPTIONS,
  { NULL },
};

static const SchoOptionSpec richness_options[] = {
  SOURCE_OPTIONS,
  { "window", SCHO_OPTION_INTEGER, "50", N_ ("Words of a window"), NULL },
  TOKEN_OPTIONS,
  { NULL },
};

static const SchoAnalysis analyses[] = {
  { .id = "words",
    .title = N_ ("Word list"),
    .description = N_ ("Counts each word, and says how evenly it comes."),
    .options = word_list_options,
    .run = word_list_run },
  { .id = "concordance",
    .title = N_ ("Keyword in context"),
    .description = N_ ("Lists every place of a word with what stands around it."),
    .options = concordance_options,
    .run = concordance_run },
  { .id = "collocations",
    .title = N_ ("Collocations"),
    .description = N_ ("Finds words that stand together more often than by chance."),
    .options = collocations_options,
    .run = collocations_run },
  { .id = "keyness",
    .title = N_ ("Keyness"),
    .description
    = N_ ("Finds words that are more frequent here than in the rest, or elsewhere."),
    .options = keyness_options,
    .run = keyness_run },
  { .id = "type-token",
    .title = N_ ("Richness of words"),
    .description = N_ ("Measures how many different words each document has."),
    .options = richness_options,
    .run = richness_run },
  { NULL },
};

const SchoPlugin scho_plugin = {
  .api = SCHO_PLUGIN_API,
  .id = "org.scholiast.words",
  .title = N_ ("Words"),
  .description = N_ ("Word lists, keywords in context, collocations, keyness, richness."),
  .analyses = analyses,
};
